"""All stories by name; each theme has a module."""

from tests.parity.odoo.stories import (
    access,
    attachments,
    bad_calls,
    describing,
    domains,
    groups,
    links,
    own_models,
    protocols,
    values,
)
from tests.parity.odoo.stories.telling import STORIES

THEMES = (access, attachments, bad_calls, describing, domains, groups, links, own_models, protocols, values)

__all__ = ["STORIES", "THEMES"]
