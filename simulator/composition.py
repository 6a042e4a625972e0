"""The composition root: the only place that imports implementations and puts a run together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from fastapi import FastAPI
from sqlalchemy.exc import DBAPIError

from contracts.kit.download import DownloadPolicy
from contracts.messages.common import size_of
from contracts.participants import Hop, System
from contracts.ports import n8n, odoo
from contracts.ports.ai import AiPort, ImageJob
from contracts.ports.n8n import Connections, Execution, N8nPort
from contracts.ports.odoo import OdooPort
from contracts.ports.storage import StoragePort
from contracts.ports.system import SystemPort
from contracts.runtime import Runtime
from contracts.timestamps import to_text
from contracts.wire import Transport
from real_adapters.n8n.package import Package, package_of
from real_adapters.n8n.reading import read_execution
from real_adapters.n8n.workflows import IMAGES, shipped
from simulator.clock import RunClock
from simulator.entropy import RunEntropy
from simulator.journal.journal import Journal
from simulator.kept import Kept
from simulator.limits import Limits
from simulator.places import made_folder
from simulator.settings import Settings, SettingsError
from simulator.taps.client import TappedTransport
from simulator.taps.tap import Tap
from simulator.workflow_files import read_file
from stubs.ai.latency import Profile
from stubs.ai.settings import AiSettings
from stubs.ai.stub import AiStub
from stubs.n8n.given import BadFile, given_credentials, given_workflows
from stubs.n8n.settings import N8nSettings
from stubs.n8n.stub import N8nStub
from stubs.odoo.download import Resolve, resolve_by_system
from stubs.odoo.settings import FileStoreSettings, OdooSettings
from stubs.odoo.stub import OdooStub
from stubs.storage.settings import StorageSettings
from stubs.storage.store.folder import Folder
from stubs.storage.store.medium import Memory
from stubs.storage.stub import StorageStub

MOST_EXECUTIONS = 1000
"""That are told of: the newest."""


class Stub(Protocol):
    """A stub as the launcher sees it."""

    app: FastAPI

    async def start(self) -> None:
        """Begin background work."""

    async def stop(self) -> None:
        """End it and let go of files."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What every stub of a run is made of.

    Attributes:
        settings: credentials and names.
        limits: quotas, deadlines, caps.
        journal: the run's journal, which observes states as well.
        entropy: ids and chance.
        transport: how neighbours are reached, before any tap.
        to_ai: how the AI service is reached when it is to paint.
        taps: one for each hop.
        addresses: where each system is reached by its neighbours.
        callback_base: where n8n reaches Odoo.
        links_base: where Odoo reaches the AI service's links.
        n8n_base: where users and other systems reach n8n.
        data: the data folder, or None for memory.
        kept: what is in memory and outlives a stub that is stopped and started.
        seed: the painter's.
        real: the systems that are.
        resolve: how names become addresses; the machine's own way when None.
        private: whether nobody but this machine reaches the stubs.
    """

    settings: Settings
    limits: Limits
    journal: Journal
    entropy: RunEntropy
    transport: Transport
    to_ai: Transport
    taps: Mapping[Hop, Tap]
    addresses: Mapping[System, str]
    callback_base: str
    links_base: str
    n8n_base: str
    data: Path | None
    kept: Kept
    seed: int
    real: frozenset[System] = frozenset()
    resolve: Resolve | None = None
    private: bool = True

    @property
    def runtime(self) -> Runtime:
        """Give what a stub is handed."""
        return Runtime(self.journal.clock, self.entropy, self.journal)

    def tapped(self, hop: Hop) -> Transport:
        """Give the transport of a hop, its tap mounted around the client."""
        return TappedTransport(self.taps[hop], self.to_ai if hop is Hop.N8N_AI else self.transport)

    def database(self, name: str) -> str:
        """Give the URL of a stub's database."""
        return f"sqlite:///{self.data / name}.sqlite" if self.data else self.kept.database(name)


def make_stub(system: System, parts: Parts) -> Stub:
    """Build the stub of a system; raises `SettingsError` when what the data folder holds can't be opened."""
    makers = {System.ODOO: _odoo, System.N8N: _n8n, System.AI: _ai, System.STORAGE: _storage}
    try:
        return makers[system](parts)
    except (DBAPIError, OSError) as error:
        raise SettingsError(
            f"What {parts.data} holds for {system.value} can't be opened ({type(error).__name__}): "
            "name another folder with --data."
        ) from None


