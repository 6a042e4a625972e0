"""What a run is told by its environment; every default stands in the README's table.

Raises one kind of error: `SettingsError`, whose text tells what to do.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from contracts.evidence import SHORTEST_SECRET
from contracts.kit.signing import BadSecret, check_secret
from contracts.ports.ai import DIALECTS
from simulator.entropy import RunEntropy

PREFIX = "IMAGEFLOW_"
SECRET_FILE = "webhook-secret"  # noqa: S105 - a file's name
OWN_SECRETS = "secrets.env"
SECRETS = ("odoo_password", "odoo_api_key", "n8n_api_key", "ai_api_key", "storage_secret_key")
ODOO_VERSIONS = ("19", "18")
LATENCIES = ("none", "fast", "typical", "slow")
AMOUNT = re.compile(r"([0-9]{1,9}(\.[0-9]{1,6})?)?", re.ASCII)
LOOPBACKS = frozenset({"127.0.0.1", "::1", "localhost"})


class SettingsError(Exception):
    """A setting can't be used; the text says which and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Credentials and names of the four systems, of stubs and real ones alike."""

    odoo_db: str = "imageflow"
    odoo_version: str = "19"
    odoo_login: str = "admin"
    odoo_password: str = field(default="admin", repr=False)
    odoo_api_key: str = field(default="imageflow-odoo-key", repr=False)
    n8n_api_key: str = field(default="imageflow-n8n-key", repr=False)
    n8n_webhook_path: str = "ai-image-generation"
    n8n_workflows: str = ""
    ai_api_key: str = field(default="sk-imageflow", repr=False)
    ai_dialect: str = "openai"
    ai_model: str = "gpt-image-1.5"
    ai_latency: str = "none"
    ai_images_per_minute: str = "100000"
    ai_credit: str = ""
    storage_region: str = "us-east-1"
    storage_access_key: str = field(default="imageflow", repr=False)
    storage_secret_key: str = field(default="imageflow-secret", repr=False)
    storage_bucket: str = "imageflow"
    webhook_secret: str = field(default="", repr=False)
    download_hosts: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read `IMAGEFLOW_…` variables over the defaults; an empty one counts as not set."""
        given = os.environ if environment is None else environment
        values = {name: given.get(variable(name), "") for name in cls.__dataclass_fields__}
        settings = cls(**{name: value for name, value in values.items() if value})
        if settings.ai_dialect not in DIALECTS:
            raise SettingsError(f"IMAGEFLOW_AI_DIALECT is {settings.ai_dialect!r}: use {' or '.join(DIALECTS)}.")
        settings.check_ai_stub()
        if settings.odoo_version not in ODOO_VERSIONS:
            raise SettingsError(
                f"IMAGEFLOW_ODOO_VERSION is {settings.odoo_version!r}: use {' or '.join(ODOO_VERSIONS)}."
            )
        return settings

    def check_ai_stub(self) -> None:
        """Refuse what the AI stub can't be told; raises `SettingsError`."""
        if self.ai_latency not in LATENCIES:
            raise SettingsError(f"IMAGEFLOW_AI_LATENCY is {self.ai_latency!r}: use {', '.join(LATENCIES)}.")
        if not (self.ai_images_per_minute.isdecimal() and 0 < len(self.ai_images_per_minute) < 10):
            raise SettingsError(f"IMAGEFLOW_AI_IMAGES_PER_MINUTE is {self.ai_images_per_minute!r}: use a whole number.")
        if not AMOUNT.fullmatch(self.ai_credit):
            raise SettingsError(f"IMAGEFLOW_AI_CREDIT is {self.ai_credit!r}: use dollars, such as 5 or 0.25.")

    def with_secret(self, entropy: RunEntropy, data: Path | None) -> Self:
        """Give settings whose webhook secret is set: as given, else the data folder's own, else a new one."""
        secret = self.webhook_secret or (kept_secret(data, entropy) if data else entropy.webhook_secret())
        try:
            for each in secret.split():
                check_secret(each)
        except BadSecret as error:
            raise SettingsError(f"IMAGEFLOW_WEBHOOK_SECRET: {error}") from None
        return replace(self, webhook_secret=secret)

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """Give the signing secrets, newest first."""
        return tuple(self.webhook_secret.split())

    @property
    def workflow_files(self) -> tuple[Path, ...]:
        """Give the workflow files that the n8n stub runs beside, or in place of, the one that ships."""
        return tuple(Path(each) for each in self.n8n_workflows.split(os.pathsep) if each)

    def with_workflows(self, files: Iterable[Path]) -> Self:
        """Give settings with further workflow files."""
        named = [*self.workflow_files, *files]
        return replace(self, n8n_workflows=os.pathsep.join(map(str, named)))

    def speaking(self, odoo_version: str | None) -> Self:
        """Give settings in which the Odoo stub answers as a version, when one is named."""
        return replace(self, odoo_version=odoo_version) if odoo_version else self

    def secrets(self) -> frozenset[str]:
        """Give every value that must stand in nothing that is written."""
        named = {self.odoo_password, self.odoo_api_key, self.n8n_api_key, self.ai_api_key, self.storage_secret_key}
        return frozenset({each for each in named if len(each) >= SHORTEST_SECRET} | set(self.webhook_secrets))

    def still_default(self) -> list[str]:
        """Name the variables whose secret is the one that everybody knows."""
        return [variable(name) for name in SECRETS if getattr(self, name) == getattr(Settings(), name)]

    def with_own_secrets(self, data: Path, entropy: RunEntropy) -> Self:
        """Give settings in which each secret that everybody knows is replaced by one that the data folder keeps."""
        fresh = "".join(f"{variable(name)}={entropy.token(24)}\n" for name in SECRETS)
        lines = _kept(data / OWN_SECRETS, fresh).splitlines()
        own = dict(line.partition("=")[::2] for line in lines)
        missing = self.still_default()
        return replace(self, **{name: own[variable(name)] for name in SECRETS if variable(name) in missing})


