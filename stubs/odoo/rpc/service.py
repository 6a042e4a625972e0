"""Who calls, and what they call: what every protocol shares."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.exc import IntegrityError

from contracts.runtime import Runtime
from stubs.odoo.accounts import Account, Accounts
from stubs.odoo.database import Database
from stubs.odoo.orm import first_data
from stubs.odoo.orm.environment import Environment
from stubs.odoo.orm.errors import AccessDenied, Builtin, Foreign, MissingError, OdooError, ValidationError
from stubs.odoo.orm.scope import SUPERUSER
from stubs.odoo.rpc.versions import Version
from stubs.odoo.settings import OdooSettings

PUBLIC = 3
"""The user of those who are not signed in."""


class Service:
    """The services that `/xmlrpc` and `/jsonrpc` name (`common`, `object`, `db`), and calls of models for the others.

    Attributes:
        accounts: who may come in.
        database: the one database's name.
        version: what is spoken.
    """

    def __init__(
        self, database: Database, accounts: Accounts, runtime: Runtime, settings: OdooSettings, version: Version
    ) -> None:
        """Serve one database; the models' own rows are made when they are first asked for."""
        self._rows, self._clock, self._entropy = database, runtime.clock, runtime.entropy
        self.accounts, self.database, self.version = accounts, settings.database, version
        own = urlsplit(settings.callback_url)
        self._address = f"{own.scheme}://{own.netloc}"
        self._prepared = False

    def environment(self, uid: int) -> Environment:
        """Give a user at the models."""
        self._prepare()
        return Environment(self._rows, uid, self._clock, self._entropy, version=self.version.number)

    def call(
        self,
        uid: int,
        model: Any,
        method: Any,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        *,
        named_ids: Any = None,
    ) -> Any:
        """Call a method of a model; by name alone when `named_ids` holds a list.

        Raises:
            OdooError: as real Odoo would.
        """
        environment = self.environment(uid)
        try:
            if named_ids is not None:
                return environment.call_named(model, method, named_ids[0], kwargs)
            return environment.call(model, method, args, kwargs)
        except OdooError:
            raise
        except IntegrityError as error:  # a row of the stub's own still needs what was to go
            raise ValidationError(f"The operation cannot be completed: {error.orig}") from None
        except RecursionError:
            raise Builtin(RecursionError, "maximum recursion depth exceeded") from None
        except (TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError) as error:
            # What a foreign call runs into in the stub is, as in Odoo, an error of Python's that it is told of.
            raise Builtin(type(error), str(error)) from None
        finally:
            if model == "res.users":
                self.accounts.forget_keys()

    def attachment(self, key: int) -> dict[str, Any] | None:
        """Give an attachment's row, whoever may see it."""
        environment = self.environment(SUPERUSER)  # which may write the models' first rows, in a unit of its own
        with self._rows.unit() as unit:
            return environment.scope(unit)["ir.attachment"].rows().get(key)

    def dispatch(self, service: Any, method: Any, args: Any) -> Any:
        """Answer a call of a service; raises `OdooError`."""
        given = list(args)
        if service == "common":
            return self._common(method, given)
        if service == "object":
            return self._object(method, given)
        if service == "db":
            return self._db(method)
        raise Builtin(KeyError, str(service))

    def user_of(self, database: Any, uid: Any, password: Any) -> Account:
        """Give who proves to be a user by password or API key; raises `OdooError`."""
        self._check_database(database)
        account = self.accounts.of_password(uid, password) if isinstance(password, str) and password else None
        if account is None and isinstance(uid, int) and not self.accounts.exists(uid):
            text = f"Record does not exist or has been deleted.\n(Record: res.users({uid},), User: {uid})"
            raise MissingError(text)
        if account is None or account.id != uid:
            raise AccessDenied
        return account

    def _common(self, method: Any, args: list[Any]) -> Any:
        if method == "version":
            return self.version.told()
        if method in {"login", "authenticate"}:
            needed = 3 if method == "login" else 4
            if len(args) < needed:
                missing = ["db", "login", "password", "user_agent_env"][len(args) : needed]
                raise Builtin(TypeError, missing_arguments(f"exp_{method}()", missing))
            return self._sign_in(*args[:3])
        raise Builtin(Exception, f"Method not found: {method}")

    def _sign_in(self, database: Any, login: Any, password: Any) -> Any:
        self._check_database(database)
        self._prepare()
        if not isinstance(login, str) or not isinstance(password, str):
            return False
        account = self.accounts.of_login(login, password)
        return account.id if account else False

    def _object(self, method: Any, args: list[Any]) -> Any:
        if len(args) < 5:
            raise Builtin(ValueError, f"not enough values to unpack (expected at least 5, got {len(args)})")
        if method not in {"execute", "execute_kw"}:
            raise Builtin(NameError, f"Method not available {method}")
        database, uid, password, model, name, *rest = args
        account = self.user_of(database, uid, password)
        if method == "execute":
            return self.call(account.id, model, name, rest, {})
        positional = list(rest[0]) if rest else []
        named = rest[1] if len(rest) > 1 and rest[1] else {}
        return self.call(account.id, model, name, positional, dict(named))

    def _db(self, method: Any) -> Any:
        if method == "server_version":
            return self.version.text
        if method == "db_exist":
            return False
        raise AccessDenied  # the list of databases is off, and nobody here manages them

    def _check_database(self, name: Any) -> None:
        if name != self.database:
            text = f'connection to server on socket failed: FATAL:  database "{name}" does not exist\n'
            raise Foreign("psycopg2.OperationalError", text)

    def _prepare(self) -> None:
        if self._prepared:
            return
        with self._rows.unit() as unit:
            first_data.make_tables(unit.connection)
        with self._rows.unit() as unit:
            environment = Environment(self._rows, SUPERUSER, self._clock, self._entropy)
            first_data.provide(environment.scope(unit), self._address)
        self._prepared = True


def missing_arguments(called: str, names: list[str]) -> str:
    """Say which arguments are missing, as Python does."""
    listed = (
        " and ".join(f"{each!r}" for each in names)
        if len(names) < 3
        else (", ".join(f"{each!r}" for each in names[:-1]) + f", and {names[-1]!r}")
    )
    return f"{called} missing {len(names)} required positional argument{'s' if len(names) > 1 else ''}: {listed}"
