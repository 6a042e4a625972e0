"""What to do about a finding, where it is known: by what the endpoint answered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contracts.participants import System
from simulator.verification.finding import Finding, Proof


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that goes wrong often.

    Attributes:
        systems: whose verification it belongs to.
        interaction: of the exchange that shows it; any when empty.
        status: that the endpoint answered; any when empty.
        words: that stand in the answer, the reason or a fault.
        tells: what to do.
    """

    systems: frozenset[System]
    interaction: str
    status: frozenset[int]
    words: str
    tells: str


def _row(systems: str, interaction: str, status: str, words: str, tells: str) -> Advice:
    numbers = frozenset(int(each) for each in status.split())
    return Advice(frozenset(map(System, systems.split())), interaction, numbers, words, tells)


EVERY = "odoo n8n ai storage"
KNOWN = (
    _row(
        EVERY,
        "",
        "",
        r"<html|<!doctype html",
        "The answer is a web page: the address is a proxy's or a portal's. Name the API's own base address.",
    ),
    _row(
        "odoo",
        "",
        "404",
        "quota|submit|asks for|nobody made|all requests",
        "Odoo does not know the flow's routes: install the addon (`make "
        "addon`), or name the database that has it with IMAGEFLOW_ODOO_DB.",
    ),
    _row(
        "odoo",
        "I01",
        "401",
        "",
        "Odoo does not take the API key: set IMAGEFLOW_ODOO_API_KEY to one whose user may ask.",
    ),
    _row("odoo", "I01", "429", "quota", "The quota is used up: raise it in Odoo, or name another user's key."),
    _row("odoo", "I07", "401", "", "Odoo does not prove our signature: IMAGEFLOW_WEBHOOK_SECRET must be Odoo's own."),
    _row(
        "odoo",
        "I04",
        "",
        "signature",
        "What Odoo sends is not signed as the contract says: set the same IMAGEFLOW_WEBHOOK_SECRET on both sides.",
    ),
    _row(
        "odoo",
        "",
        "",
        r"X-Content-Type-Options|Content-Security-Policy",
        "Serve images with nosniff and a closed Content-Security-Policy: they come from outside.",
    ),
    _row(
        "n8n", "", "", "production webhook", "Publish the workflow, or name its path with IMAGEFLOW_N8N_WEBHOOK_PATH."
    ),
    _row(
        "n8n",
        "I04",
        "404",
        "",
        "No production webhook is at that path: publish the workflow, or name its path with "
        "IMAGEFLOW_N8N_WEBHOOK_PATH.",
    ),
    _row("n8n", "I04", "200", "", "The workflow must answer 202 with the request's id once it has taken the request."),
    _row("n8n", "I04", "401 403", "", "n8n refuses the message: IMAGEFLOW_WEBHOOK_SECRET must be the workflow's."),
    _row(
        "n8n",
        "I07",
        "",
        "signature",
        "The callback is not signed as the contract says: sign its raw body with the secret that both share.",
    ),
    _row(
        "n8n",
        "",
        "",
        r"TimeoutError|was sent",
        "Something did not come: look at the workflow's executions, and at what "
        "it was to be repointed to (`--plan` lists it).",
    ),
    _row("ai", "", "401 403", "", "The service does not take the key: set IMAGEFLOW_AI_API_KEY."),
    _row(
        "ai",
        "",
        "404",
        "",
        "There is no such model or route: set IMAGEFLOW_AI_MODEL and IMAGEFLOW_AI_DIALECT to what the service speaks.",
    ),
    _row("ai", "", "429", "", "The service limits the rate, or the credit is used up."),
    _row("ai", "", "", "wrong API key", "A request with a wrong key must be answered 401 or 403."),
    _row(
        "ai",
        "",
        "500 502 503",
        "refuses it as",
        "What can't be painted is refused with 400 to 422: a 5xx asks for more.",
    ),
    _row("storage", "", "", r"another key|no key", "The server does not check signatures: turn its authentication on."),
    _row(
        "storage",
        "",
        "",
        r"not overwritten|with 412",
        "The server overwrites in spite of `If-None-Match: *`, so "
        "two writers are not kept apart: use one that knows conditional puts.",
    ),
    _row(
        "storage",
        "",
        "",
        "checksum",
        "The server stores a body that is not the one that was announced: turn the check "
        "of Content-MD5 and x-amz-checksum-sha256 on.",
    ),
    _row("storage", "", "", r"bears its request|Metadata", "The server does not keep x-amz-meta-… headers."),
    _row(
        "storage",
        "",
        "403",
        "",
        "The server refuses the keys: set IMAGEFLOW_STORAGE_ACCESS_KEY and IMAGEFLOW_STORAGE_SECRET_KEY.",
    ),
    _row("storage", "", "404", "", "There is no such bucket: make it, or name another with IMAGEFLOW_STORAGE_BUCKET."),
)


def advice_for(finding: Finding, systems: Sequence[System]) -> str:
    """Give what to do about a finding that did not hold; empty when nobody knows."""
    text = " ".join([finding.scenario, finding.reason, *(" ".join(each.reasons) for each in finding.evidence)])
    for row in KNOWN:
        if not row.systems & set(systems):
            continue
        shown = [each for each in finding.evidence if not row.interaction or each.interaction == row.interaction]
        if row.interaction and not shown:
            continue
        if row.status and not any(each.answer.get("status") in row.status for each in shown):
            continue
        if re.search(row.words, " ".join([text, *map(_answered, shown)]), re.IGNORECASE):
            return row.tells
    return ""


def _answered(proof: Proof) -> str:
    return f"{proof.answer.get('headers')} {str(proof.answer.get('body'))[:400]} {proof.error or ''}"
