"""Clients that were written for real Odoo work against the stub."""

import xmlrpc.client
from typing import Any

import odoolib
import odoorpc
import pytest

from tests.odoo.rpc.conftest import Served

PARTNER = "res.partner"
pytestmark = [
    # These clients leave their connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def test_the_standard_librarys_xml_rpc(odoo: Served) -> None:
    """Python's own client signs in, creates, reads, and is told of faults by number."""
    common: Any = xmlrpc.client.ServerProxy(f"{odoo.url}/xmlrpc/2/common")
    assert common.version()["server_version"] == "19.0"
    uid = common.authenticate(odoo.database, odoo.login, odoo.password, {})
    models: Any = xmlrpc.client.ServerProxy(f"{odoo.url}/xmlrpc/2/object")
    who = (odoo.database, uid, odoo.password, PARTNER)
    key = models.execute_kw(*who, "create", [{"name": "Ana", "email": "ana@example.org"}])
    assert models.execute_kw(*who, "read", [[key]], {"fields": ["name", "parent_id"]}) == [
        {"id": key, "name": "Ana", "parent_id": False}
    ]
    with pytest.raises(xmlrpc.client.Fault) as refused:
        models.execute_kw(*who, "write", [[999999], {"name": "x"}])
    assert refused.value.faultCode == 2
    assert common.authenticate(odoo.database, odoo.login, "wrong", {}) is False


@pytest.mark.parametrize("secret", ["password", "key"])
def test_odoorpc(odoo: Served, secret: str) -> None:
    """OdooRPC signs in by password and by key, browses records by their fields, and raises what Odoo says."""
    client = odoorpc.ODOO("127.0.0.1", port=odoo.port)
    client.login(odoo.database, odoo.login, getattr(odoo, secret))
    partners = client.env[PARTNER]
    (first, second) = partners.create([{"name": "Ana"}, {"name": "Bob", "color": 3}])
    record = partners.browse(second)
    assert (record.name, record.color, record.active) == ("Bob", 3, True)
    record.name = "Bobby"
    client.env.commit()
    assert partners.search([("name", "=", "Bobby")]) == [second]
    assert client.env.user.name == "Administrator"
    partners.unlink([first])
    with pytest.raises(odoorpc.error.RPCError, match="Record does not exist or has been deleted"):
        partners.write([first], {"name": "x"})
    assert "imageflow.quota" in client.env


@pytest.mark.parametrize("protocol", ["xmlrpc", "jsonrpc", "json2"])
def test_odoos_own_client_library(odoo: Served, protocol: str) -> None:
    """odoo-client-lib reads and writes by each of its protocols."""
    secret = odoo.key if protocol == "json2" else odoo.password
    connection = odoolib.get_connection(
        hostname="127.0.0.1",
        port=odoo.port,
        database=odoo.database,
        login=odoo.login,
        password=secret,
        protocol=protocol,
    )
    partners = connection.get_model(PARTNER)
    made = partners.create({"name": "Ana"}) if protocol != "json2" else partners.create(vals_list={"name": "Ana"})
    (key,) = made if isinstance(made, list) else [made]
    if protocol == "json2":
        assert partners.search_read(domain=[("id", "=", key)], fields=["name"]) == [{"id": key, "name": "Ana"}]
        assert partners.write(ids=[key], vals={"color": 2}) is True
    else:
        assert partners.search_read([("id", "=", key)], ["name"]) == [{"id": key, "name": "Ana"}]
        assert partners.write([key], {"color": 2}) is True


def test_the_adapter_of_a_live_odoo(odoo: Served) -> None:
    """The product's own adapter takes the stub for an Odoo, by JSON-2."""
    from real_adapters.odoo.api import Rpc  # noqa: PLC0415 - one of many clients

    rpc = Rpc(odoo.url, odoo.database, odoo.login, odoo.key)
    assert rpc.version() == "19.0"
    (installed,) = rpc.call("ir.module.module", "search_read", domain=[("name", "=", "imageflow")], fields=["state"])
    assert installed["state"] == "installed"
    assert rpc.call(PARTNER, "read", ids=[1], fields=["name"]) == [{"id": 1, "name": "My Company"}]
    rpc.close()
