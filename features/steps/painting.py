"""Steps that speak to the AI service as the workflow does, whatever its format."""

from dataclasses import dataclass, field, replace

import pytest
from pytest_bdd import given, parsers, then, when

from contracts.messages.common import size_of
from contracts.participants import System
from contracts.ports.ai import AiPort, Generated, GenerationFailed, ImageJob
from contracts.ports.system import CouldNotCheck
from features.foreign import could_not_check
from features.world import World
from simulator.composition import make_ai
from simulator.entropy import RunEntropy

SIZED = ("openai",)
"""Formats that refuse a size."""
KEYED = ("openai", "stability", "replicate", "gemini")
NO_MODEL = "no-such-model-imageflow"


@dataclass
class Painting:
    """What was asked of the service, and what came of it."""

    world: World
    job: ImageJob = field(default_factory=lambda: ImageJob(""))
    generated: Generated | None = None
    refusal: GenerationFailed | None = None
    version: str = ""

    def ask(self, job: ImageJob, *, key: str | None = None, model: str | None = None, painted: bool = True) -> None:
        """Ask for pictures; those that will surely be painted count against the budget."""
        self.job = job
        if painted:
            self.world.mix.take(job.n)
        try:
            self.generated = self.world.stage.run(self._service(key, model).generate(job), 400)
        except GenerationFailed as refusal:
            self.refusal = refusal
        except CouldNotCheck as error:
            could_not_check(str(error))

    def greet(self) -> None:
        """Have the service say that it is there."""
        try:
            self.version = self.world.stage.run(self._service(None, None).ready())
        except CouldNotCheck as error:
            raise AssertionError(str(error)) from None

    def _service(self, key: str | None, model: str | None) -> AiPort:
        sandbox = self.world.stage.sandbox
        named = {"ai_api_key": key, "ai_model": model}
        settings = replace(sandbox.settings, **{name: value for name, value in named.items() if value})
        return make_ai(sandbox.fronts[System.AI], settings, frozenset({sandbox.addresses[System.AI]}))

    def needs(self, dialects: tuple[str, ...], why: str) -> None:
        """Leave a scenario that other formats than these have no place for."""
        if self.world.stage.sandbox.settings.ai_dialect not in dialects:
            could_not_check(why)


@pytest.fixture
def painting(world: World) -> Painting:
    """The scenario's own."""
    return Painting(world)


@given("the AI service is spoken to as the workflow does")
def spoken_to(world: World) -> None:
    world.fronted = frozenset({System.AI})


@when(parsers.re(r'(?P<count>\d) pictures? of "(?P<prompt>.*)" (is|are) asked for'))
def asked_for(world: World, painting: Painting, count: str, prompt: str) -> None:
    if not prompt:
        painting.needs(KEYED, "AUTOMATIC1111 paints without a prompt, too")
    painting.ask(ImageJob(prompt, int(count), size_of(world.mix.size)), painted=bool(prompt))


@when("the service is asked whether it is there")
def asked_for_itself(painting: Painting) -> None:
    painting.greet()


@then("it says so")
def says_so(painting: Painting) -> None:
    assert "AI service" in painting.version


@when("a picture is asked for with a wrong API key")
def asked_with_wrong_key(world: World, painting: Painting) -> None:
    painting.needs(KEYED, "AUTOMATIC1111 asks for no key unless it was started with one")
    painting.ask(ImageJob("a lighthouse"), key=f"sk-{RunEntropy().token(12)}", painted=False)


@when("a picture is asked for from a model that does not exist")
def asked_from_no_model(world: World, painting: Painting) -> None:
    painting.ask(ImageJob("a lighthouse"), model=NO_MODEL, painted=False)


@when(parsers.parse("a picture of {width:d}x{height:d} pixels is asked for"))
def asked_for_size(world: World, painting: Painting, width: int, height: int) -> None:
    painting.needs(SIZED, "this format has shapes for a size, and paints the nearest")
    painting.ask(ImageJob("a lighthouse", size=(width, height)), painted=False)


@then(parsers.parse("{count:d} pictures came"))
def pictures_came(painting: Painting, count: int) -> None:
    assert painting.generated is not None, f"no picture came: {painting.refusal}"
    assert len(painting.generated.artifacts) == count


@then("each is a picture of the size that was asked for")
def of_the_size(painting: Painting) -> None:
    assert painting.generated is not None
    for each in painting.generated.artifacts:
        assert each.media_type.startswith("image/")
        assert (each.width, each.height) == painting.job.size


@then(parsers.parse("the service refuses it as {kinds}"))
def refuses_it_as(painting: Painting, kinds: str) -> None:
    assert painting.refusal is not None, "it was painted all the same"
    assert painting.refusal.kind in kinds.split(" or "), f"refused as {painting.refusal.kind}: {painting.refusal}"


@then("nothing was charged")
def nothing_charged(painting: Painting) -> None:
    assert painting.refusal is not None
    assert painting.refusal.charged == "no"
