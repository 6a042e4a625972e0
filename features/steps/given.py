"""Steps that set the stage."""

from pathlib import Path

from pytest_bdd import given, parsers

from features.mix import LINK_MODEL
from features.world import World


@given("the sandbox runs")
def sandbox_runs(world: World) -> None:
    assert world.stage.sandbox.addresses


@given("the stubs keep their data")
def stubs_keep_data(world: World, tmp_path: Path) -> None:
    world.data = tmp_path


@given("the AI service answers with links")
def ai_answers_with_links(world: World) -> None:
    world.model = LINK_MODEL


@given(parsers.parse("a monthly quota of {count:d} images"))
def monthly_quota(world: World, count: int) -> None:
    world.limit(quota=count)


@given(parsers.parse("a deadline of {hours:d} hours"))
def deadline_of(world: World, hours: int) -> None:
    world.limit(deadline_seconds=hours * 3600)


@given(parsers.parse("storing may take {hours:d} hours"))
def storing_may_take(world: World, hours: int) -> None:
    world.limit(storing_seconds=hours * 3600)


@given(parsers.parse("a callback of at most {count:d} bytes"))
def callback_of_at_most(world: World, count: int) -> None:
    world.limit(callback_cap=count)


@given(parsers.parse("images of at most {count:d} bytes"))
def images_of_at_most(world: World, count: int) -> None:
    world.limit(image_bytes=count)


@given(parsers.parse("links live for {seconds:d} seconds"))
def links_live_for(world: World, seconds: int) -> None:
    world.limit(link_seconds=seconds)


@given(parsers.parse('demo has asked for "{prompt}"'))
def has_asked_for(world: World, prompt: str) -> None:
    world.submit("demo", {"prompt": prompt})
    world.wait_for("I05")


@given(parsers.parse('demo has a picture of "{prompt}"'))
def has_a_picture(world: World, prompt: str) -> None:
    world.submit("demo", {"prompt": prompt})
    assert world.ended().status == "completed"
