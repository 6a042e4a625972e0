"""Steps that set the stage."""

from pytest_bdd import given, parsers

from features.world import LINK_MODEL, World


@given("the sandbox runs")
def sandbox_runs(world: World) -> None:
    assert world.stage.sandbox.addresses


@given("the AI service answers with links")
def ai_answers_with_links(world: World) -> None:
    world.model = LINK_MODEL


@given(parsers.parse("a monthly quota of {count:d} images"))
def monthly_quota(world: World, count: int) -> None:
    world.limit(quota=count)


@given(parsers.parse("a deadline of {hours:d} hours"))
def deadline_of(world: World, hours: int) -> None:
    world.limit(deadline_seconds=hours * 3600)
