"""What Odoo raises over RPC: the exception's dotted name, its message and its arguments.

```
OdooError
├── UserError                odoo.exceptions.UserError
│   ├── AccessError          …AccessError
│   ├── AccessDenied         …AccessDenied
│   ├── MissingError         …MissingError
│   ├── ValidationError      …ValidationError
│   └── UnknownModel         a UserError by name: JSON-2 and call_kw answer 404 of their own instead
├── Builtin                  of Python, by its own name: builtins.ValueError
│   └── UnknownMethod        builtins.AttributeError
├── Foreign                  of a library, by the name given: psycopg2.errors.NumericValueOutOfRange
└── CannotBind               JSON-2's own refusal of arguments (422)
```
"""


class OdooError(Exception):
    """A call that Odoo refuses.

    Attributes:
        name: the exception's dotted name, as `data.name` on the wire.
        message: its text.
        arguments: what it was raised with.
    """

    name: str = "odoo.exceptions.UserError"

    def __init__(self, message: str, *arguments: object) -> None:
        """Know the message; the arguments are the message alone unless given."""
        super().__init__(message)
        self.message = message
        self.arguments: tuple[object, ...] = arguments or (message,)


class UserError(OdooError):
    """What a user did makes no sense."""


class AccessError(UserError):
    """A user may not do that."""

    name = "odoo.exceptions.AccessError"


class AccessDenied(UserError):
    """Nobody knows this user, or the secret is wrong."""

    name = "odoo.exceptions.AccessDenied"

    def __init__(self, message: str = "Access Denied") -> None:
        """Say what Odoo says of everybody."""
        super().__init__(message)


class MissingError(UserError):
    """A record is not there (any more)."""

    name = "odoo.exceptions.MissingError"


class ValidationError(UserError):
    """Values that a record may not have."""

    name = "odoo.exceptions.ValidationError"


class UnknownModel(UserError):
    """There is no such model.

    Attributes:
        model: the name that was asked for.
    """

    def __init__(self, model: str) -> None:
        """Say which."""
        super().__init__(f"Object {model} doesn't exist")
        self.model = model


class Builtin(OdooError):
    """An exception of Python itself, which a wrong value ran into."""

    def __init__(self, kind: type[Exception], message: str, *arguments: object) -> None:
        """Be named after Python's own exception."""
        super().__init__(message, *arguments)
        self.name = f"builtins.{kind.__name__}"


class UnknownMethod(Builtin):
    """The model has no such public method."""

    def __init__(self, model: str, method: str) -> None:
        """Say which."""
        super().__init__(AttributeError, f"The method '{model}.{method}' does not exist")


class Foreign(OdooError):
    """An exception of a library that Odoo uses, such as its database driver."""

    def __init__(self, name: str, message: str, *arguments: object) -> None:
        """Be named as given."""
        super().__init__(message, *arguments)
        self.name = name


class CannotBind(OdooError):
    """Named arguments that a method does not take (JSON-2)."""

    name = "werkzeug.exceptions.UnprocessableEntity"


def wrong_value(message: str) -> Builtin:
    """Give Python's ValueError."""
    return Builtin(ValueError, message)


def wrong_type(message: str) -> Builtin:
    """Give Python's TypeError."""
    return Builtin(TypeError, message)
