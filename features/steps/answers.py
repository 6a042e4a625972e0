"""Steps about the newest answer on the wire."""

from pytest_bdd import parsers, then

from contracts.problems import MEDIA_TYPE
from features.world import World


@then(parsers.parse("the answer is {status:d}"))
def answer_is(world: World, status: int) -> None:
    assert world.answer.status == status, world.answer.body


@then(parsers.parse("the answer is {status:d} {code}"))
def answer_is_problem(world: World, status: int, code: str) -> None:
    assert world.answer.status == status, world.answer.body
    assert world.answer.header("content-type") == MEDIA_TYPE
    assert world.body()["code"] == code


@then(parsers.parse("n8n refuses {path}"))
def n8n_refuses(world: World, path: str) -> None:
    assert world.answer.status == 422
    assert [fault["path"] for fault in world.body()["errors"]] == [path]


@then(parsers.parse('the answer\'s result is "{result}"'))
def result_is(world: World, result: str) -> None:
    assert world.body() == {"result": result}


@then(parsers.parse('the fault is at "{path}"'))
def fault_is_at(world: World, path: str) -> None:
    assert path in {error["path"] for error in world.body()["errors"]}


@then(parsers.parse("{count:d} answers are {status:d}"))
def so_many_answers(world: World, count: int, status: int) -> None:
    assert [answer.status for answer in world.answers].count(status) == count


@then("both answers are the same")
def both_the_same(world: World) -> None:
    assert world.answers[-1].body == world.answers[-2].body


@then(parsers.parse('the answer bears "{name}" with "{part}"'))
def answer_bears(world: World, name: str, part: str) -> None:
    assert part in (world.answer.header(name) or "")
