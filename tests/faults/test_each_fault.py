"""Each fault does what it says."""

import asyncio
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from contracts.kit.signing import BadSignature, sign, verify
from contracts.participants import Hop
from contracts.wire import HttpAnswer, Interrupted, NotConnected
from simulator.faults.asked import Asked
from tests.faults.playing import SECRET, WHOLE, Scene, play, request


async def sent(scene: Scene) -> HttpAnswer:
    """Send one request."""
    return await scene.transport.send(request())


def test_a_fixed_delay_waits_on_the_clock_of_the_run() -> None:
    """The system hears of the request so much later, and answers as ever."""

    async def act(scene: Scene) -> None:
        assert await sent(scene) == WHOLE
        assert scene.passed(20)

    play("delay=20s", act)


def test_a_caller_that_gives_up_during_a_delay_has_sent_nothing() -> None:
    """The request never left."""

    async def act(scene: Scene) -> None:
        with pytest.raises(TimeoutError):
            await scene.site.clock.within(5, sent(scene))
        assert not scene.echo.heard

    play("delay=20s", act)


def test_a_delayed_answer_comes_after_the_system_has_acted() -> None:
    """A caller that gives up in the meantime has an effect behind it."""

    async def act(scene: Scene) -> None:
        with pytest.raises(TimeoutError):
            await scene.site.clock.within(5, sent(scene))
        assert len(scene.echo.heard) == 1

    play("delay=20s;point=after", act)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_drawn_delay_lies_in_its_span_and_repeats_with_the_seed(seed: int) -> None:
    """Chance is the site's."""

    async def act(scene: Scene) -> float:
        await sent(scene)
        return asyncio.get_running_loop().time()

    drawn = play("delay=1s-5s", act, seed=seed)
    assert 1 <= drawn <= 5
    assert play("delay=1s-5s", act, seed=seed) == drawn
    assert play("delay=1s-5s", act, seed=seed + 10) != drawn


def test_a_refused_connection_sends_nothing() -> None:
    """The sender knows that the system did not act."""

    async def act(scene: Scene) -> None:
        with pytest.raises(NotConnected):
            await sent(scene)
        assert not scene.echo.heard

    play("refuse", act)


@pytest.mark.parametrize(("point", "heard", "partly"), [("before", 0, None), ("during", 1, WHOLE)])
def test_a_reset_leaves_the_effect_unknown(point: str, heard: int, partly: HttpAnswer | None) -> None:
    """Whether the system acted or not, the caller can't tell; a proxy is told what had been on its way."""

    async def act(scene: Scene) -> None:
        with pytest.raises(Interrupted) as told:
            await sent(scene)
        assert isinstance(told.value.__cause__, Asked)
        assert told.value.__cause__.partly == partly
        assert len(scene.echo.heard) == heard

    play(f"reset={point}", act)


@pytest.mark.parametrize(("fault", "heard"), [("silence", 0), ("drop", 1)])
def test_silence_lasts_until_the_caller_gives_up(fault: str, heard: int) -> None:
    """Also for a day; when the answer is dropped, the system has acted."""

    async def act(scene: Scene) -> None:
        with pytest.raises(TimeoutError):
            await scene.site.clock.within(86400, sent(scene))
        assert len(scene.echo.heard) == heard

    play(fault, act)


def test_a_cut_answer_is_half_of_it() -> None:
    """Its length is the half's: nobody notices but by reading it."""
    answer = play("cut", sent)
    assert (answer.status, answer.body) == (200, WHOLE.body[:8])


def test_a_changed_answer_differs_in_one_byte_at_a_place_of_the_seed() -> None:
    """The same seed changes the same byte."""
    bodies = [play("corrupt", sent, seed=seed).body for seed in (1, 1, 2)]
    assert bodies[0] == bodies[1] != bodies[2]
    assert all(sum(a != b for a, b in zip(body, WHOLE.body, strict=True)) == 1 for body in bodies)


