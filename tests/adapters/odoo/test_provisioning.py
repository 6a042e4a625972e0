"""What is changed on a live Odoo is noted before it is changed, and put back to what it was."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.ports.odoo import Surroundings
from contracts.ports.system import CouldNotCheck
from real_adapters.ledger import Ledger
from real_adapters.odoo.about import check_addon
from real_adapters.odoo.provisioning import Provisioning, values_of
from tests.adapters.odoo.played import Played

SECRET = "whsec_c2VjcmV0IG9mIHRoZSBydW4gd2l0aCBmb3J0eSBjaGFyYWN0ZXJz"
SURROUNDINGS = Surroundings(
    webhook_url="http://n8n.test/webhook/path",
    callback_url="http://odoo.test/imageflow/v1/callback",
    webhook_secrets=(SECRET, "whsec_older"),
    allowed_hosts=frozenset({"http://b.test", "http://a.test"}),
    storage=("http://s3.test", "us-east-1", "bucket", "access", "s3-secret"),
    quota=5,
    deadline_seconds=900,
    storing_seconds=60,
    callback_cap=1000,
    image_bytes=2000,
)
USERS_OWN = {"imageflow.quota": "100", "imageflow.webhook_secrets": "whsec_users_own", "web.base.url": "http://x"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the ledger is written."""
    return tmp_path / "made" / "odoo.json"


def provisioning(odoo: Played, file: Path) -> Provisioning:
    """Give what provisions a played Odoo."""
    return Provisioning(odoo, Ledger(file, "http://odoo.test"))  # type: ignore[arg-type] - plays the RPC


def test_the_parameters_are_written_as_the_addon_reads_them() -> None:
    """Secrets and hosts are separated by blanks, the newest secret first; images go to S3."""
    values = values_of(SURROUNDINGS)
    assert values["webhook_secrets"] == f"{SECRET} whsec_older"
    assert values["allowed_hosts"] == "http://a.test http://b.test"
    assert (values["storage_backend"], values["s3_endpoint"], values["s3_bucket"]) == ("s3", "http://s3.test", "bucket")
    assert (values["quota"], values["callback_cap"]) == ("5", "1000")


def test_what_was_set_before_is_put_back(file: Path) -> None:
    """What was not set is not set again, what was not the flow's is not touched, and no note is left."""
    odoo = Played(USERS_OWN)
    ours = provisioning(odoo, file)
    ours.connect(SURROUNDINGS)
    assert odoo.parameters["imageflow.quota"] == "5"
    assert odoo.parameters["web.base.url"] == "http://x"
    ours.withdraw()
    assert odoo.parameters == USERS_OWN
    assert not file.exists()


def test_each_parameter_is_in_the_ledger_before_it_is_changed(file: Path) -> None:
    """Killed at any moment, a run has left nothing that nobody knows of; the ledger holds no value, only names."""
    odoo, seen = Played(USERS_OWN), list[str]()

    def look(_model: str, method: str) -> None:
        if method in {"create", "set_param"}:
            noted = {made["name"] for made in json.loads(file.read_text())["made"]}
            assert noted == set(values_of(SURROUNDINGS))
            seen.append(method)

    odoo.before = look
    provisioning(odoo, file).connect(SURROUNDINGS)
    assert set(seen) == {"create", "set_param"}
    assert SECRET not in file.read_text()
    assert "whsec_users_own" not in file.read_text()


def test_after_a_crash_the_next_run_puts_back_what_the_user_had(file: Path, tmp_path: Path) -> None:
    """It does not take what the crashed one left for the user's own."""
    odoo = Played(USERS_OWN)
    provisioning(odoo, file).connect(SURROUNDINGS)
    second = provisioning(odoo, tmp_path / "second.json")
    second.connect(replace(SURROUNDINGS, quota=7))
    assert odoo.parameters["imageflow.quota"] == "7"
    second.withdraw()
    assert odoo.parameters == USERS_OWN


def test_a_second_scenario_changes_only_what_differs(file: Path) -> None:
    """What is as it should be is not written again."""
    odoo = Played()
    ours = provisioning(odoo, file)
    ours.connect(SURROUNDINGS)
    odoo.asked.clear()
    ours.connect(replace(SURROUNDINGS, quota=1))
    assert [(method, named) for _, method, named in odoo.asked] == [
        ("set_param", {"key": "imageflow.quota", "value": "1"})
    ]


@pytest.mark.parametrize("calls", [1, 2, 3, 4])
def test_an_odoo_that_is_gone_while_things_are_put_back(file: Path, calls: int) -> None:
    """The ledger still names them all; a second try puts back what is left."""
    odoo = Played(USERS_OWN)
    ours = provisioning(odoo, file)
    ours.connect(SURROUNDINGS)
    odoo.fails_at = len(odoo.asked) + calls
    with pytest.raises(CouldNotCheck):
        ours.withdraw()
    left = {made["name"] for made in json.loads(file.read_text())["made"]}
    assert left == set(values_of(SURROUNDINGS))
    ours.withdraw()
    assert odoo.parameters == USERS_OWN
    assert not file.exists()


def test_an_odoo_without_the_addon_is_told_so() -> None:
    """The sentence names the addon and how to have it."""
    with pytest.raises(CouldNotCheck, match=r"not got the addon imageflow in database flow.*imageflow up odoo"):
        check_addon(Played())  # type: ignore[arg-type] - plays the RPC
    check_addon(Played(records={"ir.module.module": [{}]}))  # type: ignore[arg-type]


def test_a_crash_between_two_calls_loses_nothing_of_the_users(file: Path, tmp_path: Path) -> None:
    """Whichever call was the last one, the next run puts back what the user had."""
    for calls in range(1, 6):
        odoo = Played(USERS_OWN)
        odoo.fails_at = calls
        with suppress(CouldNotCheck):
            provisioning(odoo, file).connect(SURROUNDINGS)
        odoo.fails_at = None
        second = provisioning(odoo, tmp_path / "second.json")
        second.connect(SURROUNDINGS)
        second.withdraw()
        assert odoo.parameters == USERS_OWN