def make_adapter(system: System, url: str, settings: Settings) -> SystemPort:
    """Build the adapter of a real system. Imported here, for an all-stub run starts sooner without their client."""
    match system:
        case System.ODOO:
            return make_odoo(url, settings)
        case System.N8N:
            return make_n8n(url, settings)
        case System.AI:
            return make_ai(url, settings)
        case System.STORAGE:
            return make_storage(url, settings)


def estimate_of(url: str, settings: Settings, fields: Mapping[str, Any]) -> str:
    """Say what a submission will cost a live AI service by list price."""
    size = size_of(str(fields.get("size", "1024x1024")))
    job = ImageJob("", int(fields.get("n", 1)), size, fields.get("quality", "auto"))
    found = make_ai(url, settings).estimate(job)
    cost = "unknown" if found.dollars is None else f"about {found.dollars:.3f} dollars"
    return f"estimated cost: {cost} ({found.basis})"


def make_ai(url: str, settings: Settings, links: frozenset[str] = frozenset()) -> AiPort:
    """Build the adapter of a live AI service; its links may lead to these origins as well."""
    from real_adapters.ai.adapter import RealAi  # noqa: PLC0415

    # The default model is OpenAI's: who speaks another format and names none means that format's own.
    named = settings.ai_dialect == Settings().ai_dialect or settings.ai_model != Settings().ai_model
    return RealAi(url, settings.ai_api_key, settings.ai_dialect, settings.ai_model if named else "", link_hosts=links)


def make_odoo(url: str, settings: Settings) -> OdooPort:
    """Build the adapter of a real Odoo, which tells what happens inside it."""
    from real_adapters.odoo.adapter import RealOdoo  # noqa: PLC0415

    return RealOdoo(url, settings.odoo_db, settings.odoo_login, settings.odoo_api_key, made_folder())


def make_storage(url: str, settings: Settings) -> StoragePort:
    """Build the adapter of live file storage."""
    from real_adapters.storage.adapter import RealStorage  # noqa: PLC0415

    return RealStorage(
        url,
        settings.storage_access_key,
        settings.storage_secret_key,
        settings.storage_region,
        settings.storage_bucket,
        made_folder(),
    )


def make_workbench(url: str, settings: Settings) -> Any:
    """Build what tests need of a real Odoo beyond its routes (`real_adapters.odoo.workbench.Workbench`)."""
    from real_adapters.ledger import Ledger  # noqa: PLC0415
    from real_adapters.odoo.api import Rpc  # noqa: PLC0415
    from real_adapters.odoo.workbench import Workbench  # noqa: PLC0415

    rpc = Rpc(url, settings.odoo_db, settings.odoo_login, settings.odoo_api_key)
    return Workbench(rpc, Ledger(made_folder() / f"odoo-tests-{RunEntropy().token(6)}.json", url))


def cleaner_of(system: str, url: str, settings: Settings) -> Callable[[Path], None] | None:
    """Give what removes from a real system what a ledger's file names; None when no such system is known."""
    match system:
        case "n8n":
            from real_adapters.n8n.adapter import clean_n8n  # noqa: PLC0415

            return lambda file: clean_n8n(url, settings.n8n_api_key, file)
        case "odoo" | "odoo-tests":
            from real_adapters.odoo.cleaning import clean_odoo  # noqa: PLC0415

            opened = settings.odoo_db, settings.odoo_login, settings.odoo_api_key
            return lambda file: clean_odoo(url, *opened, file)
        case "storage":
            return lambda file: make_storage(url, settings).clean(file)
    return None


def make_n8n(url: str, settings: Settings) -> N8nPort:
    """Build the adapter of a real n8n, which is told what it does as well."""
    from real_adapters.n8n.adapter import RealN8n  # noqa: PLC0415

    return RealN8n(url, settings.n8n_api_key, made_folder())


def _odoo(parts: Parts) -> Stub:
    settings, limits = parts.settings, parts.limits
    return OdooStub(
        OdooSettings(
            webhook_secrets=settings.webhook_secrets,
            webhook_url=parts.addresses[System.N8N] + n8n.webhook(settings.n8n_webhook_path),
            callback_url=parts.callback_base + odoo.CALLBACK,
            database_url=parts.database("odoo"),
            database=settings.odoo_db,
            version=int(settings.odoo_version),
            admin_login=settings.odoo_login,
            admin_password=settings.odoo_password,
            api_key=settings.odoo_api_key,
            demo_users=parts.private,
            quota_limit=limits.quota,
            deadline_seconds=limits.deadline_seconds,
            storing_seconds=limits.storing_seconds,
            callback_cap=limits.callback_cap,
            download=_download_policy(parts),
        ),
        FileStoreSettings(
            endpoint=parts.addresses[System.STORAGE],
            bucket=settings.storage_bucket,
            region=settings.storage_region,
            access_key=settings.storage_access_key,
            secret_key=settings.storage_secret_key,
            clock=RunClock() if System.STORAGE in parts.real else None,
        ),
        parts.runtime,
        {
            "n8n": parts.tapped(Hop.ODOO_N8N),
            "ai": parts.tapped(Hop.ODOO_AI),
            "storage": parts.tapped(Hop.ODOO_STORAGE),
        },
        parts.resolve or resolve_by_system,
    )


