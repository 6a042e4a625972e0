"""Steps that state what must have come of it."""

import hashlib

from pytest_bdd import parsers, then

from contracts.interactions import INTERACTIONS
from contracts.kit.states import ENDED
from contracts.messages.common import size_of
from features.world import World

TIMES = {"once": 1, "twice": 2}


@then("the request is accepted")
def request_is_accepted(world: World) -> None:
    assert world.answer.status == 201, world.answer.body


@then(parsers.parse("the receipt shows {count:d} images reserved and a deadline"))
def receipt_shows(world: World, count: int) -> None:
    receipt = world.body()
    assert receipt["quota"]["reserved"] == count
    assert receipt["created_at"] < receipt["deadline"]


@then("nothing was created")
def nothing_was_created(world: World) -> None:
    """Where the records are not seen, neither quota nor n8n may have noticed anything."""
    if "I02" in world.hidden():
        assert not world.entries("I04")
        assert (world.quota().used, world.quota().reserved) == (0, 0)
        return
    assert not world.entries("I02")


@then("one request was created")
def one_was_created(world: World) -> None:
    assert len(world.entries("I02")) == 1


@then("the request is completed")
def request_is_completed(world: World) -> None:
    view = world.ended()
    assert (view.status, view.failure_code) == ("completed", None)


@then(parsers.parse("the request fails as {code}"))
def request_fails_as(world: World, code: str) -> None:
    view = world.ended()
    assert (view.status, view.failure_code) == ("failed", code)


@then("the request is pending")
def request_is_pending(world: World) -> None:
    assert world.view().status == "pending"


@then("the request is not ended")
def request_is_not_ended(world: World) -> None:
    assert world.view().status not in ENDED


@then(parsers.parse('the request ignored "{name}"'))
def request_ignored(world: World, name: str) -> None:
    assert world.view().ignored_parameters == [name]


@then(parsers.parse("the portal has shown {count:d} images as they were stored"))
def portal_has_shown(world: World, count: int) -> None:
    view = world.view()
    assert len(view.images) == count
    shown = [hashlib.sha256(answer.body).hexdigest() for answer in world.answers[-count:]]
    assert shown == [image.sha256 for image in view.images]


@then("the stored bytes are those that the AI service sent")
def stored_as_sent(world: World) -> None:
    (sent,) = world.entries("I06")[0].facts["images"]
    assert world.entries("I09")[0].facts["sha256"] == sent["sha256"]
    assert hashlib.sha256(world.answer.body).hexdigest() == sent["sha256"]


@then(parsers.parse("the request has {count:d} images with size, type and hash"))
def request_has_images(world: World, count: int) -> None:
    images = world.entries("I10")[0].facts["images"]
    assert [(image["width"], image["height"]) for image in images] == [size_of(world.mix.size)] * count
    assert all(len(image["sha256"]) == 64 and image["media_type"].startswith("image/") for image in images)


@then("every law holds")
def every_law_holds(world: World) -> None:
    broken = {name: check.reason for name, check in world.checks().items() if check.verdict == "failed"}
    assert not broken


@then("every law holds once all requests have ended")
def every_law_holds_at_the_end(world: World) -> None:
    for request_id in [entry.correlation_id for entry in world.evidence().of("I02")]:
        world.request_id = request_id or ""
        world.ended()
    every_law_holds(world)


@then("all eleven interactions are in the journal in causal order")
def all_interactions(world: World) -> None:
    """All that the mix shows: what happens inside somebody else's Odoo is not seen."""
    first = [world.entries(name)[0].seq for name in INTERACTIONS if name not in world.hidden()]
    assert first == sorted(first)


@then(parsers.parse("{used:d} images of the quota are used and {reserved:d} are reserved"))
def quota_is(world: World, used: int, reserved: int) -> None:
    quota = world.quota()
    assert (quota.used, quota.reserved) == (used, reserved)


@then("the answer tells what is left and when it begins anew")
def tells_what_is_left(world: World) -> None:
    quota = world.body()["quota"]
    assert quota["remaining"] == 0
    assert quota["resets_at"][8:10] == "01"


@then(parsers.parse("{interaction:w} was noted once"))
def was_noted_once(world: World, interaction: str) -> None:
    assert len(world.entries(interaction)) == 1


@then(parsers.re(r"(?P<interaction>I\d\d) was sent (?P<times>once|twice)"))
def was_sent(world: World, interaction: str, times: str) -> None:
    assert len(world.entries(interaction)) == TIMES[times]


@then(parsers.re(r"(?P<interaction>I\d\d) was sent twice with the same id"))
def was_sent_twice(world: World, interaction: str) -> None:
    assert len(world.entries(interaction)) == 2
    assert len({entry.facts["webhook_id"] for entry in world.entries(interaction)}) == 1


@then(parsers.parse("{interaction:w} kept its contract"))
def kept_its_contract(world: World, interaction: str) -> None:
    assert {entry.verdict for entry in world.entries(interaction)} == {"passed"}


@then("the AI service was asked once")
def ai_asked_once(world: World) -> None:
    assert len(world.of_any("I05")) == 1


@then("the AI service was asked 0 times")
def ai_asked_never(world: World) -> None:
    assert not world.of_any("I05")


@then(parsers.parse('the AI service was asked with "{words}"'))
def ai_asked_with(world: World, words: str) -> None:
    request = world.entries("I05")[0].request
    assert request is not None
    assert words in request["body"]["prompt"]


@then("nothing was fetched")
def nothing_was_fetched(world: World) -> None:
    assert not world.entries("I09")


@then("nothing is left in storage")
def nothing_left(world: World) -> None:
    gone = world.stage.wait_for(lambda entry: bool(entry.facts.get("deleted")))
    stored = [entry for entry in world.entries("I09") if entry.facts.get("stored")]
    assert {entry.facts["key"] for entry in stored} == {gone.facts["key"]}
