"""What the storage stub is told when it is made."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StorageSettings:
    """Keys, names and limits of the storage stub.

    Attributes:
        access_key: the one access key id that is known.
        secret_key: its secret.
        region: what requests must be signed for.
        buckets: there from the start.
        max_object_bytes: the largest object, whether put whole or in parts.
        min_part_bytes: the smallest part that is not the last.
        domains: host names whose subdomains are buckets (`bucket.localhost`).
    """

    access_key: str = "imageflow"
    secret_key: str = field(default="imageflow-secret", repr=False)
    region: str = "us-east-1"
    buckets: tuple[str, ...] = ("imageflow",)
    max_object_bytes: int = 256 * 1024 * 1024
    min_part_bytes: int = 5 * 1024 * 1024
    domains: tuple[str, ...] = ("localhost", "s3.localhost")
