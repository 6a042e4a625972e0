"""The AI service stub: five providers' formats over one painter, with no network and no charge."""

from contracts.runtime import Runtime
from contracts.wire import Transport
from stubs.ai.accounts import Accounts
from stubs.ai.dialects.automatic1111.dialect import Automatic1111
from stubs.ai.dialects.gemini.dialect import KEY, Gemini
from stubs.ai.dialects.openai.catalogue import Catalogue
from stubs.ai.dialects.openai.dialect import OpenAiDialect
from stubs.ai.dialects.openai.generations import Generations
from stubs.ai.dialects.replicate.dialect import Replicate
from stubs.ai.dialects.stability.dialect import Stability
from stubs.ai.gallery import Gallery
from stubs.ai.link_store import LinkStore
from stubs.ai.links import Links
from stubs.ai.misbehaviour.asked import Misbehaviour
from stubs.ai.misbehaviour.control import Control
from stubs.ai.pictures import Render, render
from stubs.ai.settings import AiSettings
from stubs.ai.speaking import Speaker
from stubs.ai.studio import Charge, Studio
from stubs.serving.app import new_app

SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "google": {"type": "apiKey", "in": "header", "name": KEY},
}
TITLE = "Image generation in the formats of OpenAI, Stability, Replicate, AUTOMATIC1111 and Gemini."


class AiStub:
    """Limitations: no accounts, files, fine-tuning, video or text; one API key opens all five formats.

    Moderation is a list of words, whatever `moderation` asks for; `quality` changes the tokens counted and not the
    picture; the picture comes from a painter that knows some common words, not from a model. Prices are estimates.
    Refused like the services do: unknown fields, retired models, sizes that a model does not paint.
    What each dialect leaves out stands in its own module; where it misbehaves on demand in `misbehaviour/menu.py`.

    Attributes:
        app: the application.
        charges: every charged generation, oldest first.
    """

    def __init__(
        self, settings: AiSettings, runtime: Runtime, transport: Transport | None = None, render: Render = render
    ) -> None:
        """Build the stub.

        Args:
            settings: see there.
            runtime: the run's clock, entropy and observer.
            transport: how predictions' webhooks are called; they are not when it is None.
            render: makes a picture's bytes, in the loop unless another way is given.
        """
        self.settings = settings
        self.charges: list[Charge] = []
        clock = runtime.clock
        self._store = LinkStore(settings.database_url, runtime.entropy)
        self.app = new_app("AI service stub", TITLE, SCHEMES)
        gallery, misbehaviour = Gallery(render), Misbehaviour()
        links = Links(self._store, clock, settings.link_lifetime_seconds, gallery.show)
        accounts = Accounts(clock, settings.images_per_minute, settings.credit)
        studio = Studio(settings, runtime, gallery, links, accounts, misbehaviour, self.charges)
        speaker = Speaker(self.app, clock, misbehaviour)
        openai = OpenAiDialect(clock, runtime.entropy)
        Generations(studio, openai).add_to(speaker)
        links.add_to(self.app)
        self._replicate = Replicate(studio, self._store, transport)
        self._replicate.add_to(speaker)
        gemini = Gemini(studio)
        Catalogue(settings.api_key, openai, gemini).add_to(speaker)
        Stability(studio).add_to(speaker)
        Automatic1111(studio).add_to(speaker)
        gemini.add_to(speaker)
        Control(settings.api_key, misbehaviour, studio).add_to(self.app)

    async def start(self) -> None:
        """Go on with predictions that a stub before this one has begun."""
        await self._replicate.start()

    async def stop(self) -> None:
        """Let go of the links; with a database that is kept the next stub takes them up."""
        await self._replicate.stop()
        self._store.close()
