"""Who may come in: users, their passwords, browser sessions and API keys. Only digests are kept."""

import hashlib
import hmac
from dataclasses import dataclass

from sqlalchemy import delete, select

from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Database
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import Session, User

SESSION_SECONDS = 604_800
"""A week, as Odoo's own cookie (`facts/odoo.md` 4)."""

ADMIN_UID = 2


@dataclass(frozen=True, slots=True)
class Account:
    """A user who proved who they are."""

    id: int
    login: str
    name: str
    internal: bool


class Accounts:
    """Signs users in and out and recognises them."""

    def __init__(self, database: Database, clock: Clock, entropy: Entropy) -> None:
        """Serve the users of a database."""
        self._database, self._clock, self._entropy = database, clock, entropy

    def provision(self, settings: OdooSettings) -> None:
        """Make the stub's users unless they exist: the administrator, `demo` (internal) and `portal`."""
        self.add(
            settings.admin_login, settings.admin_password, "Administrator", uid=ADMIN_UID, api_key=settings.api_key
        )
        if settings.demo_users:
            self.add("demo", "demo", "Marc Demo", uid=6)
            self.add("portal", "portal", "Joel Portal", uid=7, internal=False)

    def add(
        self,
        login: str,
        password: str,
        name: str,
        *,
        uid: int | None = None,
        internal: bool = True,
        api_key: str | None = None,
    ) -> None:
        """Make a user unless the login is taken."""
        salt = self._entropy.token(16)
        with self._database.unit() as unit:
            if unit.session.scalar(select(User.id).where(User.login == login)) is not None:
                return
            user = User(login=login, name=name, internal=internal, salt=salt)
            user.id = uid  # type: ignore[assignment]  # None lets the database number it
            user.password_digest = _stretch(password, salt)
            user.api_key_digest = _digest(api_key) if api_key else None
            unit.session.add(user)

    def sign_in(self, login: str, password: str) -> tuple[Account, str] | None:
        """Give the account and a new session token, or None when login and password don't match."""
        with self._database.unit() as unit:
            user = unit.session.scalar(select(User).where(User.login == login))
            given = _stretch(password, user.salt if user else "nobody")
            if user is None or not hmac.compare_digest(given, user.password_digest):
                return None
            token = self._entropy.token(63)
            expires = self._clock.now().timestamp() + SESSION_SECONDS
            unit.session.add(Session(digest=_digest(token), user_id=user.id, expires_at=expires))
            return _account(user), token

    def of_session(self, token: str | None) -> Account | None:
        """Give the account of a session that has not expired."""
        if not token:
            return None
        with self._database.unit() as unit:
            alive = Session.expires_at > self._clock.now().timestamp()
            query = select(User).join(Session, Session.user_id == User.id)
            user = unit.session.scalar(query.where(Session.digest == _digest(token), alive))
            return _account(user) if user else None

    def of_api_key(self, key: str) -> Account | None:
        """Give the account of an API key. Keys are long and random: a digest look-up tells nothing by its time."""
        with self._database.unit() as unit:
            user = unit.session.scalar(select(User).where(User.api_key_digest == _digest(key)))
            return _account(user) if user else None

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._database.unit() as unit:
            unit.session.execute(delete(Session).where(Session.digest == _digest(token)))


def _account(user: User) -> Account:
    return Account(user.id, user.login, user.name, user.internal)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _stretch(password: str, salt: str) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt.encode(), n=1024, r=8, p=1)
