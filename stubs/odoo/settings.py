"""What the Odoo stub is told when it is made."""

from dataclasses import dataclass, field

from contracts.kit.download import DownloadPolicy
from contracts.runtime import Clock


@dataclass(frozen=True, slots=True)
class FileStoreSettings:
    """Where images are kept: an S3 endpoint, its region, bucket and keys.

    Attributes:
        clock: that signatures are made by; the run's own when None. A live server knows no other time than the world's.
    """

    endpoint: str
    bucket: str = "imageflow"
    region: str = "us-east-1"
    access_key: str = "imageflow"
    secret_key: str = field(default="imageflow-secret", repr=False)
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class OdooSettings:
    """Addresses, secrets and limits of the Odoo stub.

    Attributes:
        webhook_secrets: signing secrets, newest first: signs with all, accepts any.
        webhook_url: where the gateway posts requests (n8n's production webhook).
        callback_url: where n8n is told to post the outcome.
        database_url: SQLAlchemy's; SQLite in memory by default.
        database: Odoo's own database name, for the login.
        version: of Odoo, whose RPC is spoken: 19 or 18.
        admin_login: login of uid 2.
        admin_password: password of uid 2.
        api_key: API key of uid 2.
        demo_users: whether `demo` and `portal`, whose passwords everybody knows, may sign in.
        quota_limit: images a user may have in a calendar month.
        deadline_seconds: how long a request may take until its outcome is accepted.
        storing_seconds: how long fetching and storing may take after that.
        dispatch_timeout: seconds to wait for n8n's answer.
        callback_cap: bytes of a callback's body.
        submission_cap: bytes of a submission's body.
        download: which links are fetched, and how much of them.
    """

    webhook_secrets: tuple[str, ...] = field(repr=False)
    webhook_url: str
    callback_url: str
    database_url: str = "sqlite://"
    database: str = "imageflow"
    version: int = 19
    admin_login: str = "admin"
    admin_password: str = field(default="admin", repr=False)
    api_key: str = field(default="imageflow-odoo-key", repr=False)
    demo_users: bool = True
    quota_limit: int = 50
    deadline_seconds: float = 900
    storing_seconds: float = 900
    dispatch_timeout: float = 15
    callback_cap: int = 32 * 1024 * 1024
    submission_cap: int = 1024 * 1024
    download: DownloadPolicy = field(default_factory=lambda: DownloadPolicy(allowed_hosts=frozenset()))
