"""Which methods clients may call, and what they take."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class Kind(Enum):
    """What a method works on."""

    MODEL = "the model: no ids are given"
    RECORDS = "records: their ids come first"


@dataclass(frozen=True, slots=True)
class PublicMethod:
    """A method that clients may call.

    Attributes:
        call: takes the records, then the arguments.
        kind: whether ids come first.
        signature: of the arguments alone.
    """

    call: Callable[..., Any]
    kind: Kind
    signature: inspect.Signature


GENERAL: dict[str, PublicMethod] = {}
"""Methods that every model has."""

_MARK = "_public_kind"


def remote(kind: Kind) -> Callable[[Function], Function]:
    """Let clients call a method of a model's class."""

    def mark(function: Function) -> Function:
        setattr(function, _MARK, kind)
        return function

    return mark


def general(kind: Kind) -> Callable[[Function], Function]:
    """Let clients call a function on every model: it takes the records, then the arguments."""

    def add(function: Function) -> Function:
        GENERAL[function.__name__] = _method(function, kind)
        return function

    return add


def public_methods_of(cls: type) -> dict[str, PublicMethod]:
    """Give the methods that a class marks, those that it inherits included."""
    found: dict[str, PublicMethod] = {}
    for base in reversed(cls.__mro__):
        for name, function in vars(base).items():
            kind = getattr(function, _MARK, None)
            if kind is not None:
                found[name] = _method(function, kind)
    return found


def _method(function: Callable[..., Any], kind: Kind) -> PublicMethod:
    signature = inspect.signature(function)
    _, *rest = signature.parameters.values()
    return PublicMethod(function, kind, signature.replace(parameters=rest))
