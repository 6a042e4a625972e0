"""A request as the error of an execution shows it, without its secrets."""

from collections.abc import Sequence
from typing import Any

from stubs.n8n.nodes.sending.asked import ABSENT, Asked

HIDDEN = "**hidden**"
_SECRET = frozenset({"authorization", "x-api-key", "x-auth-token", "cookie", "proxy-authorization"})


def shown(asked: Asked) -> dict[str, Any]:
    """Give a request in the names of n8n's own request options."""
    found: dict[str, Any] = {} if asked.body is ABSENT or isinstance(asked.body, bytes) else {"body": asked.body}
    if asked.form is not None:
        found["form"] = asked.form
    found |= {
        "headers": {name: HIDDEN if name.lower() in _SECRET else value for name, value in asked.headers.items()},
        "method": asked.method,
        "uri": asked.url,
        "gzip": True,
        "rejectUnauthorized": True,
        "followRedirect": bool(asked.redirects),
        "resolveWithFullResponse": True,
        "sendCredentialsOnCrossOriginRedirect": asked.keeps_credentials,
    }
    if asked.redirects:
        found["followAllRedirects"] = True
    if asked.redirects not in {0, 21}:
        found["maxRedirects"] = asked.redirects
    if asked.never_fails:
        found["simple"] = False
    found["timeout"] = asked.timeout
    found |= {"json": True} if asked.reads_json else {"encoding": None, "json": False, "useStream": True}
    if asked.query:
        found["qs"] = asked.query
    if asked.user:
        found["auth"] = {"user": asked.user[0], "pass": HIDDEN}
    return {key: _without(value, asked.secrets) for key, value in found.items()} if asked.secrets else found


def _without(value: Any, secrets: Sequence[str]) -> Any:
    """Hide secrets wherever they stand, in names too."""
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, list):
        return [_without(each, secrets) for each in value]
    if isinstance(value, dict):
        return {_without(key, secrets): _without(each, secrets) for key, each in value.items()}
    return value
