"""A real S3 server on this machine: brought up with keys and a bucket, and taken down."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from simulator.native.errors import NativeFailure
from simulator.native.locking import alone_in
from simulator.native.loopback import address_at, free_port, free_ports, port_of
from simulator.native.process import Running
from simulator.native.readiness import await_ready
from simulator.native.steps import Say
from simulator.native.storage.install import install
from simulator.native.storage.keys import IDENTITIES, SECRET_KEY, Keys
from simulator.settings import Settings, SettingsError, usable_folder
from simulator.topology import LOOPBACK

PROCESS, LOG, OBJECTS = "process.json", "seaweedfs.log", "objects"
READY_SECONDS = 60
GRACE_SECONDS = 30
"""It ends in order, and takes 16 seconds to: its parts wait for each other."""
PARTS = ("master", "volume", "filer")
BUCKET, REGION = Settings().storage_bucket, Settings().storage_region
VOLUMES, VOLUME_MEGABYTES = 4000, 64
"""Each bucket takes several volumes, which grow as they are filled; where there are no more, it takes no object."""
TRIAL = ".imageflow-trial"
THERE = ("BucketAlreadyOwnedByYou", "BucketAlreadyExists")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the server is to be brought up.

    Attributes:
        data: its folder (`release.data_folder`).
        port: where it listens, on loopback; a free one when it is 0.
        bucket: made when it is not there.
    """

    data: Path
    port: int = 9000
    bucket: str = BUCKET


@dataclass(frozen=True, slots=True)
class Up:
    """An S3 server that runs.

    Attributes:
        address: its base address.
        access_key: names its key pair.
        key_file: holds the secret key, and nothing else.
        bucket: that is there.
        log: what it prints.
    """

    address: str
    access_key: str
    key_file: Path
    bucket: str
    log: Path


def up(wanted: Wanted, say: Say, progress: Say) -> Up:
    """Install the server when it is not there, start it unless it runs, and see that the bucket is there.

    Args:
        wanted: where and how.
        say: told each step once.
        progress: told how far a long step has come.

    Raises:
        NotToBeHad: it can't be installed here and today.
        NativeFailure: it does not start.
        SettingsError: port or folder can't be used.
    """
    data = usable_folder(wanted.data)
    data.chmod(0o700)
    with alone_in(data, say):
        running = Running.read(data / PROCESS)
        if running is None:
            free_port(wanted.port, "storage")  # a taken port is told before anything is fetched
            running = _start(wanted, install(say, progress), say)
        elif wanted.port not in {0, port_of(running.address)}:
            raise SettingsError(f"Storage runs at {running.address} already: end it with `imageflow down storage`.")
        _await_bucket(running, wanted, progress)
    return Up(running.address, Keys.of(data).access_key, data / SECRET_KEY, wanted.bucket, data / LOG)


def down(data: Path, say: Say) -> str | None:
    """End the server of a data folder, and give where it was; None when none runs. Its data stays."""
    if not data.exists():
        return None
    with alone_in(data, say):
        running = Running.read(data / PROCESS)
        if running is not None:
            sockets = _sockets(running)
            running.end(grace=GRACE_SECONDS)
            for socket in sockets:
                socket.unlink(missing_ok=True)
        (data / PROCESS).unlink(missing_ok=True)
    return running.address if running else None


def _start(wanted: Wanted, program: Path, say: Say) -> Running:
    data, port = wanted.data, free_port(wanted.port, "storage")
    Keys.of(data).write(data)
    (data / OBJECTS).mkdir(exist_ok=True)
    say(f"Starting SeaweedFS on port {port} ...")
    command = [str(program), "server", *_told(data, port)]
    running = Running.start(command, data, {"HOME": str(data)}, data / LOG, address_at(port))
    running.write(data / PROCESS)
    return running


def _told(data: Path, port: int) -> list[str]:
    """Give the server's options: loopback only, no port but those of its parts, nothing sent home."""
    ports = iter(free_ports(2 * len(PARTS) + 1))
    told: dict[str, object] = {
        "dir": data / OBJECTS,
        "ip": LOOPBACK,
        "ip.bind": LOOPBACK,
        "filer": "true",
        "s3": "true",
        "s3.port": port,
        "s3.port.grpc": next(ports),
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "s3.config": data / IDENTITIES,
        "s3.iam": "false",
        "s3.allowDeleteBucketNotEmpty": "false",
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": VOLUME_MEGABYTES,
        "volume.max": VOLUMES,
        "volume.preStopSeconds": 0,  # nobody else needs be told that it leaves
    }
    for part in PARTS:
        told |= {f"{part}.port": next(ports), f"{part}.port.grpc": next(ports)}
    return [f"-{name}={value}" for name, value in told.items()]


def _sockets(running: Running) -> list[Path]:
    """Give the local sockets that it listens on: it leaves some of them behind."""
    process = running.process()
    listening = process.net_connections("unix") if process else ()
    places = [Path(str(found.laddr)) for found in listening]
    return [place for place in places if place.name.startswith("seaweedfs-")]


def _await_bucket(running: Running, wanted: Wanted, progress: Say) -> None:
    """Wait until it keeps an object: that the port is open, or a bucket there, tells nothing."""
    client: Any = Session().create_client(
        "s3",
        region_name=REGION,
        endpoint_url=running.address,
        aws_access_key_id=Keys.of(wanted.data).access_key,
        aws_secret_access_key=Keys.of(wanted.data).secret_key,
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=10, proxies={}),
    )

    def keeps() -> bool:
        try:
            _make(client, wanted.bucket)
            client.put_object(Bucket=wanted.bucket, Key=TRIAL, Body=b"kept")
            client.get_object(Bucket=wanted.bucket, Key=TRIAL)
            client.delete_object(Bucket=wanted.bucket, Key=TRIAL)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] < 500:
                raise NativeFailure(f"Storage does not work ({error}): see {wanted.data / LOG}.") from None
            return False
        except BotoCoreError:
            return False
        return True

    log = wanted.data / LOG
    await_ready(running, keeps, name="SeaweedFS", log=log, progress=progress, seconds=READY_SECONDS)


def _make(client: Any, bucket: str) -> None:
    try:
        client.create_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in THERE:
            raise
