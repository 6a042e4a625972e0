"""How a story is told: a function of a talk, known by its name."""

from collections.abc import Callable

from tests.parity.odoo.talk import Speaker, Talk

Story = Callable[[Talk], None]
STORIES: dict[str, Story] = {}
PARTNER, USER, TAG = "res.partner", "res.users", "res.partner.category"


def story(function: Story) -> Story:
    """Tell this one too."""
    STORIES[function.__name__.replace("_", "-")] = function
    return function


def users(talk: Talk, *kinds: str) -> list[Speaker]:
    """Give a user of each kind (`user`, `portal`), who is the story's own."""
    found = []
    for kind in kinds:
        login, password = f"parity_{kind}", f"secret of {kind}"
        known = talk.admin.quietly(USER, "search", [("login", "=", login), ("active", "in", [True, False])])
        if not known:
            _, group = talk.admin.quietly("ir.model.data", "check_object_reference", "base", f"group_{kind}")
            values = {"name": f"Parity {kind}", "login": login, "password": password, "group_ids": [(6, 0, [group])]}
            known = [talk.admin.quietly(USER, "create", values)]
        found.append(talk.user(login, password))
    return found
