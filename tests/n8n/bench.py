"""Runs a workflow on the engine alone, without a server: three lines a test.

    run = run_workflow(chain(node("Set", "n8n-nodes-base.set", 3.4, {...})), items=[{"a": 1}])
    assert run.json("Set") == [{"a": 1, "b": 2}]                  # JSON of the items of a node's last run, output 0
    assert run.status == "success" and run.error is None

`document` is a workflow in n8n's export format; `chain(node(...), node(...))` makes one of nodes in a row. It starts at
its first trigger, else at its first node. `items` is a list of JSON objects, or of `Item` when files are needed. What
the workflow sends goes to `transport`, an object with `async def send(request) -> HttpAnswer`; without one it reaches
nothing. `credentials` maps a credential's id to its data. Time is virtual: a wait of a day takes no time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from contracts.runtime import Runtime
from contracts.wire import HttpAnswer, HttpRequest, NotConnected, Transport
from simulator.entropy import RunEntropy
from simulator.loops import run_async
from simulator.simulated.clock import VirtualClock
from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.items import Item, Items
from stubs.n8n.engine.node_type import WebhookAnswer
from stubs.n8n.engine.queue import Queue
from stubs.n8n.engine.reading import read_workflow
from stubs.n8n.engine.run import Run
from stubs.n8n.engine.run_data import RunData
from stubs.n8n.engine.state import Services, State
from stubs.n8n.engine.step import first_step
from stubs.n8n.engine.view import ExecutionInfo
from stubs.n8n.engine.workflow import Workflow
from stubs.n8n.expressions.evaluator import Evaluator
from stubs.n8n.nodes.registry import find

Document = dict[str, Any]


def node(name: str, kind: str, version: float = 1, parameters: Document | None = None, **more: Any) -> Document:
    """Give a node of a workflow file; `kind` may leave `n8n-nodes-base.` out."""
    kind = kind if "." in kind else f"n8n-nodes-base.{kind}"
    return {
        "name": name,
        "type": kind,
        "typeVersion": version,
        "position": [0, 0],
        "parameters": parameters or {},
    } | more


def workflow(nodes: Sequence[Document], links: Sequence[tuple[str, int, str, int]], **settings: Any) -> Document:
    """Give a workflow of nodes and links (from, output, to, input)."""
    connections: dict[str, dict[str, list[list[Document]]]] = {}
    for source, output, target, index in links:
        outputs = connections.setdefault(source, {"main": []})["main"]
        outputs.extend([] for _ in range(len(outputs), output + 1))
        outputs[output].append({"node": target, "type": "main", "index": index})
    return {
        "name": "bench",
        "nodes": list(nodes),
        "connections": connections,
        "settings": {"executionOrder": "v1"} | settings,
    }


def chain(*nodes: Document, **settings: Any) -> Document:
    """Give a workflow whose nodes follow each other, from left to right."""
    placed = [{**each, "position": [200 * place, 0]} for place, each in enumerate(nodes)]
    names = [each["name"] for each in nodes]
    return workflow(placed, [(one, 0, other, 0) for one, other in pairwise(names)], **settings)


class Unconnected:
    """A transport to nowhere."""

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Refuse."""
        raise NotConnected(f"connect ECONNREFUSED {request.url}")


class Remembered:
    """What removeDuplicates saw, for one test."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._scopes: dict[str, dict[str, None]] = {}

    def first_time(self, scope: str, value: str, keep: int) -> bool:
        """Note a value; False when the scope held it already."""
        values = self._scopes.setdefault(scope, {})
        if value in values:
            return False
        values[value] = None
        while len(values) > keep:
            del values[next(iter(values))]
        return True

    def count(self, scope: str) -> int:
        """Count the values of a scope."""
        return len(self._scopes.get(scope, {}))

    def latest(self, scope: str) -> str | None:
        """Give the value that a scope was given last."""
        return next(reversed(self._scopes.get(scope, {})), None)

    def forget(self, scope: str) -> None:
        """Forget a scope."""
        self._scopes.pop(scope, None)


@dataclass
class Played:
    """What an execution did."""

    status: str
    error: NodeError | None
    run_data: RunData
    last_node: str | None
    answers: list[WebhookAnswer] = field(default_factory=list)

    def items(self, name: str, output: int = 0, run: int = -1) -> Items:
        """Give the items that a node put out."""
        outputs = self.run_data[name][run].outputs
        return outputs[output] if outputs and output < len(outputs) else []

    def json(self, name: str, output: int = 0, run: int = -1) -> list[Document]:
        """Give the JSON of the items that a node put out."""
        return [each.json for each in self.items(name, output, run)]

    @property
    def order(self) -> list[str]:
        """Name the nodes in the order in which they ran."""
        return [
            name for _, name in sorted((task.order, name) for name, tasks in self.run_data.items() for task in tasks)
        ]


def run_workflow(
    document: Document,
    items: Sequence[Document | Item] = ({},),
    *,
    transport: Transport | None = None,
    credentials: Mapping[str, Mapping[str, Any]] | None = None,
    start: str | None = None,
    seed: int = 1,
    seen: Remembered | None = None,
) -> Played:
    """Run a workflow to its end or its first pause."""
    given = [each if isinstance(each, Item) else Item(each) for each in items]
    return run_async(
        _play(read_workflow(document, "bench"), start, given, transport, credentials or {}, seen=seen, seed=seed),
        simulated=True,
    )


async def _play(
    read: Workflow,
    start: str | None,
    items: Items,
    transport: Transport | None,
    credentials: Mapping[str, Mapping[str, Any]],
    *,
    seen: Remembered | None,
    seed: int,
) -> Played:
    answers: list[WebhookAnswer] = []
    state = State(read, ExecutionInfo("1", "production", "http://127.0.0.1:5678/webhook-waiting/1"), Queue(read))
    state.answer = answers.append
    state.queue.ready.append(first_step(start or _first(read), [items]))
    runtime = Runtime(VirtualClock(), RunEntropy(seed), _Blind())
    services = Services(
        runtime=runtime,
        transport=transport or Unconnected(),
        seen=seen or Remembered(),
        resolver=Evaluator(runtime.entropy),
        credential=credentials.get,
        workflow=lambda _id: None,
        sub_workflow=_no_sub_workflow,
    )
    run = Run(state, services)
    await run.play()
    status = "error" if run.error else "waiting" if run.pause else "success"
    return Played(status, run.error, state.run_data, state.last_node, answers)


def _first(read: Workflow) -> str:
    for name, each in read.nodes.items():
        found = find(each.type)
        if found is not None and found.role == "trigger":
            return name
    return next(iter(read.nodes))


async def _no_sub_workflow(_workflow: Workflow, _items: Items, _wait: bool) -> Items:
    raise AssertionError("The bench has no other workflows yet")


class _Blind:
    def state(self, interaction: str, correlation_id: str, facts: dict[str, Any]) -> None:
        """See nothing."""
