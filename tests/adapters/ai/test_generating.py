"""The adapter of live AI services, in each format, against the stub over sockets."""

import asyncio
import hashlib
import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from contracts.ports.ai import DIALECTS, GenerationFailed, ImageJob
from contracts.ports.system import CouldNotCheck
from real_adapters.ai.adapter import DIALECTS as KNOWN
from real_adapters.ai.adapter import RealAi
from tests.adapters.ai.conftest import adapter
from tests.ai.conftest import Service, serving

SMALL = ImageJob("a red fox", size=(256, 256))


def failed(ai: RealAi, job: ImageJob = SMALL) -> GenerationFailed:
    """Have pictures made, and give what went wrong."""
    with pytest.raises(GenerationFailed) as raised:
        asyncio.run(ai.generate(job))
    return raised.value


def test_the_five_formats() -> None:
    """The adapter knows the dialects that the port names."""
    assert tuple(KNOWN) == DIALECTS


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_is_ready(ai: Service, dialect: str) -> None:
    """What costs nothing tells that the service is there, and that the key opens it."""
    assert dialect in asyncio.run(adapter(ai, dialect).ready())
    if dialect != "automatic1111":
        with pytest.raises(CouldNotCheck, match="IMAGEFLOW_AI_API_KEY"):
            asyncio.run(adapter(ai, dialect, key="wrong").ready())


@pytest.mark.parametrize("dialect", DIALECTS)
def test_pictures_come(ai: Service, dialect: str) -> None:
    """Two pictures are two artifacts with type, size and hash; they were charged unless the machine is one's own."""
    job = ImageJob("a red fox", n=2, size=(512, 512), seed=7, negative_prompt="snow", request_id="a" * 8)
    made = asyncio.run(adapter(ai, dialect).generate(job))
    assert len({each.sha256 for each in made.artifacts}) == 2
    for each in made.artifacts:
        assert (each.media_type, each.width) == ("image/png", each.height)
        assert each.sha256 == hashlib.sha256(each.data).hexdigest()
    assert made.charged == ("no" if dialect == "automatic1111" else "yes")


def test_links_are_fetched(ai: Service) -> None:
    """A model that answers with links is fetched from the provider's own host; other hosts are not."""
    made = asyncio.run(adapter(ai, "openai", model="imageflow-link-1").generate(SMALL))
    assert made.artifacts[0].width == 256
    expired = failed(adapter(ai, "openai", model="imageflow-link-1"), ImageJob("a fox [[expired]]", size=(64, 64)))
    assert (expired.kind, expired.charged) == ("protocol", "yes")
    with serving(public_url="http://169.254.169.254") as elsewhere:
        refused = failed(adapter(elsewhere, "openai", model="imageflow-link-1"))
    assert "not among the hosts" in str(refused)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("mark", "kind", "charged"),
    [
        ("blocked", {"automatic1111": "invalid", "*": "blocked"}, {"replicate": "unknown", "*": "no"}),
        ("no_credit", {"gemini": "rate_limited", "*": "quota"}, {"*": "no"}),
        ("rate_limited", {"*": "rate_limited"}, {"*": "no"}),
        ("unavailable", {"*": "upstream"}, {"*": "no"}),
        ("timeout", {"*": "timeout"}, {"automatic1111": "no", "*": "unknown"}),
        ("html", {"*": "upstream"}, {"*": "unknown"}),
        ("truncated", {"*": "upstream"}, {"*": "unknown"}),
        ("reset", {"*": "upstream"}, {"*": "unknown"}),
        ("empty", {"*": "protocol"}, None),
    ],
)
def test_misfortunes(
    ai: Service, dialect: str, mark: str, kind: dict[str, str], charged: dict[str, str] | None
) -> None:
    """Each misfortune is of one kind in all formats, and what is said of the money is no more than is known."""
    fault = failed(adapter(ai, dialect), ImageJob(f"a fox [[{mark}]]", size=(64, 64)))
    assert fault.kind == kind.get(dialect, kind.get("*"))
    if charged is not None:
        assert fault.charged == charged.get(dialect, charged.get("*"))
    assert "sk-imageflow" not in str(fault)
    if mark == "rate_limited":
        assert (fault.retryable, fault.retry_after) == (True, 7)


@pytest.mark.parametrize("dialect", ["stability", "gemini", "replicate"])
def test_what_is_withheld(ai: Service, dialect: str) -> None:
    """A picture that was made and is withheld is blocked, and may have been charged."""
    fault = failed(adapter(ai, dialect), ImageJob("a fox [[filtered]]"))
    assert (fault.kind, fault.charged) == ("blocked", "unknown")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_no_picture(ai: Service, dialect: str) -> None:
    """Bytes that are no picture are a breach of the format, and were paid for."""
    fault = failed(adapter(ai, dialect), ImageJob("a fox [[not_image]]", size=(64, 64)))
    assert (fault.kind, fault.charged) == ("protocol", "yes")


def test_a_prediction_is_waited_for() -> None:
    """Replicate is asked again until the prediction has ended; one that takes too long is cancelled."""
    with serving(latency="slow") as slow, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(asyncio.run, adapter(slow, "replicate", seconds=600).generate(SMALL))
        while not waiting.done():
            slow.clock.move_on(1)
            slow.get("/health")
        assert waiting.result().charged == "yes"
        hasty = adapter(slow, "replicate", seconds=100)
        hasty.now = itertools.count(0, 1000).__next__
        given_up = pool.submit(failed, hasty)
        while not given_up.done():
            slow.clock.move_on(1)
            slow.get("/health")
    assert (given_up.result().kind, given_up.result().charged) == ("timeout", "unknown")


def test_nobody_there() -> None:
    """Where nobody listens nothing was sent, and nothing was charged."""
    fault = failed(RealAi("http://127.0.0.1:1", "key"))
    assert (fault.kind, fault.charged, fault.retryable) == ("upstream", "no", True)


def test_the_budget_is_held_before_anything_is_sent(ai: Service) -> None:
    """What was asked for counts; what surely cost nothing is given back; the rest is refused unsent."""
    own = adapter(ai, "openai", most=3)
    asyncio.run(own.generate(ImageJob("a fox", n=2, size=(64, 64))))
    failed(own, ImageJob("gore", size=(64, 64)))
    before = len(ai.stub.charges)
    fault = failed(own, ImageJob("a fox", n=2, size=(64, 64)))
    assert (fault.kind, fault.charged, len(ai.stub.charges)) == ("budget", "no", before)
    assert "--max-images" in str(fault)
    unknown = failed(own, ImageJob("a fox [[reset]]", size=(64, 64)))
    assert (unknown.charged, own.budget.spent) == ("unknown", 3)


@pytest.mark.parametrize(
    ("dialect", "model", "dollars"),
    [
        ("openai", "", 0.0845),
        ("openai", "dream-1", None),
        ("stability", "ultra", 0.16),
        ("replicate", "", 0.006),
        ("automatic1111", "", 0.0),
        ("gemini", "", None),
    ],
)
def test_a_dry_estimate(dialect: str, model: str, dollars: float | None) -> None:
    """Before the first call it says what a job will cost, or that no price is known; and where the price is from."""
    estimate = RealAi("http://127.0.0.1:1", "key", dialect, model).estimate(ImageJob("a fox", n=2))
    assert estimate.dollars == (pytest.approx(dollars) if dollars else dollars)
    assert estimate.basis


def test_the_key_is_in_no_representation() -> None:
    """An adapter that is printed does not show its key."""
    shown: Any = repr(RealAi("http://127.0.0.1:1", "secret-key"))
    assert "secret-key" not in shown
