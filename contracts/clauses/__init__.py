"""Which clause an exchange falls under: by its hop, method and path. What falls under none, no contract names."""

import re
from urllib.parse import urlsplit

from contracts import correlation
from contracts.clauses import callback, dispatch, generation, portal, storing
from contracts.clauses.base import Clause, Context, Reading
from contracts.interactions import SUPPORT
from contracts.participants import Hop
from contracts.ports import ai, n8n, odoo
from contracts.wire import HttpAnswer, HttpRequest

UNNAMED = "unnamed"
Rule = tuple[str, re.Pattern[str], Clause]


def _correlated(request: HttpRequest, _context: Context) -> Reading:
    own, trace = request.header(correlation.HEADER), request.header("traceparent")
    return Reading(correlation_id=correlation.from_headers(own, trace))


def _noted(_request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    return Reading({"answer_status": answer.status})


def _refused(_request: HttpRequest, _context: Context) -> Reading:
    return Reading(faults=["No contract names this traffic."])


PLAIN = Clause(SUPPORT, _correlated, _noted)
NOBODYS = Clause(UNNAMED, _refused, _noted)


def _rule(method: str, path: str, clause: Clause) -> Rule:
    return method, re.compile(path), clause


RULES: dict[Hop, tuple[Rule, ...]] = {
    Hop.PORTAL_ODOO: (
        _rule("POST", odoo.REQUESTS, portal.SUBMIT),
        _rule("GET", f"{odoo.IMAGES}/[^/]+", portal.SHOW_IMAGE),
        _rule("GET", f"{odoo.REQUESTS}/[^/]+", portal.POLL),
        _rule("GET|HEAD", r"/(imageflow/v1/(requests|quota)|imageflow/static/.*|my(/.*)?|web/.*|favicon\.ico)?", PLAIN),
        _rule("POST", r"/web/(login|session/authenticate)", PLAIN),
    ),
    Hop.ODOO_N8N: (
        _rule("POST", f"{n8n.WEBHOOKS}/.+", dispatch.DISPATCH),
        _rule("GET", f"{n8n.HEALTH}|{n8n.READINESS}", PLAIN),
    ),
    Hop.N8N_AI: (
        _rule("POST", ai.GENERATIONS, generation.GENERATE),
        _rule("GET", r"/(health|v1/models(/.*)?)", PLAIN),
        # Other providers' formats (`contracts.ports.ai.DIALECTS`), judged by their adapter.
        _rule("GET|POST", r"/(v2beta|sdapi|v1beta)/.*|/v1/(user|account|models|predictions)(/.*)?", PLAIN),
    ),
    Hop.N8N_ODOO: (_rule("POST", odoo.CALLBACK, callback.CALLBACK),),
    Hop.ODOO_AI: (_rule("GET", r"/.*", storing.FETCH),),
    Hop.ODOO_STORAGE: (
        _rule("PUT", r"/[^/]+/.+", storing.PUT),
        _rule("DELETE", r"/[^/]+/.+", storing.DELETE),
        _rule("GET|HEAD", r"/.*", PLAIN),
        _rule("PUT", r"/[^/]+/?", PLAIN),
    ),
}
"""By hop: method, path and clause; the first that fits."""


def find_clause(hop: Hop, request: HttpRequest) -> Clause:
    """Give the clause that an exchange falls under, or the one that says that none does."""
    path = urlsplit(request.url).path
    for method, pattern, clause in RULES[hop]:
        if request.method in method.split("|") and pattern.fullmatch(path):
            return clause
    return NOBODYS
