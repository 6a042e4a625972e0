"""What links point to, and the key that they are signed with: in memory, or in a database file."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import JSON, delete
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from contracts.runtime import Entropy
from stubs.ai.pictures import Picture
from stubs.serving.database import open_engine


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

    def __init__(self, database_url: str, entropy: Entropy) -> None:
        """Open the store; a database that was used before keeps the key that it has."""
        self._engine = open_engine(database_url)
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
