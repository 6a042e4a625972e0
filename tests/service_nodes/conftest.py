"""Our AI and storage stubs, called by n8n's own nodes: our n8n's, or with `--real n8n=URL` a real one's."""

from tests.parity.n8n.conftest import n8n, pytest_addoption

__all__ = ["n8n", "pytest_addoption"]
