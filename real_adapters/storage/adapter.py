"""A live S3 server, spoken to by path-style URLs."""

from dataclasses import dataclass, field

from real_adapters.probing import get


@dataclass(frozen=True, slots=True)
class RealStorage:
    """An S3 endpoint, its keys and region."""

    address: str
    access_key: str
    secret_key: str = field(repr=False)
    region: str

    async def ready(self) -> str:
        """See that something answers over HTTP; what it lets us do, the flow itself finds out."""
        answer = await get(self.address)
        return f"S3 server {answer.headers.get('server', '')}".strip()
