"""Who asked for a misbehaviour: a request by its header, a prompt by its mark, or a person by the control routes."""

from dataclasses import dataclass

from starlette.requests import Request

from stubs.ai.misbehaviour.menu import Wrong, marked, read

HEADER = "x-imageflow-misbehave"


@dataclass(slots=True)
class Standing:
    """What was asked for by the control routes.

    Attributes:
        wrong: what is done.
        times: how often still; None: until it is taken back.
        dialect: where; anywhere when None.
    """

    wrong: Wrong
    times: int | None
    dialect: str | None


class Misbehaviour:
    """Tells what is to go wrong with a request; one thing at a time."""

    def __init__(self) -> None:
        """Behave."""
        self.standing: Standing | None = None

    def begin(self, request: Request, dialect: str) -> None:
        """Note what a request is to suffer; raises `Refused` when its header names nothing known."""
        asked = request.headers.get(HEADER)
        request.state.wrong = read(asked) if asked else self._told(dialect)

    def with_prompt(self, request: Request, prompt: str) -> str:
        """Note what the prompt asks for too, and give it without its mark."""
        wrong, prompt = marked(prompt)
        request.state.wrong = wrong_of(request) or wrong
        return prompt

    def _told(self, dialect: str) -> Wrong | None:
        told = self.standing
        if told is None or told.dialect not in {None, dialect}:
            return None
        if told.times is not None:
            told.times -= 1
            if told.times <= 0:
                self.standing = None
        return told.wrong


def wrong_of(request: Request) -> Wrong | None:
    """Give what a request is to suffer."""
    wrong: Wrong | None = getattr(request.state, "wrong", None)
    return wrong
