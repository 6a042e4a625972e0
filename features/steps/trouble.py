"""Steps that disturb a hop, stop a stub, or let time go by."""

from pytest_bdd import given, parsers, when

from contracts.participants import Hop, System
from features.world import World
from simulator.faults.answer import AnswerInPlace
from simulator.faults.cut import Cut
from simulator.faults.plan import Fault
from simulator.faults.refuse import Refuse
from simulator.faults.reset import Reset
from simulator.faults.silence import Silence

HTML = (("content-type", "text/html"),)
PNG = (("content-type", "image/png"),)
TIMES = {"once": 1, "always": None}


@given("n8n can't be reached")
def n8n_unreachable(world: World) -> None:
    world.disturb(Refuse(), Hop.ODOO_N8N, times=None)


@given(parsers.parse("n8n answers {status:d} once"))
def n8n_answers(world: World, status: int) -> None:
    world.disturb(AnswerInPlace(status), Hop.ODOO_N8N, "I04")


@given(parsers.parse("n8n's answer is lost {times}"))
def n8n_answer_lost(world: World, times: str) -> None:
    world.disturb(Reset("during"), Hop.ODOO_N8N, "I04", times=TIMES[times])


@given("the AI service never answers")
def ai_never_answers(world: World) -> None:
    world.disturb(Silence(), Hop.N8N_AI, "I05", times=None)


@given("the AI service never answers, nor is it given up")
def ai_never_given_up(world: World) -> None:
    world.limit(ai_timeout=10_000_000)
    world.disturb(Silence(), Hop.N8N_AI, "I05", times=None)


@given(parsers.parse("the AI service answers {status:d} {times}"))
def ai_answers(world: World, status: int, times: str) -> None:
    world.disturb(AnswerInPlace(status), Hop.N8N_AI, "I05", times=TIMES[times])


@given(parsers.parse("the workflow remembers {count:d} id"))
def workflow_remembers(world: World, count: int) -> None:
    world.limit(ids_kept=count)


@given("the AI service's budget is used up")
def ai_budget_used_up(world: World) -> None:
    world.disturb(AnswerInPlace(429, code="insufficient_quota"), Hop.N8N_AI, "I05", times=None)


@given("the AI service can't be reached")
def ai_unreachable(world: World) -> None:
    world.disturb(Refuse(), Hop.N8N_AI, "I05", times=None)


NONSENSE = {
    "an HTML page": AnswerInPlace(200, HTML, b"<html><body>Welcome</body></html>"),
    "malformed JSON": AnswerInPlace(200, body=b'{"created": 1, "data": ['),
    "no images": AnswerInPlace(200, body=b'{"created": 1, "data": []}'),
    "too few images": AnswerInPlace(200, body=b'{"created": 1, "data": [{}]}'),
    "an empty body": AnswerInPlace(200, body=b""),
    "data that is no picture": AnswerInPlace(200, body=b'{"created": 1, "data": [{"b64_json": "bm8gcGljdHVyZQ=="}]}'),
}


@given(parsers.parse("the AI service's answer is {nonsense}"))
def ai_answers_with(world: World, nonsense: str) -> None:
    world.disturb(NONSENSE[nonsense], Hop.N8N_AI, "I05", times=None)


@given(parsers.parse("the callback fails with {status:d} once"))
def callback_fails(world: World, status: int) -> None:
    world.disturb(AnswerInPlace(status), Hop.N8N_ODOO, "I07")


@given(parsers.parse("the callback fails with {status:d} once and is asked to wait {seconds:d} seconds"))
def callback_fails_for_a_while(world: World, status: int, seconds: int) -> None:
    world.disturb(AnswerInPlace(status, (("retry-after", str(seconds)),)), Hop.N8N_ODOO, "I07")


@given("the callback finds no request once")
def callback_finds_none(world: World) -> None:
    world.disturb(AnswerInPlace(404), Hop.N8N_ODOO, "I07")


@given("the callback's answer is lost once")
def callback_answer_lost(world: World) -> None:
    world.disturb(Reset("during"), Hop.N8N_ODOO, "I07")


@given("storage refuses the second image")
def storage_refuses_second(world: World) -> None:
    body = b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>No.</Message></Error>"
    denied = AnswerInPlace(403, (("content-type", "application/xml"),), body)
    world.disturb(denied, Hop.ODOO_STORAGE, "I09", skip=1)


LINK_ENDS: dict[str, Fault] = {
    "a page named as picture": AnswerInPlace(
        200, (("content-type", "image/png"),), b"<html><body>Welcome</body></html>"
    ),
    "half a picture": Cut(),
    "nothing": AnswerInPlace(200, PNG, b""),
    "a redirect to loopback": AnswerInPlace(302, (("location", "http://127.0.0.1:1/picture.png"),)),
    "410": AnswerInPlace(410),
}


@given(parsers.parse("the link gives {what}"))
def link_gives(world: World, what: str) -> None:
    if what == "503":
        world.disturb(AnswerInPlace(503), Hop.ODOO_AI, "I09")
    else:
        world.disturb(LINK_ENDS[what], Hop.ODOO_AI, "I09", times=None)


@given(parsers.parse("{system:w} is down"))
@when(parsers.parse("{system:w} is killed"))
def system_is_down(world: World, system: str) -> None:
    world.stop(System(system))


@when(parsers.parse("{system:w} is up again"))
def system_is_up(world: World, system: str) -> None:
    world.start(System(system))


@when("n8n has been tried in vain")
def n8n_tried(world: World) -> None:
    world.wait_for("I04", answered=True)


@when("the callback has been tried in vain")
def callback_tried(world: World) -> None:
    world.wait_for("I07", answered=True)


@when("storing has been tried in vain")
def storing_tried(world: World) -> None:
    world.wait_for("I09", answered=True)


@when("the AI service has been asked")
def ai_asked(world: World) -> None:
    world.wait_for("I05")


@when("the AI service is tried again as often as needed")
def ai_tried_again(world: World) -> None:
    world.skip_pauses("I05")


@when("time goes by until storing is given up")
def storing_given_up(world: World) -> None:
    world.skip_pauses("I09")


@when(parsers.parse("{seconds:d} seconds go by"))
def seconds_go_by(world: World, seconds: int) -> None:
    world.move_on(seconds)
