"""The shipped workflow on the engine and on a real n8n, side by side, between the same neighbours.

A real n8n is one that runs already: `imageflow up n8n`, then `IMAGEFLOW_N8N_URL` and `IMAGEFLOW_N8N_API_KEY`.
Run as `python -m benchmarks.workflow URL PORT SECONDS`, which prints one JSON line.
"""

import asyncio
import base64
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from benchmarks.call import TROUBLE, Call, CouldNotCheck
from benchmarks.figures import NOTHING, TARGET_COLUMNS, Figure, Table, Target
from benchmarks.ours import SECRET, dispatch
from benchmarks.processes import Command, free_ports, serving
from contracts.ports import n8n, odoo
from simulator.clock import RunClock
from simulator.composition import make_n8n
from simulator.limits import Limits
from simulator.live import LiveN8n
from simulator.loops import run_async
from simulator.serving import Server, bind
from simulator.settings import Settings
from simulator.signed import SignedSender
from simulator.sockets import SocketTransport
from simulator.topology import LOOPBACK

ADDRESS, KEY = "IMAGEFLOW_N8N_URL", "IMAGEFLOW_N8N_API_KEY"
AT_ONCE = 8
PICTURE = bytes(12_000)
"""As many bytes as a picture of 64x64 has."""
RATIO = Target("executions a second, the engine's over real n8n's", 10, "times", at_most=False)
ABSENT = (
    f"could not check: no real n8n is named. Run `imageflow up n8n`, set {ADDRESS} to its address and {KEY} to its key."
)


class Neighbours:
    """The AI service and Odoo, as fast as can be: one picture for everybody, and every callback is taken."""

    def __init__(self) -> None:
        """Wait for nobody yet."""
        self._awaited: dict[str, asyncio.Event] = {}
        data = {"created": 1, "data": [{"b64_json": base64.b64encode(PICTURE).decode()}]}
        self._picture = json.dumps(data).encode()

    async def told(self, request_id: str) -> None:
        """Wait for the request's callback."""
        await self._awaited.setdefault(request_id, asyncio.Event()).wait()
        del self._awaited[request_id]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        body = await Request(scope, receive).body()
        if scope["path"] == odoo.CALLBACK:
            answer = JSONResponse({"result": "accepted"}, 202)
            self._awaited.setdefault(json.loads(body)["data"]["request_id"], asyncio.Event()).set()
        else:
            answer = Response(self._picture, media_type="application/json")
        await answer(scope, receive, send)


async def measured(address: str, port: int, seconds: float) -> dict[str, float]:
    """Give executions a second, from request to callback, of the n8n at an address; its neighbours get the port."""
    settings = replace(Settings.from_environment(), ai_model="gpt-image-2", webhook_secret=SECRET)
    neighbours, transport = Neighbours(), SocketTransport()
    server, live = Server(neighbours, bind(LOOPBACK, port)), LiveN8n(make_n8n(address, settings))
    await server.start()
    try:
        joined = await live.join(settings, Limits(), f"http://{LOOPBACK}:{port}")
        sender = SignedSender(address + n8n.webhook(joined.n8n_webhook_path), transport, RunClock(), (SECRET,))
        work = Work(sender, neighbours, f"http://{LOOPBACK}:{port}{odoo.CALLBACK}")
        await asyncio.gather(*(work.once() for _ in range(AT_ONCE)))
        began = time.monotonic()
        counts = await asyncio.gather(*(work.until(began + seconds) for _ in range(AT_ONCE)))
        return {"rate": sum(counts) / (time.monotonic() - began)}
    finally:
        await live.leave()
        await transport.close()
        await server.stop()


@dataclass(frozen=True, slots=True)
class Work:
    """What one of several senders does over and over."""

    sender: SignedSender
    neighbours: Neighbours
    callback: str

    async def until(self, moment: float) -> int:
        """Give how many executions there were until then."""
        count = 0
        while time.monotonic() < moment:
            await self.once()
            count += 1
        return count

    async def once(self) -> None:
        """Have one request carried out."""
        request_id = str(uuid.uuid4())
        answer = await self.sender.send(dispatch(request_id, self.callback), request_id)
        if answer.status != 202:
            raise CouldNotCheck(f"a request was answered with {answer.status}")
        await self.neighbours.told(request_id)


def measure(rounds: int, seconds: float) -> list[Table]:
    """Give both rates and their ratio, the rounds of both interleaved."""
    table = Table(f"The shipped workflow, from request to callback, {AT_ONCE} at once", TARGET_COLUMNS)
    real, key = os.environ.get(ADDRESS, ""), os.environ.get(KEY, "")
    engine_rates: list[float] = []
    real_rates: list[float] = []
    try:
        for _ in range(rounds):
            engine_rates.append(_of_the_engine(seconds))
            if real and key:
                real_rates.append(_one_round(real, free_ports(1)[0], 5 * seconds, {KEY: key}))
    except TROUBLE as error:
        table.notes.append(f"could not check: the workflow's rate ({error})")
    if engine_rates:
        table.rows.append(("on the engine, served by a process of its own", NOTHING, _rate(engine_rates), NOTHING))
    if real_rates:
        ratios = [ours / theirs for ours, theirs in zip(engine_rates, real_rates, strict=False)]
        table.rows.append(("on real n8n", NOTHING, _rate(real_rates), NOTHING))
        table.rows.append(RATIO.held(Figure(ratios, 1)))
    elif not (real and key):
        table.notes.append(ABSENT)
    table.notes.append("The AI service and Odoo are one tiny server; the engine has its taps and its journal on.")
    return [table]


def _rate(rates: list[float]) -> str:
    return f"{Figure(rates, 1)} executions/s"


def _of_the_engine(seconds: float) -> float:
    n8n_port, ai_port = free_ports(2)
    arguments = [sys.executable, "-m", "simulator", "serve", "n8n", "--port", f"n8n={n8n_port}", "--no-room"]
    arguments += ["--real", f"ai=http://127.0.0.1:{ai_port}"]
    command = Command(arguments, n8n_port, {"IMAGEFLOW_WEBHOOK_SECRET": SECRET, "IMAGEFLOW_AI_MODEL": "gpt-image-2"})
    with tempfile.TemporaryDirectory() as folder, serving(command, Path(folder, "log")) as server:
        server.until(Call("GET", n8n.READINESS))
        return _one_round(f"http://127.0.0.1:{n8n_port}", ai_port, seconds, {})


def _one_round(address: str, ai_port: int, seconds: float, environment: dict[str, str]) -> float:
    command = [sys.executable, "-m", "benchmarks.workflow", address, str(ai_port), str(seconds)]
    own = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEFLOW_")} | environment
    done = subprocess.run(command, capture_output=True, text=True, timeout=120 + 10 * seconds, check=False, env=own)
    if done.returncode != 0:
        raise CouldNotCheck(f"a run ended with: {done.stderr.strip()[-200:]}")
    return float(json.loads(done.stdout)["rate"])


if __name__ == "__main__":
    print(json.dumps(run_async(measured(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))))
