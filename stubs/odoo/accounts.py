"""Who may come in: users, their passwords, browser sessions and API keys. Only digests are kept."""

import hmac
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Database
from stubs.odoo.passwords import digest_of, matches, stretch
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import Session, User

SESSION_SECONDS = 604_800
"""A week, as Odoo's own cookie (`facts/odoo.md` 4)."""

ADMIN_UID = 2

_ACCOUNT = (User.id, User.login, User.name, User.internal)
_SECRETS = select(*_ACCOUNT, User.salt, User.password_digest, User.api_key_digest).where(User.active)
_BY_LOGIN = _SECRETS.where(User.login == bindparam("login"))
_BY_UID = _SECRETS.where(User.id == bindparam("uid"))
_BY_NUMBER = select(User.id).where(User.id == bindparam("uid"))
_TAKEN = select(User.id).where(User.login == bindparam("login"))
_BY_KEY = select(*_ACCOUNT).where(User.api_key_digest == bindparam("api_key"), User.active)
_BY_SESSION = (
    select(*_ACCOUNT)
    .join(Session, Session.user_id == User.id)
    .where(Session.digest == bindparam("session"), Session.expires_at > bindparam("now"), User.active)
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
        self._by_key: dict[bytes, Account] = {}
        self._proofs: dict[bytes, Account] = {}

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
            if unit.find(_TAKEN, login=login):
                return
            unit.run(
                _ADD,
                **({} if uid is None else {"id": uid}),  # else the database numbers it
                login=login,
                name=name,
                internal=internal,
                salt=salt,
                password_digest=stretch(password, salt),
                api_key_digest=digest_of(api_key) if api_key else None,
            )

    def sign_in(self, login: str, password: str) -> tuple[Account, str] | None:
        """Give the account and a new session token, or None when login and password don't match."""
        with self._database.unit() as unit:
            found = unit.find(_BY_LOGIN, login=login)
            given = stretch(password, found.salt if found else "nobody")
            if found is None or not hmac.compare_digest(given, found.password_digest):
                return None
            token = self._entropy.token(63)
            expires = self._clock.now().timestamp() + SESSION_SECONDS
            unit.run(_SIGN_IN, digest=digest_of(token), user_id=found.id, expires_at=expires)
            return Account(*found[:4]), token

    def of_login(self, login: str, secret: str) -> Account | None:
        """Give the account of a login, by its password or API key."""
        return self._proved(_BY_LOGIN, secret, login=login)

    def of_password(self, uid: object, secret: str) -> Account | None:
        """Give the account of a user's number, by its password or API key."""
        if not isinstance(uid, int) or isinstance(uid, bool):
            return None
        return self._proved(_BY_UID, secret, uid=uid)

    def exists(self, uid: int) -> bool:
        """Whether there is such a user, who need not be able to sign in."""
        with self._database.unit() as unit:
            return unit.find(_BY_NUMBER, uid=uid) is not None

    def forget_keys(self) -> None:
        """Look users up again: they may have changed."""
        self._by_key.clear()
        self._proofs.clear()

    def _proved(self, query: Any, secret: str, **who: Any) -> Account | None:
        """Give who is found by a query and proves it; what was proved once is not stretched again."""
        with self._database.unit() as unit:
            found = unit.find(query, **who)
        key = hmac.digest(b"proved", (secret + str(who)).encode("utf-8", "surrogatepass"), "sha256")
        if found is None:
            stretch(secret, "nobody")
            return None
        account = Account(*found[:4])
        if self._proofs.get(key) == account:
            return account
        if found.api_key_digest and hmac.compare_digest(digest_of(secret), found.api_key_digest):
            pass
        elif not matches(secret, found.salt, found.password_digest):
            return None
        self._proofs[key] = account
        return account

    def of_session(self, token: str | None) -> Account | None:
        """Give the account of a session that has not expired."""
        if not token:
            return None
        with self._database.unit() as unit:
            found = unit.find(_BY_SESSION, session=digest_of(token), now=self._clock.now().timestamp())
        return Account(*found) if found else None

    def of_api_key(self, key: str) -> Account | None:
        """Give the account of an API key. Keys are long and random: a digest look-up tells nothing by its time."""
        digest = digest_of(key)
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
            unit.run(_SIGN_OUT, session=digest_of(token))
