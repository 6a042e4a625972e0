"""What links point to, and the key that they are signed with: in memory, or in the data folder."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, delete
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from contracts.runtime import Entropy
from stubs.ai.pictures import Picture
from stubs.serving.database import open_engine

FILE = "links.sqlite"


class Base(DeclarativeBase):
    """All tables of the AI stub."""


class SigningKey(Base):
    """The one key of the links."""

    __tablename__ = "signing_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]


class LinkedPicture(Base):
    """A picture by its parameters: it is painted again when it is fetched, so no bytes are kept."""

    __tablename__ = "linked_picture"
    id: Mapped[str] = mapped_column(primary_key=True)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    expires_at: Mapped[float] = mapped_column(index=True)


class LinkStore:
    """Keeps the pictures of links for as long as a link works, and no longer."""

    def __init__(self, data_dir: Path | None, entropy: Entropy) -> None:
        """Open the store; a folder keeps the key that it has."""
        self._engine = open_engine(f"sqlite:///{_file(data_dir)}" if data_dir else "sqlite://")
        Base.metadata.create_all(self._engine)
        self._sessions: sessionmaker[Session] = sessionmaker(self._engine)
        with self._sessions.begin() as session:
            row = session.get(SigningKey, 1) or SigningKey(id=1, key=entropy.token())
            session.add(row)
            self.signing_key = row.key

    def keep(self, picture_id: str, picture: Picture, expires_at: float, now: float) -> None:
        """Keep a picture until a moment (seconds since the epoch); let go of those whose moment has passed."""
        with self._sessions.begin() as session:
            session.execute(delete(LinkedPicture).where(LinkedPicture.expires_at < now))
            session.merge(LinkedPicture(id=picture_id, parameters=asdict(picture), expires_at=expires_at))

    def find(self, picture_id: str) -> Picture | None:
        """Give a picture that is kept."""
        with self._sessions() as session:
            row = session.get(LinkedPicture, picture_id)
            return Picture(**row.parameters) if row else None

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _file(data_dir: Path) -> Path:
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / FILE
    file.touch(mode=0o600)  # it holds a key
    return file
