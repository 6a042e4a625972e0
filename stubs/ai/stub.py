"""The AI service stub: image generation in OpenAI's format, painted here, with no network and no charge."""

from contracts.runtime import Runtime
from stubs.ai.catalogue import Catalogue
from stubs.ai.errors import add_errors
from stubs.ai.gallery import Gallery
from stubs.ai.generations import Charge, Generations
from stubs.ai.headers import ServiceHeaders
from stubs.ai.link_store import LinkStore
from stubs.ai.links import Links
from stubs.ai.pictures import Render, render
from stubs.ai.settings import AiSettings
from stubs.serving.app import new_app

SCHEMES = {"bearer": {"type": "http", "scheme": "bearer"}}


class AiStub:
    """Limitations: generations alone (no edits, no streaming, no files), no rate limits, no accounts and no latency.

    Moderation is a list of words, whatever `moderation` asks for; `quality` changes the tokens counted and not the
    picture; the picture comes from a painter that knows some common words, not from a model.
    Refused like the service does: unknown fields, retired models, sizes that a model does not paint.

    Attributes:
        app: the application.
        charges: every charged generation, oldest first.
    """

    def __init__(self, settings: AiSettings, runtime: Runtime, render: Render = render) -> None:
        """Build the stub; `render` makes a picture's bytes, in the loop unless another way is given."""
        self.settings = settings
        self.charges: list[Charge] = []
        self._store = LinkStore(settings.database_url, runtime.entropy)
        self.app = new_app("AI service stub", "Image generation in OpenAI's format.", SCHEMES)
        self.app.add_middleware(ServiceHeaders, clock=runtime.clock, entropy=runtime.entropy)
        add_errors(self.app)
        gallery = Gallery(render)
        links = Links(self._store, runtime.clock, settings.link_lifetime_seconds, gallery.show)
        links.add_to(self.app)
        Generations(settings, runtime.clock, gallery.show, links, self.charges).add_to(self.app)
        Catalogue(settings.api_key).add_to(self.app)

    async def start(self) -> None:
        """Begin nothing: all work is done while a request waits for it."""

    async def stop(self) -> None:
        """Let go of the links; with a database that is kept the next stub takes them up."""
        self._store.close()
