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
        max_object_bytes: the largest object.
    """

    access_key: str = "imageflow"
    secret_key: str = field(default="imageflow-secret", repr=False)
    region: str = "us-east-1"
    buckets: tuple[str, ...] = ("imageflow",)
    max_object_bytes: int = 64 * 1024 * 1024
