"""Links to pictures: they work, they end, and they can't be made up."""

import base64
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image

LIFETIME = 3600


def link_of(ai, **fields):
    answer = ai.generate(**({"model": "imageflow-link-1"} | fields))
    assert answer.status_code == 200, answer.text
    [image] = answer.json()["data"]
    assert set(image) == {"url"}
    return image["url"]


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_link_gives_the_picture(ai, kind):
    """A link gives a picture of the size and format asked for, under its own media type, with no key."""
    answer = ai.get(link_of(ai, output_format=kind, size="100x50"))
    assert (answer.status_code, answer.headers["content-type"]) == (200, f"image/{kind}")
    image = Image.open(BytesIO(answer.content), formats=("PNG", "JPEG", "WEBP"))
    assert (image.size, image.format) == ((100, 50), kind.upper())


@pytest.mark.parametrize("size", ["16x16", "4096x16", "16x4096", "17x33"])
@pytest.mark.parametrize("prompt", ["a red fox at dawn", "what no painter knows"])
def test_link_model_paints_any_size(ai, prompt, size):
    """Sizes at the edges are painted too, however long and narrow."""
    answer = ai.get(link_of(ai, prompt=prompt, size=size))
    assert answer.status_code == 200
    image = Image.open(BytesIO(answer.content), formats=("PNG",))
    assert f"{image.width}x{image.height}" == size


def test_link_gives_the_same_bytes_each_time(ai):
    """Whoever fetches a link twice gets the same bytes."""
    link = link_of(ai)
    assert ai.get(link).content == ai.get(link).content


def test_link_shows_what_data_would_have_shown(ai):
    """The picture behind a link is painted like one sent as data."""
    linked = Image.open(BytesIO(ai.get(link_of(ai)).content), formats=("PNG",))
    [image] = ai.generate().json()["data"]
    assert linked.tobytes() == Image.open(BytesIO(base64.b64decode(image["b64_json"])), formats=("PNG",)).tobytes()


def test_links_of_one_request_differ(ai):
    """`n` gives so many links to different pictures."""
    links = [image["url"] for image in ai.generate(model="imageflow-link-1", n=3).json()["data"]]
    assert len({ai.get(link).content for link in links}) == 3


def test_link_expires_by_the_runs_clock(serve):
    """A link works to the end of its lifetime, then answers 403 and says that it has expired."""
    ai = serve(link_lifetime_seconds=LIFETIME)
    link = link_of(ai)
    ai.clock.move_on(LIFETIME)
    assert ai.get(link).status_code == 200
    ai.clock.move_on(0.001)
    answer = ai.get(link)
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/xml")
    assert "expired" in answer.text


def test_expired_links_are_let_go(serve):
    """A later link makes room: the expired one still answers 403, the new one works."""
    ai = serve(link_lifetime_seconds=LIFETIME)
    old = link_of(ai)
    ai.clock.move_on(LIFETIME + 1)
    new = link_of(ai, prompt="another")
    assert (ai.get(old).status_code, ai.get(new).status_code) == (403, 200)
    assert "expired" in ai.get(old).text


def test_changed_links_are_refused(ai):
    """A link with any one of its characters changed answers 403."""
    link = link_of(ai)
    start = link.rindex("/") + 1
    for position in range(start, len(link)):
        other = "A" if link[position] != "A" else "B"
        assert ai.get(link[:position] + other + link[position + 1 :]).status_code == 403


@pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "%ff", "%F0%9F%A6%8A.1.x", "A" * 30000])
def test_made_up_links_are_refused(ai, token):
    """What was never a link answers 403, whatever it is made of."""
    assert ai.get(f"/images/{token}").status_code == 403


def test_links_of_another_stub_are_refused(serve):
    """Each stub signs with a key of its own."""
    one, other = serve(entropy_seed=1), serve(entropy_seed=2)
    assert other.get(urlsplit(link_of(one)).path).status_code == 403


def test_links_outlive_the_stub_in_a_database_file(serve, tmp_path):
    """A stub on the same database serves the links of the one before it; the key is for its owner's eyes alone."""
    file = tmp_path / "ai.sqlite"
    first = serve(entropy_seed=1, database_url=f"sqlite:///{file}")
    link = link_of(first)
    second = serve(entropy_seed=2, database_url=f"sqlite:///{file}")
    assert second.get(urlsplit(link).path).content == first.get(link).content
    assert file.stat().st_mode & 0o077 == 0


def test_link_bears_the_public_address(serve):
    """A link begins with the public address that was set."""
    assert link_of(serve(public_url="https://images.example/base/")).startswith("https://images.example/base/images/")


def test_host_header_does_not_make_links(ai):
    """Without a public address a link bears the socket's, whatever the caller says that it is called."""
    answer = ai.generate(model="imageflow-link-1", headers={"Host": "[evil"})
    assert answer.json()["data"][0]["url"].startswith(ai.url)


def test_link_of_the_longest_prompt_is_short(ai):
    """A link's length does not depend on the prompt."""
    link = link_of(ai, prompt="狐" * 32000)
    assert len(link) < 200
    assert ai.get(link).status_code == 200


def test_links_are_charged_when_made(serve):
    """A generation of links is charged once; fetching costs nothing."""
    ai = serve()
    link = link_of(ai)
    ai.get(link)
    ai.get(link)
    assert [(charge.n, charge.model) for charge in ai.stub.charges] == [(1, "imageflow-link-1")]
