"""n8n's Odoo node works against the stub as it does against Odoo."""

import json
from typing import Any

import pytest

from tests.parity.n8n.case import Document
from tests.parity.n8n.documents import fields, node, using, webhook, workflow
from tests.parity.n8n.installing import installed
from tests.parity.n8n.n8n import N8n
from tests.parity.odoo.talk import Odoo

NAME = "Odoo of this test"


def calls(name: str, version: float, resource: str, operation: str, **more: Any) -> Document:
    """Give an Odoo node."""
    own = {"resource": resource, "operation": operation} | more
    return node(name, "odoo", version, own, credentials=using("odooApi", NAME))


def contact_workflow() -> Document:
    """Give a workflow that creates a contact, changes, finds and deletes it."""
    one = "={{ $('Create').item.json.id }}"
    found = {"filter": [{"fieldName": "id", "operator": "equal", "value": one}]}
    return workflow(
        "Contacts of this test",
        [
            webhook("odoo-node", responseData="allEntries"),
            calls("Create", 1, "contact", "create", contactName="={{ $json.body.name }}", additionalFields={}),
            calls(
                "Change",
                1,
                "custom",
                "update",
                customResource="res.partner",
                customResourceId=one,
                fieldsToCreateOrUpdate={"fields": [{"fieldName": "email", "fieldValue": "ana@example.org"}]},
            ),
            calls(
                "Find",
                1,
                "custom",
                "getAll",
                customResource="res.partner",
                returnAll=True,
                options={"fieldsList": ["name", "email"]},
                filterRequest=found,
            ),
            fields("Show", {"name": "={{ $json.name }}", "email": "={{ $json.email }}"}),
            calls("Delete", 1, "contact", "delete", contactId=one),
            fields("Tell", {"was": "={{ $('Show').item.json.name }} {{ $('Show').item.json.email }}"}),
        ],
    )


def failing_workflow() -> Document:
    """Give a workflow whose call Odoo refuses."""
    return workflow(
        "Refused of this test",
        [
            webhook("odoo-node-refused"),
            calls("Get", 1, "custom", "get", customResource="no.such.model", customResourceId="1")
            | {"onError": "continueRegularOutput"},
            fields("Tell", {"why": "={{ $json.error }}"}),
        ],
    )


def opening(odoo: Odoo) -> Document:
    """Give the data of a credential for the Odoo."""
    return {"url": odoo.address, "username": odoo.login, "password": odoo.password, "db": odoo.database}


@pytest.mark.timeout(120)
def test_a_contact_is_made_changed_found_and_deleted(n8n: N8n, odoo: Odoo) -> None:
    """Every operation of the node gets from the stub what it gets from Odoo."""
    with installed(n8n, contact_workflow(), NAME, "odooApi", opening(odoo)):
        answer = n8n.call("POST", "/webhook/parity-odoo-node", {"content-type": "application/json"}, b'{"name": "Ana"}')
    assert answer.status == 200, answer.body
    assert json.loads(answer.body) == [{"was": "Ana ana@example.org"}]


@pytest.mark.timeout(120)
def test_what_odoo_refuses_is_told_by_the_node(n8n: N8n, odoo: Odoo) -> None:
    """The message of Odoo's error reaches the workflow."""
    with installed(n8n, failing_workflow(), NAME, "odooApi", opening(odoo)):
        answer = n8n.call("POST", "/webhook/parity-odoo-node-refused", {"content-type": "application/json"}, b"{}")
    assert "Object no.such.model doesn't exist" in answer.body.decode()
