"""What the flow is bound by, kept as system parameters `imageflow.…` and set on the settings page."""

from dataclasses import dataclass, fields

from contracts.kit import signing
from contracts.kit.download import DownloadPolicy

PREFIX = "imageflow."


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters, each under its own name.

    Attributes:
        webhook_url: where requests are posted: n8n's production webhook.
        callback_url: where n8n posts the outcome; this Odoo's own base address with the callback's route when empty.
        webhook_secrets: signing secrets, blank separated, newest first: signs with all, accepts any.
        quota: images a user may have in a calendar month.
        deadline_seconds: how long a request may take until its outcome is accepted.
        storing_seconds: how long fetching and storing may take after that.
        dispatch_timeout: seconds to wait for n8n's answer.
        callback_cap: bytes of a callback's body.
        image_bytes: of one image.
        allowed_hosts: origins that links may lead to, blank separated (`contracts.kit.download`).
        storage_backend: `filestore` or `s3`.
        s3_endpoint: base address of the S3 service; the others are its region, bucket and keys.
    """

    webhook_url: str = ""
    callback_url: str = ""
    webhook_secrets: str = ""
    quota: int = 50
    deadline_seconds: float = 900
    storing_seconds: float = 900
    dispatch_timeout: float = 15
    callback_cap: int = 32 * 1024 * 1024
    image_bytes: int = 24 * 1024 * 1024
    allowed_hosts: str = ""
    storage_backend: str = "filestore"
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_bucket: str = "imageflow"
    s3_access_key: str = ""
    s3_secret_key: str = ""

    @property
    def secrets(self) -> tuple[str, ...]:
        """Give the signing secrets; raises `BadSecret` when one can't serve."""
        return tuple(signing.check_secret(each) for each in self.webhook_secrets.split())

    @property
    def download(self) -> DownloadPolicy:
        """Give which links are fetched; raises `ValueError` when an origin is none."""
        return DownloadPolicy(frozenset(self.allowed_hosts.lower().split()), max_bytes=self.image_bytes)


def read(env) -> Parameters:
    """Read the parameters; what is not set, or is no number where one belongs, has its default."""
    get = env["ir.config_parameter"].sudo().get_param
    given = {each.name: (each.type, get(PREFIX + each.name)) for each in fields(Parameters)}
    return Parameters(
        **{name: value for name, (kind, text) in given.items() if (value := _read(kind, text)) is not None}
    )


def _read(kind: type | str, text: str | bool) -> str | float | None:
    if not isinstance(text, str) or not text.strip():
        return None
    named = kind if isinstance(kind, str) else kind.__name__
    try:
        return {"int": int, "float": float, "str": str}[named](text.strip())
    except ValueError:
        return None
