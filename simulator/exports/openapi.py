"""OpenAPI 3.1 of each HTTP surface, as the stubs serve it at `/openapi.json`."""

from typing import Any

from simulator.stage import Stage


def surfaces() -> dict[str, dict[str, Any]]:
    """Give the document of each system by its name."""
    with Stage(simulated=True, seed=1) as stage:
        return {system.value: dict(stub.app.openapi()) for system, stub in sorted(stage.sandbox.stubs.items())}