def _download_policy(parts: Parts) -> DownloadPolicy:
    """Let links point to the AI service itself, wherever it is, and to the hosts that the user named."""
    ai = urlsplit(parts.addresses[System.AI].lower())
    hosts = {f"{ai.scheme}://{ai.netloc}", *parts.settings.download_hosts.lower().split()}
    try:
        return DownloadPolicy(allowed_hosts=frozenset(hosts), max_bytes=parts.limits.image_bytes)
    except ValueError as error:
        raise SettingsError(f"IMAGEFLOW_DOWNLOAD_HOSTS: {error}") from None


def _n8n(parts: Parts) -> Stub:
    settings, package = parts.settings, _package(parts)
    own = [(str(file), read_file(file)) for file in settings.workflow_files]
    try:
        workflows = given_workflows(package.workflows, package.errors, own)
    except BadFile as error:
        raise SettingsError(f"--workflow {error}") from None
    return N8nStub(
        N8nSettings(
            ai_url=parts.addresses[System.AI],
            odoo_url=parts.callback_base,
            public_url=parts.n8n_base,
            api_key=settings.n8n_api_key,
            database_url=parts.database("n8n"),
            workflows=workflows,
            credentials=given_credentials(package.credentials),
        ),
        parts.runtime,
        {"ai": parts.tapped(Hop.N8N_AI), "odoo": parts.tapped(Hop.N8N_ODOO), "others": parts.transport},
    )


def _package(parts: Parts) -> Package:
    """Give the workflows that ship, as a live n8n is given them too."""
    settings, limits = parts.settings, parts.limits
    connections = Connections(
        ai_url=parts.addresses[System.AI],
        ai_api_key=settings.ai_api_key,
        ai_model=settings.ai_model,
        webhook_secrets=settings.webhook_secrets,
        ai_timeout=limits.ai_timeout,
        callback_cap=limits.callback_cap,
        webhook_path=settings.n8n_webhook_path,
        ids_kept=limits.ids_kept,
    )
    return package_of(connections, parts.addresses[System.N8N], settings.n8n_api_key)


def executions_of(stub: Stub | None) -> list[Execution]:
    """Give what the n8n stub did, oldest first, as a live n8n tells it; nothing when it does not run."""
    if not isinstance(stub, N8nStub):
        return []
    kept = stub.executions
    return [
        read_execution(
            {
                "id": each.id,
                "status": each.status,
                "startedAt": _moment(each.started_at),
                "stoppedAt": _moment(each.stopped_at),
                "data": kept.data(each.id),
            },
            kept.document(each.id)["name"],
        )
        for each in reversed(kept.newest(MOST_EXECUTIONS))
    ]


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else to_text(datetime.fromtimestamp(seconds, UTC))


def flow_workflow() -> dict[str, Any]:
    """Give the flow's workflow as it ships."""
    return shipped(IMAGES)


def _ai(parts: Parts) -> Stub:
    return AiStub(
        AiSettings(
            api_key=parts.settings.ai_api_key,
            seed=parts.seed,
            link_lifetime_seconds=parts.limits.link_seconds,
            public_url=parts.links_base,
            database_url=parts.database("ai"),
            open_sdapi=parts.private,
            images_per_minute=int(parts.settings.ai_images_per_minute),
            credit=float(parts.settings.ai_credit) if parts.settings.ai_credit else None,
            latency=cast("Profile", parts.settings.ai_latency),
            webhook_hosts=(urlsplit(parts.n8n_base).netloc,),
        ),
        parts.runtime,
        parts.transport,
    )


def _storage(parts: Parts) -> Stub:
    settings = parts.settings
    return StorageStub(
        StorageSettings(
            access_key=settings.storage_access_key,
            secret_key=settings.storage_secret_key,
            region=settings.storage_region,
            buckets=(settings.storage_bucket,),
        ),
        parts.runtime,
        Folder(parts.data / "storage") if parts.data else parts.kept.once("storage", Memory),
    )
