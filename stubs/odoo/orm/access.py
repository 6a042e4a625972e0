"""Who may do what: access rights by group, and record rules; the sentences are Odoo's."""

from typing import TYPE_CHECKING, Any

from stubs.odoo.orm.domains import ALL, Both, Domain, Either, parse
from stubs.odoo.orm.errors import AccessError, Builtin
from stubs.odoo.orm.matching import test_of

if TYPE_CHECKING:
    from stubs.odoo.orm.model import Model

MODES = {"read": ("r", "access"), "write": ("u", "modify"), "create": ("c", "create"), "unlink": ("d", "delete")}
"""For each mode: its letter in a model's access rights, and the verb of the refusal."""


def may(model: "Model", mode: str) -> bool:
    """Whether the user may do that to records of a model at all; raises `Builtin` for no mode."""
    if mode not in MODES:
        raise Builtin(AssertionError, "Invalid access mode")
    letter, _ = MODES[mode]
    granted = [group for group, letters in model._access.items() if letter in letters]
    return model.scope.is_super or any(not group or group in model.scope.groups() for group in granted)


def check(model: "Model", mode: str) -> None:
    """Refuse what the user may not do to any record of a model; raises `AccessError`."""
    if may(model, mode):
        return
    letter, verb = MODES[mode]
    groups: Any = model.scope.as_superuser()["res.groups"]
    granted = sorted(
        groups.full_name_of(group) for group, letters in model._access.items() if group and letter in letters
    )
    allowed = "This operation is allowed for the following groups:\n" + "\n".join(f"\t- {each}" for each in granted)
    raise AccessError(
        f"You are not allowed to {verb} '{model._description}' ({model._name}) records.\n\n"
        f"{allowed if granted else 'No group currently allows this operation.'}\n\n"
        "Contact your administrator to request access if necessary."
    )


def rule_domain(model: "Model", mode: str) -> Domain:
    """Give what the record rules leave to the user: those of all groups each, those of the user's groups together."""
    if model.scope.is_super:
        return ALL
    rules = [rule for rule in model._rules if mode in rule.modes]
    always = [parse(rule.domain(model.scope)) for rule in rules if not rule.group]
    mine = [parse(rule.domain(model.scope)) for rule in rules if rule.group and rule.group in model.scope.groups()]
    return Both((*always, Either(tuple(mine)))) if mine else Both(tuple(always))


def allowed(records: "Model", mode: str) -> list[int]:
    """Give the ids of those records that the rules leave to the user."""
    if records.scope.is_super:
        return records.ids
    domain = rule_domain(records, mode)
    if domain in {ALL, Both(())}:
        return records.narrowed(records.ids, mode)
    test = test_of(records.super().with_all(), domain)
    return records.narrowed([key for key in records.ids if test(key)], mode)


def check_records(records: "Model", mode: str) -> None:
    """Refuse what the user may not do to these records; raises `AccessError`."""
    if not (records._open_to_search and mode == "read"):
        check(records, mode)
    left = allowed(records, mode)
    if len(left) < len(records.ids):
        raise AccessError(records.of([key for key in records.ids if key not in left]).refusal(mode))


def check_fields(records: "Model", names: list[str], mode: str) -> None:
    """Refuse fields that are not for the user's groups; raises `AccessError`."""
    refused = [name for name in names if not records.scope.has_any(records.fields[name].groups)]
    if not refused:
        return
    listed = "\n".join(f"- {name} (allowed for groups {_shown(records, name)})" for name in refused)
    raise AccessError(
        f'You do not have enough rights to access the field "{refused[0]}" on {records._description} '
        f"({records._name}). Please contact your system administrator.\n\n"
        f"Operation: {mode}\nUser: {records.scope.uid}\nGroups: {listed}"
    )


def _shown(records: "Model", name: str) -> str:
    groups: Any = records.scope.as_superuser()["res.groups"]
    return ", ".join(f"'{groups.full_name_of(each.strip())}'" for each in records.fields[name].groups.split(","))