SETTING_NAMES = tuple(Settings.__dataclass_fields__)


def settings_for(host: str, data: Path | None, *, own_secrets: bool = False) -> Settings:
    """Give the environment's settings, fit for an address.

    Args:
        host: where the stubs will listen; beyond loopback no secret that everybody knows will do.
        data: the data folder, which keeps secrets of its own when it is asked to.
        own_secrets: whether to replace known secrets by the data folder's own.

    Raises:
        SettingsError: a secret is missing, or there is no folder to keep it.
    """
    settings = Settings.from_environment()
    if own_secrets:
        if data is None:
            raise SettingsError("--own-secrets needs a folder to keep them: add --data DIR.")
        settings = settings.with_own_secrets(data, RunEntropy())
    known = settings.still_default()
    if host not in LOOPBACKS and known:
        raise SettingsError(f"To listen on {host}, add --own-secrets or set {', '.join(known)}.")
    return settings


def usable_folder(data: Path) -> Path:
    """Make the data folder when it is missing; raises `SettingsError` when it can't be used."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(data, error) from None
    return data


def _unusable(data: Path, why: object) -> SettingsError:
    return SettingsError(f"The data folder {data} can't be used ({why}): name another with --data.")


def variable(name: str) -> str:
    """Give the environment variable of a setting."""
    return PREFIX + name.upper()


def kept_secret(data: Path, entropy: RunEntropy) -> str:
    """Give the webhook secret of a data folder, made once."""
    return _kept(data / SECRET_FILE, entropy.webhook_secret())


def _kept(file: Path, fresh: str) -> str:
    """Give what a file of the data folder holds; made once, readable by its owner alone."""
    try:
        if not file.exists():
            usable_folder(file.parent)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as writing:
                writing.write(fresh)
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(file.parent, error) from None
