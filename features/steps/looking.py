"""Steps that only look: nothing is left behind by them."""

import pytest
from pytest_bdd import then, when

from contracts.messages.submission import Quota
from contracts.participants import System
from contracts.ports import odoo
from features.steps.signed import UNKNOWN
from features.world import World
from simulator.composition import make_n8n


@when("demo asks for the quota")
def asks_for_quota(world: World) -> None:
    world.keep(world.stage.run(world.portal("demo").send("GET", odoo.QUOTA)))


@when("demo asks for all requests")
def asks_for_requests(world: World) -> None:
    world.keep(world.stage.run(world.portal("demo").send("GET", odoo.REQUESTS)))


@when("demo asks for a request that nobody made")
def asks_for_nothing(world: World) -> None:
    world.keep(world.stage.run(world.portal("demo").send("GET", f"{odoo.REQUESTS}/{UNKNOWN}")))


@when("a stranger asks for the quota")
def stranger_asks(world: World) -> None:
    world.keep(world.stage.run(world.stage.sandbox.portal().send("GET", odoo.QUOTA)))


@then("the quota adds up")
def adds_up(world: World) -> None:
    quota = Quota.read(world.answer.body)
    assert quota.limit - quota.used - quota.reserved == quota.remaining


@pytest.fixture
def there() -> dict[str, bool]:
    """What n8n said."""
    return {}


@when("n8n is asked whether the webhook is there")
def asked_for_webhook(world: World, there: dict[str, bool]) -> None:
    sandbox = world.stage.sandbox
    n8n = make_n8n(sandbox.addresses[System.N8N], sandbox.settings)
    there["webhook"] = world.stage.run(n8n.serves(sandbox.settings.n8n_webhook_path))


@then("it is")
def it_is(world: World, there: dict[str, bool]) -> None:
    path = world.stage.sandbox.settings.n8n_webhook_path
    assert there["webhook"], f"no production webhook is registered at {path}: publish the workflow, or name its path"
