"""Plays executions: begins them, takes them up after a wait, keeps what became of them, tells error workflows.

Limitation: an execution whose called workflow waits is `running`, where real n8n has it wait; a restart cuts it off.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from stubs.n8n.engine.error_workflow import error_workflow, failure_of
from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.executions import FOREVER, Executions, Mode, Status
from stubs.n8n.engine.items import Item, Items
from stubs.n8n.engine.playing import Playing, Settled, Surroundings, WaitFor
from stubs.n8n.engine.queue import Queue
from stubs.n8n.engine.reading import read_workflow
from stubs.n8n.engine.run import Run
from stubs.n8n.engine.sight import Sight
from stubs.n8n.engine.snapshot import snapshot_of, state_from
from stubs.n8n.engine.state import Services, State
from stubs.n8n.engine.step import first_step
from stubs.n8n.engine.sub_workflow import called_at, result_of
from stubs.n8n.engine.view import ExecutionInfo
from stubs.n8n.engine.workflow import Node, Workflow
from stubs.serving.work import Work

GRACE = 0.05
"""Seconds after an execution's limit in which a node may still end by itself."""
DEPTH_LIMIT = 30
"""Workflows that call each other, in a row."""


NOTHING_KEPT: Mapping[str, Any] = {"version": 1, "startData": {}, "resultData": {"runData": {}}}


