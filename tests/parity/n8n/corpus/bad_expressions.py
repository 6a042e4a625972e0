"""Expressions that can't be evaluated, in several kinds of nodes."""

from tests.parity.n8n.case import Call, Case, Document
from tests.parity.n8n.documents import code, condition, fields, http, if_, node, raw, webhook, workflow

BAD = {
    "syntax": "={{ $json.body. }}",
    "no-such-node": "={{ $('Nobody').item.json.n }}",
    "not-reached": "={{ $('Later').item.json.n }}",
    "throws": "={{ (() => { throw new Error('my own words') })() }}",
    "of-undefined": "={{ $json.nothing.at.all }}",
    "no-function": "={{ $json.body.n.foo() }}",
    "not-defined": "={{ nothing.at.all }}",
    "extension": "={{ 'not a date'.toDateTime().toISO() }}",
    "extension-type": "={{ (5).toDateTime('xyz') }}",
    "environment": "={{ $env.HOME }}",
    "constructor": "={{ ''.constructor.constructor('return 1')() }}",
}


def named(kind: str, name: str, expression: str) -> Document:
    """Give the node that evaluates it."""
    if kind == "set":
        return fields("Bad", {"value": expression})
    if kind == "raw":
        return raw("Bad", expression)
    if kind == "if":
        return if_("Bad", condition(expression, "string.equals", "x"))
    if kind == "url":
        return http("Bad", f"=http://server.test/{expression[1:]}")
    return node("Bad", "stopAndError", 1, {"errorMessage": expression})


def case(kind: str, name: str, expression: str) -> Case:
    """Give a case of one bad expression."""
    path = f"bad-{kind}-{name}"
    nodes = [webhook(path), named(kind, name, expression), code("Later", "return [{json: {n: 1}}]")]
    return Case(path, (workflow("Bad", nodes),), (Call(f"/webhook/parity-{path}", {"n": 1}),))


CASES = tuple(
    case(kind, name, BAD[name])
    for kind, names in {
        "set": list(BAD),
        "raw": ["syntax", "not-reached", "throws"],
        "if": ["no-such-node", "of-undefined", "throws"],
        "url": ["no-such-node", "not-reached", "syntax"],
        "stop": ["throws", "of-undefined"],
    }.items()
    for name in names
)
