"""What ships for a live n8n, connected: the workflow files as they lie in `workflows/`, with a run's own settings."""

from contracts.ports.n8n import Connections
from contracts.ports.system import CouldNotCheck
from real_adapters.n8n.deployment import Package


def package_of(connections: Connections, address: str, api_key: str) -> Package:
    """Give the shipped workflows and the credentials that they refer to.

    Args:
        connections: what they are connected to.
        address: of the n8n itself, whose failed executions the error workflow reads.
        api_key: with which it reads them.
    """
    raise CouldNotCheck("No workflow file ships yet.")
