"""44 to 50: attacks on the flow around the download, and what holds them."""

HELD = {
    44: ("features/i08_passed_on.feature", "Scenario: The same callback again changes nothing"),
    45: ("features/i08_passed_on.feature", "Scenario: Of two different outcomes the first one holds"),
    46: ("features/i07_callback.feature", "Scenario: A callback that overtakes the request's own commit"),
    47: ("features/i08_passed_on.feature", "Scenario: The same id with another body is a conflict"),
    48: ("tests/odoo_addon/real/test_callback.py", "def test_either_secret("),
    49: ("features/i07_callback.feature", "Scenario: A callback for a request that nobody knows"),
    50: ("features/i09_storing.feature", "Scenario: A link that fails for a moment is tried again"),
}
"""By number: a file, and how what holds it begins there."""
