"""Steps of the portal's user."""

import asyncio

from pytest_bdd import parsers, when

from contracts.participants import System
from contracts.wire import HttpAnswer
from features.world import World

SUBMIT = "/imageflow/v1/requests"
KEY = (("idempotency-key", "one-click"),)


@when(parsers.parse('{user:w} asks for "{prompt}"'))
def asks_for(world: World, user: str, prompt: str) -> None:
    world.submit(user, {"prompt": prompt})


@when(parsers.parse('{user:w} asks for {count:d} images of "{prompt}"'))
def asks_for_several(world: World, user: str, count: int, prompt: str) -> None:
    world.submit(user, {"prompt": prompt, "n": count})


@when(parsers.parse('{user:w} asks for "{prompt}" in {size}'))
def asks_for_size(world: World, user: str, prompt: str, size: str) -> None:
    world.submit(user, {"prompt": prompt, "size": size})


@when(parsers.parse('{user:w} asks for "{prompt}" as {kind}'))
def asks_for_format(world: World, user: str, prompt: str, kind: str) -> None:
    world.submit(user, {"prompt": prompt, "format": kind})


@when(parsers.re(r"demo submits (?P<body>[\[{\"].*)"))
def submits_body(world: World, body: str) -> None:
    body = body.replace("64x64", world.mix.size)
    world.keep(world.stage.run(world.portal("demo").send("POST", SUBMIT, body.encode())))


@when(parsers.parse("demo submits a prompt of {count:d} characters"))
def submits_long_prompt(world: World, count: int) -> None:
    world.submit("demo", {"prompt": "a" * count})


@when(parsers.parse("demo submits a prompt of {count:d} characters in blanks"))
def submits_padded_prompt(world: World, count: int) -> None:
    world.submit("demo", {"prompt": " \n" + "a" * count + "  "})


@when(parsers.parse("demo submits {count:d} prompts at once"))
def submits_at_once(world: World, count: int) -> None:
    portal = world.portal("demo")

    async def all_at_once() -> list[HttpAnswer]:
        fields = ({"prompt": f"lighthouse {number}", "size": world.mix.size} for number in range(count))
        return await asyncio.gather(*(portal.submit(each) for each in fields))

    for answer in world.stage.run(all_at_once()):
        world.keep(answer)


@when(parsers.parse("demo submits {count:d} prompts one after the other"))
def submits_in_turn(world: World, count: int) -> None:
    for number in range(count):
        world.submit("demo", {"prompt": f"lighthouse {number}"})
        world.ended()


@when("demo submits twice with the same idempotency key")
def submits_twice(world: World) -> None:
    for _ in range(2):
        world.submit("demo", {"prompt": "a lighthouse"}, KEY)


@when("demo submits another body with the same idempotency key")
def submits_another_body(world: World) -> None:
    world.submit("demo", {"prompt": "a lighthouse"}, KEY)
    world.submit("demo", {"prompt": "another lighthouse"}, KEY)


@when("a stranger submits a prompt")
def stranger_submits(world: World) -> None:
    world.keep(world.stage.run(world.stage.sandbox.portal().submit({"prompt": "a lighthouse"})))


@when("somebody submits a prompt with a wrong API key")
def wrong_key_submits(world: World) -> None:
    world.keep(world.stage.run(world.stage.sandbox.portal("no-such-key").submit({"prompt": "a lighthouse"})))


@when(parsers.parse('demo\'s browser submits from "{origin}"'))
def submits_from(world: World, origin: str) -> None:
    world.needs_session()
    world.submit("demo", {"prompt": "a lighthouse"}, (("origin", origin), ("sec-fetch-site", "cross-site")))


@when("demo submits a form")
def submits_form(world: World) -> None:
    world.needs_session()
    kind = (("content-type", "application/x-www-form-urlencoded"),)
    world.keep(world.stage.run(world.portal("demo").send("POST", SUBMIT, b"prompt=a+lighthouse", kind)))


@when("the request ends")
def request_ends(world: World) -> None:
    world.ended()


@when("the portal shows the images")
def portal_shows_images(world: World) -> None:
    for image in world.view().images:
        world.keep(world.stage.run(world.portal("demo").image(image.url)))


@when(parsers.parse("{user:w} looks at the picture"))
def looks_at_picture(world: World, user: str) -> None:
    world.keep(world.stage.run(world.portal(user).image(world.view().images[0].url)))


@when("a stranger looks at the picture")
def stranger_looks(world: World) -> None:
    world.keep(world.stage.run(world.stage.sandbox.portal().image(world.view().images[0].url)))


@when("demo looks at the picture twice")
def looks_twice(world: World) -> None:
    looks_at_picture(world, "demo")
    known = (("if-none-match", world.answer.header("etag") or ""),)
    url = world.view().images[0].url
    world.keep(world.stage.run(world.portal("demo").send("GET", url, headers=known)))


@when(parsers.parse("{user:w} looks at the request"))
def looks_at_request(world: World, user: str) -> None:
    path = f"{SUBMIT}/{world.request_id}"
    world.keep(world.stage.run(world.portal(user).send("GET", path)))


@when("storage goes down")
def storage_goes_down(world: World) -> None:
    world.stop(System.STORAGE)


@when("a month goes by")
def month_goes_by(world: World) -> None:
    world.move_on(31 * 86400)
    world.forget_sessions()
