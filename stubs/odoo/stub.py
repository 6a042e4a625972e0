"""The Odoo stub: portal, service, gateway and core of the flow in one application."""

from collections.abc import Mapping

from contracts.kit.periods import period_of
from contracts.runtime import Runtime
from contracts.wire import Transport
from stubs.odoo import quota
from stubs.odoo.access import COOKIE
from stubs.odoo.accounts import Accounts
from stubs.odoo.api import Api
from stubs.odoo.database import Database
from stubs.odoo.dispatcher import Dispatcher
from stubs.odoo.download import Resolve, resolve_by_system
from stubs.odoo.filestore import S3FileStore
from stubs.odoo.gateway import Gateway
from stubs.odoo.inbox import Inbox
from stubs.odoo.pictures import Fetcher
from stubs.odoo.portal.pages import add_portal
from stubs.odoo.queue import DurableQueue
from stubs.odoo.rpc.routes import add_rpc
from stubs.odoo.rpc.service import Service
from stubs.odoo.rpc.versions import VERSIONS
from stubs.odoo.rpc.web import Web
from stubs.odoo.settings import FileStoreSettings, OdooSettings
from stubs.odoo.shelf import Shelf
from stubs.odoo.submissions import Submissions
from stubs.odoo.views import Views
from stubs.odoo.watchdog import Watchdog
from stubs.serving.app import new_app
from stubs.serving.work import Work

SCHEMES = {
    "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
    "key": {"type": "http", "scheme": "bearer"},
}


class OdooStub:
    """Limitations: one database, no back office; by RPC the models of `orm/models/`; one process a database file.

    Speaks the routes of the flow's contract, the portal's pages, and Odoo's own RPC. All its state is in its database:
    a stub that is made anew on the same one goes on where the last one was stopped or killed.
    """

    def __init__(
        self,
        settings: OdooSettings,
        storage: FileStoreSettings,
        runtime: Runtime,
        neighbours: Mapping[str, Transport],
        resolve: Resolve = resolve_by_system,
    ) -> None:
        """Build the stub.

        Args:
            settings: its addresses, secrets and limits.
            storage: where images are kept.
            runtime: the run's clock, entropy and observer.
            neighbours: how `n8n`, `ai` and `storage` are reached.
            resolve: how a link's host name becomes addresses.
        """
        clock, entropy = runtime.clock, runtime.entropy
        self.settings = settings
        self.database = Database(settings.database_url, runtime.observer)
        self.accounts = Accounts(self.database, clock, entropy)
        self.accounts.provision(settings)
        with self.database.unit() as unit:
            quota.grant(unit, period_of(clock.now()), settings.quota_limit)
        store = S3FileStore(
            storage.endpoint,
            storage.access_key,
            storage.secret_key,
            storage.region,
            storage.bucket,
            neighbours["storage"],
            storage.clock or clock,
        )
        self.database.queues |= self._make_queues(store, runtime, neighbours, resolve)
        self._work = Work()
        self.app = new_app("Odoo stub", "Portal, service and gateway of the image flow.", SCHEMES)
        Api(
            self.accounts,
            Submissions(settings, self.database, clock, entropy),
            Gateway(settings, self.database, clock),
            Views(settings, self.database, clock),
            store,
        ).add_to(self.app)
        version = VERSIONS[settings.version]
        service = Service(self.database, self.accounts, runtime, settings, version)
        web = Web(service)
        add_rpc(self.app, service, web)
        add_portal(self.app, self.accounts, entropy=entropy, clock=clock, authenticate=web.authenticate)

    def _make_queues(
        self, store: S3FileStore, runtime: Runtime, neighbours: Mapping[str, Transport], resolve: Resolve
    ) -> dict[str, DurableQueue]:
        settings, clock, entropy = self.settings, runtime.clock, runtime.entropy
        shelf = Shelf(self.database, clock, entropy, store)
        fetcher = Fetcher(settings.download, neighbours["ai"], clock, resolve)
        outbox = Dispatcher(settings, self.database, clock, entropy, neighbours["n8n"])
        inbox = Inbox(settings, self.database, clock, entropy, fetcher, shelf)
        watchdog = Watchdog(self.database)
        return {
            "outbox": DurableQueue("outbox", clock, outbox.unfinished(), outbox.handle),
            "inbox": DurableQueue("inbox", clock, inbox.unfinished(), inbox.handle, limit=4),
            "watchdog": DurableQueue("watchdog", clock, watchdog.unfinished(), watchdog.handle),
            "janitor": DurableQueue("janitor", clock, shelf.unfinished(), shelf.handle),
        }

    async def start(self) -> None:
        """Begin to work off what is due, from before as well."""
        for name, queue in self.database.queues.items():
            self._work.start(queue.run(self._work), name)

    async def stop(self) -> None:
        """End all work at once; what was not finished is found again by the next stub on the same database."""
        await self._work.stop()
        self.database.close()
