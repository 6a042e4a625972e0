"""The refusal of a workflow file."""


class UnreadableWorkflow(Exception):
    """A workflow that the engine can't run; its text is one sentence that says what to do."""
