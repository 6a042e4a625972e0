"""Steps that state what must have come of it."""

import hashlib

from pytest_bdd import parsers, then

from contracts.interactions import INTERACTIONS
from features.world import World


@then("the request is accepted")
def request_is_accepted(world: World) -> None:
    assert world.answer.status == 201, world.answer.body


@then("the request is completed")
def request_is_completed(world: World) -> None:
    view = world.ended()
    assert (view.status, view.failure_code) == ("completed", None)


@then(parsers.parse("the request fails as {code}"))
def request_fails_as(world: World, code: str) -> None:
    view = world.ended()
    assert (view.status, view.failure_code) == ("failed", code)


@then(parsers.parse("the portal has shown {count:d} images as they were stored"))
def portal_has_shown(world: World, count: int) -> None:
    view = world.view()
    assert len(view.images) == count
    shown = [hashlib.sha256(answer.body).hexdigest() for answer in world.answers[-count:]]
    assert shown == [image.sha256 for image in view.images]


@then("every law holds")
def every_law_holds(world: World) -> None:
    broken = {name: check.reason for name, check in world.stage.checks().items() if check.verdict == "failed"}
    assert not broken


@then("all eleven interactions are in the journal in causal order")
def all_interactions(world: World) -> None:
    first = [world.entries(name)[0].seq for name in INTERACTIONS]
    assert first == sorted(first)


@then(parsers.parse("{used:d} images of the quota are used and {reserved:d} are reserved"))
def quota_is(world: World, used: int, reserved: int) -> None:
    quota = world.quota()
    assert (quota.used, quota.reserved) == (used, reserved)
