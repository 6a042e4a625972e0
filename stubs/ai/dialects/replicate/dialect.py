"""Replicate's endpoints: predictions are made at once and end later; pictures are links."""

import hashlib
from base64 import b32encode
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.wire import Transport
from stubs.ai import latency
from stubs.ai.access import SECURED, check_bearer, check_json, check_key
from stubs.ai.dialects.replicate import models
from stubs.ai.dialects.replicate.catalogue import Catalogue
from stubs.ai.dialects.replicate.models import Model
from stubs.ai.dialects.replicate.predictions import Prediction, Predictions
from stubs.ai.dialects.replicate.refusals import problem_of
from stubs.ai.dialects.replicate.requests import PredictionRequest, check_webhook, job_of
from stubs.ai.dialects.replicate.views import view_of
from stubs.ai.dialects.replicate.webhooks import Webhooks, secret_of
from stubs.ai.link_store import LinkStore
from stubs.ai.misbehaviour.asked import wrong_of
from stubs.ai.neutral import Job, Kind, Refused
from stubs.ai.speaking import Answered, Speaker, allowance_of
from stubs.ai.studio import Studio, origin
from stubs.serving.bodies import read_body
from stubs.serving.routes import Answers
from stubs.serving.work import Work

PREDICTIONS: Final = "/v1/predictions"
PAGE: Final = 100
LONGEST_WAIT: Final = 60.0
STARTING_SECONDS: Final = 0.2
"""Part of the latency that is spent before anything is painted."""
UNSAFE: Final = "NSFW content detected. Try running it again, or try a different prompt."


@dataclass(frozen=True, slots=True)
class _Times:
    created: float
    starts: float
    ends: float


@dataclass(frozen=True, slots=True)
class _Painted:
    """Parameters of the pictures, why there are none, and whether they are spoiled."""

    pictures: tuple[str, ...] = ()
    error: str | None = None
    spoiled: bool = False