@dataclass(slots=True)
class Player:
    """The engine as the server sees it."""

    around: Surroundings
    executions: Executions
    work: Work
    _ended: dict[int, asyncio.Future[Run]] = field(default_factory=dict)
    _callers: dict[int, asyncio.Future[Settled]] = field(default_factory=dict)

    def wake(self) -> None:
        """Begin: what ran when the stub ended has crashed, what waits goes on when its time has come."""
        self.executions.crashed()
        for each in self.executions.waiting():
            self._resume_at(each.id, each.wait_till)

    async def begin(
        self, workflow: Workflow, node: str, inputs: Sequence[Items], *, wait_for: WaitFor, mode: Mode = "webhook"
    ) -> Settled:
        """Start an execution, and wait until its caller can be answered.

        Args:
            workflow: what to run.
            node: the trigger.
            inputs: its items, at the place of the output that they come out of.
            wait_for: the response mode: `onReceived` waits for nothing, `lastNode` until the execution ends or pauses,
                `responseNode` until a node answers or the execution ends.
            mode: what started it.
        """
        playing = self._open(workflow, node, inputs, mode, wait_for=wait_for)
        self._start(playing)
        return await playing.settled

    async def resume(self, execution_id: int, items: Items, *, wait_for: WaitFor) -> Settled | None:
        """Go on with an execution that waits for a call; None when it doesn't wait any more."""
        playing = self._reopen(execution_id, items, wait_for)
        if playing is None:
            return None
        self._start(playing)
        return await playing.settled

    def waiting_node(self, execution_id: int) -> tuple[Workflow, Node] | None:
        """Give the node at which an execution waits; None when it doesn't."""
        found = self.executions.find(execution_id)
        if found is None or found.status != "waiting":
            return None
        workflow = read_workflow(self.executions.document(execution_id))
        last = self.executions.data(execution_id)["resultData"]["lastNodeExecuted"]
        return workflow, workflow.nodes[last]

    def evaluate(self, workflow: Workflow, node: Node, item: Item, value: Any, execution_id: str = "") -> Any:
        """Evaluate the expressions in a node's own settings, before or beside its run; raises `NodeError`."""
        state = State(workflow, self._info(execution_id), Queue(workflow))
        view = Sight(state, self.around.runtime.clock, node, 0, 0, [item], [])
        return self.around.new_resolver().resolve(value, view)

    def _open(
        self, workflow: Workflow, node: str, inputs: Sequence[Items], mode: Mode, *, wait_for: WaitFor, depth: int = 0
    ) -> Playing:
        execution = self.executions.begin(workflow, mode)
        state = State(workflow, self._info(str(execution)), Queue(workflow))
        state.queue.ready.append(first_step(node, inputs))
        return self._playing(execution, mode, state, wait_for, depth)

    def _reopen(self, execution_id: int, items: Items | None, wait_for: WaitFor = "onReceived") -> Playing | None:
        found = self.executions.find(execution_id)
        if found is None or not self.executions.claim(execution_id):
            return None
        workflow = read_workflow(self.executions.document(execution_id), active=True)
        state = state_from(self.executions.data(execution_id), workflow, self._info(str(execution_id)))
        if items is not None:
            state.queue.ready[0].inputs = [items]
        return self._playing(execution_id, found.mode, state, wait_for, 0)

    def _playing(self, execution: int, mode: Mode, state: State, wait_for: WaitFor, depth: int) -> Playing:
        loop = asyncio.get_running_loop()
        settled: asyncio.Future[Settled] = loop.create_future()
        ended = self._ended.setdefault(execution, loop.create_future())
        first = self._callers.pop(execution, None)
        playing = Playing(execution, mode, Run(state, self._services(depth)), wait_for, settled, first, ended)
        state.answer = playing.answer
        if wait_for == "onReceived":
            settled.set_result(Settled(str(execution)))
        return playing

    def _services(self, depth: int) -> Services:
        around = self.around
        return Services(
            runtime=around.runtime,
            transport=around.transport,
            seen=around.seen,
            resolver=around.new_resolver(),
            credential=around.credential,
            workflow=around.workflow,
            sub_workflow=partial(self._call, depth + 1),
        )

    def _info(self, execution_id: str) -> ExecutionInfo:
        return ExecutionInfo(execution_id, "production", self.around.resume_url(execution_id))

    async def _play(self, playing: Playing) -> None:
        """Play an execution to its end or its pause, and keep what became of it."""
        run = playing.run
        status: Status = "error"
        try:
            status = await self._go(run)
            now = self.around.runtime.clock.now().timestamp()
            snapshot = snapshot_of(run.state, run.error, now)
            self._keep(playing, status, snapshot, now)
        finally:
            playing.settle(failed=status != "success", canceled=status == "canceled")
        if run.pause is None:
            self._ended.pop(playing.id)
            playing.ended.set_result(run)
        elif (caller := playing.still_waits) is not None:
            self._callers[playing.id] = caller
        if run.error is not None:
            self._report(playing, snapshot["resultData"])

    async def _go(self, run: Run) -> Status:
        limit = time_limit(run.state.workflow)
        if limit is None:
            await run.play()
        else:
            clock = self.around.runtime.clock
            run.state.deadline = clock.now().timestamp() + limit
            try:
                await clock.within(limit + GRACE, run.play())
            except TimeoutError:
                run.canceled = True  # in the middle of a node: it leaves no trace, and n8n tells nobody
        if run.canceled:
            return "canceled"
        return "success" if run.error is None else "error"

    def _keep(self, playing: Playing, status: Status, snapshot: Mapping[str, Any], now: float) -> None:
        pause = playing.run.pause
        if pause is None:
            try:
                self.executions.end(playing.id, status, snapshot)
            except RecursionError:  # an item is nested deeper than can be written
                self.executions.end(playing.id, status, NOTHING_KEPT)
            return
        until = FOREVER if pause.until is None else now + pause.until
        self.executions.pause(playing.id, until, snapshot)
        self._resume_at(playing.id, until)

    def _resume_at(self, execution_id: int, until: float | None) -> None:
        if until is not None and until < FOREVER:
            self.work.start(self._resume_later(execution_id, until), f"wait of n8n execution {execution_id}")

    async def _resume_later(self, execution_id: int, until: float) -> None:
        clock = self.around.runtime.clock
        await clock.sleep(max(0.0, until - clock.now().timestamp()))
        playing = self._reopen(execution_id, None)
        if playing is not None:
            await self._play(playing)

    async def _call(self, depth: int, workflow: Workflow, items: Items, wait: bool) -> Items:
        """Run a workflow for a node of another one."""
        trigger = called_at(workflow)
        if depth > DEPTH_LIMIT:
            raise NodeOperationError(f"Workflows call each other more than {DEPTH_LIMIT} deep")
        playing = self._open(workflow, trigger, [items], "integrated", wait_for="onReceived", depth=depth)
        if not wait:
            self._start(playing)
            return []
        await self._play(playing)
        return result_of(await playing.ended, trigger)

    def _report(self, playing: Playing, result: Mapping[str, Any]) -> None:
        """Start the error workflow of a workflow that failed."""
        found = error_workflow(playing, self.around.workflow)
        if found is None:
            return
        workflow, trigger = found
        item = Item(failure_of(playing, result, self.around.address))
        self._start(self._open(workflow, trigger, [[item]], "error", wait_for="onReceived"))

    def _start(self, playing: Playing) -> None:
        self.work.start(self._play(playing), f"n8n execution {playing.id}")


def time_limit(workflow: Workflow) -> float | None:
    """Give the seconds that a workflow's settings allow an execution; None without a limit."""
    limit = workflow.settings.get("executionTimeout")
    return float(limit) if isinstance(limit, int | float) and not isinstance(limit, bool) and limit > 0 else None
