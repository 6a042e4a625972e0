"""Steps of the portal's user."""

from pytest_bdd import parsers, when

from features.world import World


@when(parsers.parse('{user} asks for "{prompt}"'))
def asks_for(world: World, user: str, prompt: str) -> None:
    world.submit(user, {"prompt": prompt})


@when(parsers.parse('{user} asks for {count:d} images of "{prompt}"'))
def asks_for_several(world: World, user: str, count: int, prompt: str) -> None:
    world.submit(user, {"prompt": prompt, "n": count})


@when("the request ends")
def request_ends(world: World) -> None:
    world.ended()


@when("the portal shows the images")
def portal_shows_images(world: World) -> None:
    for image in world.view().images:
        world.keep(world.stage.run(world.portal("demo").image(image.url)))