def test_a_changed_request_reaches_the_system_so() -> None:
    """One byte of it; its answer comes back whole."""

    async def act(scene: Scene) -> None:
        assert await scene.transport.send(request(b"some text")) == WHOLE
        (heard,) = scene.echo.heard
        assert sum(a != b for a, b in zip(heard.body, b"some text", strict=True)) == 1

    play("corrupt=request", act)


def test_an_empty_body_has_no_byte_to_change() -> None:
    """It passes as it is."""

    async def act(scene: Scene) -> None:
        await scene.transport.send(request(b""))
        assert scene.echo.heard == [request(b"")]

    play("corrupt=request", act)


@pytest.mark.parametrize(("flaw", "says"), [("bad", "No signature"), ("old", "too old"), ("none", "missing")])
def test_a_spoilt_signature_proves_nothing(flaw: str, says: str) -> None:
    """Each flaw is refused for what it is; the message keeps its body."""

    async def act(scene: Scene) -> None:
        now = scene.site.clock.now()
        await scene.transport.send(request(b"{}", sign((SECRET,), "id", now, b"{}")))
        (heard,) = scene.echo.heard
        with pytest.raises(BadSignature, match=says):
            verify((SECRET,), dict(heard.headers), heard.body, now)

    play(f"signature={flaw}", act, Hop.N8N_ODOO)


def test_an_old_signature_was_right_in_its_time() -> None:
    """Only its age speaks against it."""

    async def act(scene: Scene) -> None:
        now = scene.site.clock.now()
        await scene.transport.send(request(b"{}", sign((SECRET,), "id", now, b"{}")))
        (heard,) = scene.echo.heard
        assert verify((SECRET,), dict(heard.headers), heard.body, now - timedelta(minutes=10)) == "id"

    play("signature=old", act, Hop.N8N_ODOO)


@pytest.mark.parametrize(
    ("written", "status", "media_type", "begins"),
    [
        ("503", 503, "application/json", b'{"error": {"message": "Service Unavailable"'),
        ("html", 502, "text/html; charset=utf-8", b"<!doctype html>"),
        ("html;status=200", 200, "text/html; charset=utf-8", b"<!doctype html>"),
        ("malformed", 200, "application/json", b"{'created'"),
        ("truncated", 200, "application/json", b'{"created": 1, "data": [{"b64_json": "'),
        ("empty", 200, "application/json", b""),
        ("200;content-type=image/png;body=%89PNG", 200, "image/png", b"\x89PNG"),
    ],
)
def test_an_answer_in_place_of_the_system(written: str, status: int, media_type: str, begins: bytes) -> None:
    """The system never hears of the request."""

    async def act(scene: Scene) -> HttpAnswer:
        answer = await sent(scene)
        assert not scene.echo.heard
        return answer

    answer = play(f"answer={written}", act)
    assert (answer.status, answer.header("content-type")) == (status, media_type)
    assert answer.body.startswith(begins)
    assert bool(answer.body) == bool(begins)


@pytest.mark.parametrize(("form", "value"), [("7", "7"), ("soon", "soon")])
def test_retry_after_is_sent_as_it_is_written(form: str, value: str) -> None:
    """Seconds, or garbage."""
    assert play(f"answer=429;retry-after={form}", sent).header("retry-after") == value


def test_retry_after_may_be_a_date_of_the_run() -> None:
    """So much later than the run's time, as HTTP writes dates."""

    async def act(scene: Scene) -> tuple[datetime, str | None]:
        return scene.site.clock.now(), (await sent(scene)).header("retry-after")

    now, date = play("answer=429;retry-after=+90s", act)
    assert date is not None
    assert parsedate_to_datetime(date) == now + timedelta(seconds=90)


def test_retry_after_may_be_missing() -> None:
    """As it is with most 429."""
    assert play("answer=429", sent).header("retry-after") is None
