"""All tables of cases, by the name of their recording."""

from tests.n8n.network_nodes.cases import Case
from tests.n8n.network_nodes.http_cases import HTTP_CASES
from tests.n8n.network_nodes.odoo_cases import ODOO_CASES
from tests.n8n.network_nodes.openai_cases import OPENAI_CASES
from tests.n8n.network_nodes.s3_cases import S3_CASES

TABLES: dict[str, list[Case]] = {"http": HTTP_CASES, "openai": OPENAI_CASES, "odoo": ODOO_CASES, "s3": S3_CASES}
