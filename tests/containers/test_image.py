"""The sandbox in a container, where there is an engine and a base image to be had."""

from pathlib import Path

import pytest
import requests
from docker.errors import DockerException
from testcontainers.core.container import DockerContainer
from testcontainers.core.image import DockerImage
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from simulator.diagnosis import engine_answers

ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine() -> None:
    """Skip, and say so, where no engine answers."""
    if not engine_answers():
        pytest.skip("could not check: no container engine answers here")


@pytest.mark.usefixtures("engine")
@pytest.mark.timeout(900)
def test_the_container_serves_the_portal_with_secrets_of_its_own() -> None:
    """It starts beyond loopback, on secrets that it made itself."""
    try:
        image = DockerImage(path=str(ROOT), tag="imageflow-sandbox:test").build()
    except DockerException as error:
        pytest.skip(f"could not check: the image could not be built ({type(error).__name__})")
    container = DockerContainer(str(image)).with_exposed_ports(8069)
    with container.waiting_for(LogMessageWaitStrategy("Stop with Ctrl-C")) as running:
        base = f"http://{running.get_container_host_ip()}:{running.get_exposed_port(8069)}"
        assert requests.get(f"{base}/web/health", timeout=10).json() == {"status": "pass"}
        assert b"IMAGEFLOW_AI_API_KEY=" in running.exec(["cat", "/data/secrets.env"]).output
