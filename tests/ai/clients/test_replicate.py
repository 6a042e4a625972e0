"""Replicate's own client can't tell the stub from its provider."""

from collections.abc import Callable, Iterator

import pytest
import replicate
from replicate.exceptions import ModelError, ReplicateError

from tests.ai.conftest import Service
from tests.ai.pictures import picture_of

SDXL = "stability-ai/sdxl"
SMALL = {"prompt": "a red fox", "width": 64, "height": 64}


Client = Callable[..., replicate.Client]


@pytest.fixture
def client(ai: Service) -> Iterator[Client]:
    """Give clients of the stub; they keep a connection that nobody but us closes."""
    made: list[replicate.Client] = []

    def make(key: str = "sk-imageflow") -> replicate.Client:
        made.append(replicate.Client(api_token=key, base_url=ai.url))
        return made[-1]

    yield make
    for each in made:
        each._client.close()


def test_run_gives_links(ai: Service, client: Client) -> None:
    """`run` waits for the end and gives the links; http ones as text, as the client makes files of https alone."""
    links = client().run(SDXL, input=SMALL | {"num_outputs": 2})
    assert [picture_of(ai.get(str(each)).content).size for each in links] == [(64, 64)] * 2


def test_predictions_are_made_polled_listed_and_cancelled(client: Client) -> None:
    """Every step of a prediction's life."""
    ours = client()
    made = ours.predictions.create(model=SDXL, input=SMALL)
    assert made.status == "starting"
    made.wait()
    assert (made.status, len(made.output)) == ("succeeded", 1)
    assert made.id in {each.id for each in ours.predictions.list()}
    made.cancel()
    assert ours.predictions.get(made.id).status == "succeeded"


def test_models_and_versions(client: Client) -> None:
    """A model's latest version can be run by its id."""
    model = client().models.get(SDXL)
    assert client().run(f"{SDXL}:{model.latest_version.id}", input=SMALL)
    assert [each.id for each in model.versions.list()] == [model.latest_version.id]


def test_a_blocked_prompt_raises(client: Client) -> None:
    """A failed prediction is the client's ModelError."""
    with pytest.raises(ModelError, match="NSFW"):
        client().run(SDXL, input=SMALL | {"prompt": "gore"})


@pytest.mark.parametrize(
    ("model", "key", "given", "status"),
    [
        (SDXL, "sk-imageflow", {}, 422),
        ("no/thing", "sk-imageflow", SMALL, 404),
        (SDXL, "wrong", SMALL, 401),
        (SDXL, "sk-imageflow", SMALL | {"prompt": "a fox [[no_credit]]"}, 402),
    ],
)
def test_errors_are_its_own(client: Client, model: str, key: str, given: dict[str, str], status: int) -> None:
    """Each refusal raises the client's own error, with the problem's status and detail."""
    with pytest.raises(ReplicateError) as raised:
        client(key).predictions.create(model=model, input=given)
    assert (raised.value.status, bool(raised.value.detail)) == (status, True)


def test_it_verifies_with_the_secret(client: Client) -> None:
    """The webhooks' secret is to be had where the client looks for it."""
    assert client().webhooks.default.secret().key.startswith("whsec_")
