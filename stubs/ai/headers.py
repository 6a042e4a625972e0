"""The headers that the service puts on every answer."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contracts.runtime import Clock, Entropy

API_VERSION = b"2020-10-01"


class ServiceHeaders:
    """Adds `x-request-id`, `openai-version` and `openai-processing-ms` (in the run's time)."""

    def __init__(self, app: ASGIApp, clock: Clock, entropy: Entropy) -> None:
        """Wrap an application."""
        self._app, self._clock, self._entropy = app, clock, entropy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = self._clock.now()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = int((self._clock.now() - began).total_seconds() * 1000)
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", f"req_{self._entropy.uuid().replace('-', '')}".encode()),
                    (b"openai-version", API_VERSION),
                    (b"openai-processing-ms", str(took).encode()),
                ]
            await send(message)

        await self._app(scope, receive, send_with_headers)
