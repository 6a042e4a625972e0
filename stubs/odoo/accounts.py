"""Who may come in: users, their passwords, browser sessions and API keys. Only digests are kept."""

import hashlib
import hmac
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select

from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Database
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import Session, User

SESSION_SECONDS = 604_800
"""A week, as Odoo's own cookie (`facts/odoo.md` 4)."""

ADMIN_UID = 2

_ACCOUNT = (User.id, User.login, User.name, User.internal)
_BY_LOGIN = select(*_ACCOUNT, User.salt, User.password_digest).where(User.login == bindparam("login"))
_BY_KEY = select(*_ACCOUNT).where(User.api_key_digest == bindparam("api_key"))
_BY_SESSION = (
    select(*_ACCOUNT)
    .join(Session, Session.user_id == User.id)
    .where(Session.digest == bindparam("session"), Session.expires_at > bindparam("now"))
)
_ADD = insert(User)
_SIGN_IN = insert(Session)
_SIGN_OUT = delete(Session).where(Session.digest == bindparam("session"))


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
        self._by_key: dict[bytes, Account] = {}  # users and their keys are never changed once they are there

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
            if unit.find(_BY_LOGIN, login=login):
                return
            unit.run(
                _ADD,
                **({} if uid is None else {"id": uid}),  # else the database numbers it
                login=login,
                name=name,
                internal=internal,
                salt=salt,
                password_digest=_stretch(password, salt),
                api_key_digest=_digest(api_key) if api_key else None,
            )

    def sign_in(self, login: str, password: str) -> tuple[Account, str] | None:
        """Give the account and a new session token, or None when login and password don't match."""
        with self._database.unit() as unit:
            found = unit.find(_BY_LOGIN, login=login)
            given = _stretch(password, found.salt if found else "nobody")
            if found is None or not hmac.compare_digest(given, found.password_digest):
                return None
            token = self._entropy.token(63)
            expires = self._clock.now().timestamp() + SESSION_SECONDS
            unit.run(_SIGN_IN, digest=_digest(token), user_id=found.id, expires_at=expires)
            return Account(*found[:4]), token

    def of_session(self, token: str | None) -> Account | None:
        """Give the account of a session that has not expired."""
        if not token:
            return None
        with self._database.unit() as unit:
            found = unit.find(_BY_SESSION, session=_digest(token), now=self._clock.now().timestamp())
        return Account(*found) if found else None

    def of_api_key(self, key: str) -> Account | None:
        """Give the account of an API key. Keys are long and random: a digest look-up tells nothing by its time."""
        digest = _digest(key)
        if digest not in self._by_key:
            with self._database.unit() as unit:
                found = unit.find(_BY_KEY, api_key=digest)
            if found is None:
                return None
            self._by_key[digest] = Account(*found)
        return self._by_key[digest]

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._database.unit() as unit:
            unit.run(_SIGN_OUT, session=_digest(token))


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _stretch(password: str, salt: str) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt.encode(), n=1024, r=8, p=1)
