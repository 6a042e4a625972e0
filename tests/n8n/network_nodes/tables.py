"""All tables of cases, by the name of their recording."""

from tests.n8n.network_nodes.cases import Case
from tests.n8n.network_nodes.http_cases import HTTP_CASES

TABLES: dict[str, list[Case]] = {"http": HTTP_CASES}
