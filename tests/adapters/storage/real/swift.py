"""An OpenStack Swift on this machine, from Python's own index: four servers, one device, its S3 in front.

Nothing of it needs root or memcached: what Swift keeps there is kept in its proxy's memory.
"""

import os
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from getpass import getuser
from pathlib import Path
from shutil import rmtree

import requests

from simulator.native.places import cache_folder
from simulator.serving import bind
from simulator.topology import LOOPBACK
from tests.only_real import could_not_check

SWIFT = "swift==2.38.3"
KINDS = ("account", "container", "object")
ACCESS_KEY, SECRET_KEY = "imageflow:imageflow", "imageflow-secret"
READY_SECONDS = 40
CACHE = """
class Cache(dict):
    def get(self, key, raise_on_error=False):
        return dict.get(self, key)

    def set(self, key, value, *_args, **_more):
        self[key] = value

    def incr(self, key, delta=1, time=0):
        self[key] = dict.get(self, key, 0) + delta
        return self[key]

    def delete(self, key, server_key=None):
        self.pop(key, None)


KEPT = Cache()


def filter_factory(_global, **_local):
    def around(app):
        def cached(env, start):
            env["swift.cache"] = KEPT
            return app(env, start)

        return cached

    return around
"""
SERVER = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
mount_check = false
devices = {folder}/devices
swift_dir = {folder}
user = {user}
log_address = {folder}/no-log
"""
STORAGE = "[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n"
PIPELINE = ("catch_errors", "gatekeeper", "healthcheck", "cache", "s3api", "tempauth", "bulk", "slo", "dlo")


def programs() -> Path:
    """Install Swift once, in an environment of its own; give the folder of its programs."""
    place = cache_folder(SWIFT.replace("==", "-"))
    folder = place / "venv" / "bin"
    if not (folder / "swift-proxy-server").exists():
        rmtree(place, ignore_errors=True)
        venv.create(place / "venv", with_pip=True)
        pip = [
            str(folder / "python"),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            SWIFT,
            "setuptools<81",
        ]
        if subprocess.run(pip, capture_output=True, check=False, timeout=400).returncode:
            could_not_check("Python's index does not deliver Swift today")
    return folder


@contextmanager
def swift(folder: Path) -> Iterator[str]:
    """Run a Swift in a folder; give the address of its S3."""
    bin_folder = programs()
    ports = {kind: _port() for kind in (*KINDS, "proxy")}
    _write(folder, ports)
    for kind in KINDS:
        _ring(bin_folder, folder / f"{kind}.builder", ports[kind])
    environment = os.environ | {"PYTHONPATH": str(folder)}
    with ExitStack() as stack:
        for kind in ports:
            log = stack.enter_context((folder / f"{kind}.log").open("w"))
            command = [str(bin_folder / f"swift-{kind}-server"), str(folder / f"{kind}.conf")]
            process = stack.enter_context(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
            stack.callback(process.terminate)
        address = f"http://{LOOPBACK}:{ports['proxy']}"
        _await(f"{address}/healthcheck")
        yield address


def _port() -> int:
    with bind(LOOPBACK) as bound:
        return int(bound.getsockname()[1])


def _write(folder: Path, ports: dict[str, int]) -> None:
    (folder / "devices" / "one").mkdir(parents=True)
    (folder / "memory_cache.py").write_text(CACHE)
    policy = "[storage-policy:0]\nname = one\ndefault = yes\n"
    (folder / "swift.conf").write_text(
        f"[swift-hash]\nswift_hash_path_prefix = one\nswift_hash_path_suffix = two\n{policy}"
    )
    for kind, port in ports.items():
        text = SERVER.format(port=port, folder=folder, user=getuser())
        (folder / f"{kind}.conf").write_text(text + (_proxy() if kind == "proxy" else STORAGE.format(kind=kind)))


def _proxy() -> str:
    filters = [f"[filter:{name}]\nuse = egg:swift#{name}\n" for name in PIPELINE if name not in {"cache", "tempauth"}]
    filters += ["[filter:cache]\npaste.filter_factory = memory_cache:filter_factory\n"]
    filters += [f"[filter:tempauth]\nuse = egg:swift#tempauth\nuser_imageflow_imageflow = {SECRET_KEY} .admin\n"]
    app = "[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\nallow_account_management = true\n"
    return f"[pipeline:main]\npipeline = {' '.join(PIPELINE)} proxy-server\n{app}{''.join(filters)}"


def _ring(bin_folder: Path, builder: Path, port: int) -> None:
    """Lay a ring of one device."""
    for step in (("create", "4", "1", "0"), ("add", f"r1z1-{LOOPBACK}:{port}/one", "1"), ("rebalance",)):
        command = [str(bin_folder / "swift-ring-builder"), str(builder), *step]
        subprocess.run(command, capture_output=True, check=True, timeout=60, cwd=builder.parent)


def _await(address: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.RequestException:
            continue
    could_not_check(f"Swift does not start here (Python {sys.version_info.major}.{sys.version_info.minor})")
