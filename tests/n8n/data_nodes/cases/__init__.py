"""What is tried, by topic."""

from tests.n8n.data_nodes.case import Case
from tests.n8n.data_nodes.cases import conditions, crypto, dates, duplicates, errors, fields, files, lists, merging, old

CASES: dict[str, dict[str, Case]] = {
    "conditions": conditions.CASES,
    "fields": fields.CASES,
    "crypto": crypto.CASES,
    "merging": merging.CASES,
    "lists": lists.CASES,
    "duplicates": duplicates.CASES,
    "dates": dates.CASES,
    "files": files.CASES,
    "old": old.CASES,
    "errors": errors.CASES,
}
