"""The first call that a stub ever gets."""

import requests
from odoorpc import ODOO

from tests.odoo.rpc.conftest import Served


def test_an_attachment_may_be_what_is_asked_first(odoo: Served) -> None:
    """`/web/content` answers before anything else has had the models' rows made."""
    answer = requests.get(f"{odoo.url}/web/content/1", timeout=9)
    assert answer.status_code == 404


def test_the_base_address_is_its_own(odoo: Served) -> None:
    """`web.base.url` leads where the stub is reached, on whatever port that is."""
    client = ODOO("127.0.0.1", port=odoo.port)
    client.login(odoo.database, odoo.login, odoo.password)
    told = client.execute("ir.config_parameter", "get_param", "web.base.url")
    assert told == "http://127.0.0.1:1"  # where its settings say that n8n calls it back
