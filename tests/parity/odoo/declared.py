"""Differences from a real Odoo that are known and stay: for each story, calls with the reason."""

DECLARED: dict[str, dict[str, str]] = {
    "domains-of-numbers": {
        '["admin", "res.partner.search", [["id", "in", ["#1", "#2", "#3", "#4", "#5", "#6", "#7"]], ["id", "=", "x"]], '
        '{"order": "id"}]': "Odoo merges two conditions on the ids before PostgreSQL sees that one is no number.",
    },
    "links-of-deleted-records": {
        '["admin", "res.partner.unlink", [3]]': "Odoo's warning leads to a view, which the stub lacks.",
    },
}