class Replicate:
    """Limitations: three models of pictures; no files, trainings, deployments, streams or search; no list of models.

    Pictures that are sent are passed over. Links are http where the stub is: replicate's own Python client makes files
    only of https links, and gives these as text. A prediction takes its latency and nothing else.
    """

    name: ClassVar[str] = "replicate"
    prefixes: ClassVar[tuple[str, ...]] = (PREDICTIONS, "/v1/models/", "/v1/webhooks", "/v1/account")

    def __init__(self, studio: Studio, store: LinkStore, transport: Transport | None) -> None:
        """Keep predictions beside the links; without a transport no webhook is called."""
        self.studio = studio
        self._clock = studio.runtime.clock
        self._predictions = Predictions(store.connection)
        self._secret = secret_of(store.signing_key)
        self._work = Work()
        self._webhooks = transport and Webhooks(
            self._predictions, studio.links, studio.runtime, transport, self._secret
        )

    async def start(self) -> None:
        """Tell what a stub before this one did not get to tell."""
        for each in self._predictions.untold():
            self._tell(each)

    async def stop(self) -> None:
        """Tell no more."""
        await self._work.stop()

    async def predict_by_model(self, request: Request) -> Response:
        """Begin a prediction of a model: 201; raises `Refused`."""
        self._check(request)
        model = models.find(f"{request.path_params['owner']}/{request.path_params['name']}")
        return await self._predict(request, model)

    async def predict_by_version(self, request: Request) -> Response:
        """Begin a prediction of a version: 201; raises `Refused`."""
        self._check(request)
        return await self._predict(request, None)

    async def show_prediction(self, request: Request) -> Response:
        """Give a prediction as it is."""
        self._check(request)
        return JSONResponse(self._view(self._find(request)))

    async def cancel_prediction(self, request: Request) -> Response:
        """End a prediction; one that has ended stays as it is."""
        self._check(request)
        found, now = self._find(request), self._clock.now().timestamp()
        if found.status_at(now) in {"starting", "processing"}:
            found.canceled = now
            self._predictions.keep(found)
        return JSONResponse(self._view(found))

    async def list_predictions(self, request: Request) -> Response:
        """Give a page of predictions, the newest first."""
        self._check(request)
        cursor = request.query_params.get("cursor", "")
        if cursor and not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 16):
            raise Refused(Kind.INVALID, "The cursor is not from here: use `next` as it was given.", param="cursor")
        found = self._predictions.page(int(cursor) if cursor else None, PAGE + 1)
        more = len(found) > PAGE
        address = f"{origin(request)}{PREDICTIONS}?cursor={found[PAGE - 1][0]}" if more else None
        shown = [self._view(each) for _, each in found[:PAGE]]
        return JSONResponse({"previous": None, "next": address, "results": shown})

    async def _predict(self, request: Request, model: Model | None) -> Response:
        check_json(request)
        asked = PredictionRequest.read(await read_body(request, self.studio.settings.upload_cap))
        model = model or models.of_version(asked.version or "")
        address = asked.webhook or asked.webhook_completed
        check_webhook(address, self.studio.settings.webhook_hosts)
        job = job_of(asked.input, model)
        made = self._made(request, asked, model, self._painted(request, job))
        self._predictions.add(made)
        self._tell(made)
        wait = _wait(request.headers.get("prefer", ""))
        if wait:
            await self._clock.sleep(min(wait, max(made.ends - self._clock.now().timestamp(), 0)))
            return JSONResponse(self._view(self._predictions.find(made.id) or made), 201)
        return JSONResponse(view_of(made, made.created, self.studio.links, status="starting"), 201)

    def _painted(self, request: Request, job: Job) -> _Painted:
        """Charge the pictures, or tell why there are none; raises `Refused`."""
        try:
            job = self.studio.checked(request, job)
        except Refused as refused:
            if refused.kind is not Kind.BLOCKED:
                raise
            return _Painted(error=UNSAFE)
        self.studio.admit(request, self.name, job)
        made = self.studio.charged(request, self.name, job)
        if made.filtered:
            return _Painted(error=UNSAFE)
        return _Painted(tuple(each.as_json() for each in made.pictures), spoiled=made.spoiled)

    def _made(self, request: Request, asked: PredictionRequest, model: Model, painted: _Painted) -> Prediction:
        runtime, times = self.studio.runtime, self._times()
        drawn = hashlib.sha256(runtime.entropy.uuid().encode()).digest()
        wrong = wrong_of(request)
        name = wrong.name if wrong else ""
        return Prediction(
            id=b32encode(drawn).decode().lower()[:26],
            model=model.path,
            version=model.version,
            input=asked.input,
            base=(self.studio.settings.public_url or origin(request)).rstrip("/"),
            created=times.created,
            starts=times.starts,
            ends=times.ends,
            pictures=list(painted.pictures),
            error=painted.error,
            webhook=asked.webhook or asked.webhook_completed,
            events=_events(asked),
            wrong=f"{name}={wrong.value}" if wrong and wrong.value else name,
            spoiled=painted.spoiled,
        )

    def _times(self) -> _Times:
        now = self._clock.now().timestamp()
        seconds = latency.drawn(self.studio.settings.latency, self.studio.runtime.entropy)
        return _Times(now, now + seconds * STARTING_SECONDS, now + seconds)

    def _tell(self, each: Prediction) -> None:
        if each.webhook and self._webhooks:
            self._work.start(self._webhooks.tell(each.id), f"webhook of {each.id}")

    def _view(self, each: Prediction) -> dict[str, Any]:
        return view_of(each, self._clock.now().timestamp(), self.studio.links)

    def _find(self, request: Request) -> Prediction:
        found = self._predictions.find(request.path_params["id"])
        if found is None:
            raise Refused(Kind.NOT_FOUND, "The requested resource could not be found.")
        return found

    def _check(self, request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "token" and given.strip():
            check_key(given.strip(), self.studio.settings.api_key)
        else:
            check_bearer(request, self.studio.settings.api_key)

    def refusal(self, refused: Refused) -> Response:
        """Give RFC 9457's document."""
        return problem_of(refused)

    def dress(self, answered: Answered) -> None:
        """Add what is left of the pictures a minute."""
        if allowance := allowance_of(answered.request):
            answered.answer.headers["ratelimit-limit"] = str(allowance.limit)
            answered.answer.headers["ratelimit-remaining"] = str(allowance.remaining)
            answered.answer.headers["ratelimit-reset"] = str(round(allowance.reset_seconds))

    def add_to(self, speaker: Speaker) -> None:
        """Serve the endpoints."""
        refusals = dict.fromkeys((401, 402, 404, 413, 415, 422, 429), "Refused: title, detail, status")
        begun: Answers = {201: "The prediction", **refusals}
        shown: Answers = {200: "As it is", 401: refusals[401], 404: refusals[404], 422: refusals[422]}
        model, shelf = "/v1/models/{owner}/{name}", Catalogue(self._check, self._secret)
        for method, path, endpoint in (
            ("POST", f"{model}/predictions", self.predict_by_model),
            ("POST", PREDICTIONS, self.predict_by_version),
            ("GET", PREDICTIONS, self.list_predictions),
            ("GET", f"{PREDICTIONS}/{{id}}", self.show_prediction),
            ("POST", f"{PREDICTIONS}/{{id}}/cancel", self.cancel_prediction),
            ("GET", model, shelf.show_replicate_model),
            ("GET", f"{model}/versions", shelf.list_versions),
            ("GET", f"{model}/versions/{{version}}", shelf.show_version),
            ("GET", "/v1/webhooks/default/secret", shelf.show_secret),
            ("GET", "/v1/account", shelf.show_account),
        ):
            makes = endpoint in {self.predict_by_model, self.predict_by_version}
            summary = f"{(endpoint.__doc__ or '').partition(':')[0].partition(';')[0].rstrip('.')} (Replicate)"
            takes = PredictionRequest if makes else None
            answers = begun if makes else shown
            speaker.add(self, method, path, endpoint, summary=summary, takes=takes, answers=answers, **SECURED)


def _events(asked: PredictionRequest) -> list[str]:
    if asked.webhook is None:
        return ["completed"]
    return list(asked.webhook_events_filter or ("start", "output", "logs", "completed"))


def _wait(prefer: str) -> float:
    """Give the seconds that `Prefer: wait` and `wait=n` ask for; none when it asks for something else."""
    for each in prefer.lower().split(","):
        word, _, value = each.strip().partition("=")
        if word == "wait":
            return min(float(value), LONGEST_WAIT) if value.isdecimal() and len(value) < 4 else LONGEST_WAIT
    return 0.0
