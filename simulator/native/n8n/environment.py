"""What a native n8n is told by its environment: loopback only, data in its own folder, nothing sent home.

Sources: `facts/n8n.md` 0, 1 and 6.
"""

import os
from pathlib import Path

PASSED_ON = ("LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")
SILENCE = {
    "N8N_DIAGNOSTICS_ENABLED": "false",
    "N8N_VERSION_NOTIFICATIONS_ENABLED": "false",
    "N8N_TEMPLATES_ENABLED": "false",
    "N8N_PERSONALIZATION_ENABLED": "false",
    "N8N_HIRING_BANNER_ENABLED": "false",
    "N8N_DISABLED_MODULES": "mcp-registry",
    "EXTERNAL_FRONTEND_HOOKS_URLS": "",
}
"""Telemetry and all that asks the maker's servers for something."""


def environment(
    node: str, data: Path, *, port: int, broker_port: int, encryption_key: str, engine: str
) -> dict[str, str]:
    """Give the whole environment of an n8n; of the caller's own only language, temporary folder and certificates.

    Args:
        node: the program that runs it.
        data: its folder, and its home as well: nothing lands in the user's own.
        port: where it listens, on loopback.
        broker_port: where its task runner finds it: two n8n on one machine need two.
        encryption_key: what its credentials are kept under.
        engine: evaluates expressions: `vm`, its default, or `legacy`, four times as fast and less shut off.
    """
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return (
        passed
        | SILENCE
        | {
            "PATH": f"{Path(node).parent}{os.pathsep}{os.defpath}",
            "HOME": str(data),
            "N8N_USER_FOLDER": str(data),
            "N8N_LISTEN_ADDRESS": "127.0.0.1",
            "N8N_HOST": "127.0.0.1",
            "N8N_PROTOCOL": "http",
            "N8N_PORT": str(port),
            "N8N_WEBHOOK_URL": f"http://127.0.0.1:{port}/",
            "N8N_RUNNERS_BROKER_PORT": str(broker_port),
            "N8N_ENCRYPTION_KEY": encryption_key,
            "N8N_EXPRESSION_ENGINE": engine,
            "N8N_SECURE_COOKIE": "false",
            "N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS": "true",
            "N8N_GRACEFUL_SHUTDOWN_TIMEOUT": "5",
            "N8N_LOG_LEVEL": "warn",
            "NODE_ENV": "production",
            "GENERIC_TIMEZONE": "UTC",
            "TZ": "UTC",
        }
    )
