"""What the stub says as Odoo 19 and as Odoo 18 (`facts/odoo.md` 2, 3 and 7)."""

from collections.abc import Callable

import pytest
import requests

from tests.odoo.rpc.conftest import Served

CALL = {"service": "object", "method": "execute_kw", "args": ["imageflow", 2, "wrong", "res.partner", "read", [[1]]]}


@pytest.mark.parametrize(("version", "code", "first"), [(19, 0, "name"), (18, 200, "name")])
def test_errors_have_the_versions_code_and_keys(
    serve: Callable[..., Served], version: int, code: int, first: str
) -> None:
    """19 says 0 where 18 said 200, and orders the data in another way."""
    url = serve(version).url
    told = requests.post(f"{url}/jsonrpc", json={"jsonrpc": "2.0", "params": CALL, "id": 1}, timeout=10).json()["error"]
    assert told["code"] == code
    assert next(iter(told["data"])) == first
    assert list(told["data"]).index("debug") == {19: 4, 18: 1}[version]


def test_18_has_no_json_2(serve: Callable[..., Served]) -> None:
    """There the call leads to the sign-in, which looks like trouble with it and is absence."""
    url = serve(18).url
    answer = requests.post(f"{url}/json/2/res.users/context_get", json={}, timeout=10, allow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/web/login")
    assert requests.get(f"{url}/web/version", timeout=10).status_code == 404


@pytest.mark.parametrize(("version", "status"), [(19, 415), (18, 400)])
def test_a_body_that_is_no_json_is_refused_by_its_type(serve: Callable[..., Served], version: int, status: int) -> None:
    """The status is the version's."""
    answer = requests.post(f"{serve(version).url}/jsonrpc", data="{}", timeout=10)
    assert answer.status_code == status


@pytest.mark.parametrize("version", [19, 18])
def test_the_version_is_told(serve: Callable[..., Served], version: int) -> None:
    """Everybody may ask."""
    call = {"jsonrpc": "2.0", "params": {"service": "common", "method": "version", "args": []}, "id": 1}
    told = requests.post(f"{serve(version).url}/jsonrpc", json=call, timeout=10).json()["result"]
    assert told["server_serie"] == f"{version}.0"
