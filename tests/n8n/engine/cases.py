"""Small workflows that show how executions go: order, pairing, errors, loops. Each starts at a webhook named `In`."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

Document = dict[str, Any]
Link = tuple[str, int, str, int]
PREFIX = "core"


def node(name: str, kind: str, version: float = 1, parameters: Document | None = None, **more: Any) -> Document:
    """Give a node; its place on the canvas comes from `at=(x, y)`."""
    kind = kind if "." in kind else f"n8n-nodes-base.{kind}"
    place = list(more.pop("at", (0, 0)))
    return {
        "name": name,
        "type": kind,
        "typeVersion": version,
        "position": place,
        "parameters": parameters or {},
        "id": name,
    } | more


def no_op(name: str, **more: Any) -> Document:
    """Give a node that passes on."""
    return node(name, "noOp", **more)


def code(name: str, text: str, **more: Any) -> Document:
    """Give a Code node."""
    return node(name, "code", 2, {"jsCode": text}, **more)


def raw(name: str, text: str, **more: Any) -> Document:
    """Give a Set node that puts out this JSON."""
    return node(name, "set", 3.4, {"mode": "raw", "jsonOutput": text, "options": {}}, **more)


def test(name: str, left: str, **more: Any) -> Document:
    """Give an If node that asks whether an expression is true."""
    operator = {"type": "boolean", "operation": "true", "singleValue": True}
    conditions = {
        "options": {"caseSensitive": True, "leftValue": "", "typeValidation": "loose", "version": 2},
        "conditions": [{"id": "1", "leftValue": left, "rightValue": "", "operator": operator}],
        "combinator": "and",
    }
    return node(name, "if", 2.2, {"conditions": conditions, "looseTypeValidation": True, "options": {}}, **more)


def merge(name: str, version: float = 3, **more: Any) -> Document:
    """Give a Merge node that appends."""
    parameters = more.pop("parameters", {})
    return node(name, "merge", version, parameters, **more)


def stop(name: str = "Stop", **more: Any) -> Document:
    """Give a node that fails."""
    return node(name, "stopAndError", 1, {"errorMessage": "=boom {{ $itemIndex }}"}, **more)


GEN = code("Gen", "return [1,2,3,4,5].map(n => ({json: {n}}));")
AGGREGATED = code("Sum", "return [{json: {sum: $input.all().length}}];")
UNPAIRED = code("Lose", "return [{json: {a: 1}}, {json: {a: 2}}];")


def workflow(nodes: list[Document], links: list[Link], **settings: Any) -> Document:
    """Give a workflow that starts at the webhook."""
    start = node(
        "In",
        "webhook",
        2.1,
        {"httpMethod": "POST", "path": "PATH", "responseMode": "lastNode", "options": {}},
        at=(-200, 0),
        webhookId="PATH",
    )
    connections: Document = {}
    for source, output, target, index in links:
        outputs = connections.setdefault(source, {"main": []})["main"]
        outputs.extend([] for _ in range(len(outputs), output + 1))
        outputs[output].append({"node": target, "type": "main", "index": index})
    settings = {"executionOrder": "v1"} | settings
    return {
        "name": "core",
        "nodes": [start, *nodes],
        "connections": connections,
        "settings": {key: value for key, value in settings.items() if value is not None},
    }


def chain(*nodes: Document, **settings: Any) -> Document:
    """Give a workflow whose nodes follow each other."""
    placed = [each | {"position": [200 * place, 0]} for place, each in enumerate(nodes)]
    names = ["In", *(each["name"] for each in nodes)]
    return workflow(placed, [(one, 0, other, 0) for one, other in pairwise(names)], **settings)


def _branches(**settings: Any) -> Document:
    """Three branches, each of two nodes, at different heights."""
    nodes = [
        no_op(f"{name}{step}", at=(200 * step, height))
        for name, height in (("A", 100), ("B", -100), ("C", 0))
        for step in (1, 2)
    ]
    links: list[Link] = [("In", 0, f"{name}1", 0) for name in "ABC"]
    return workflow(nodes, links + [(f"{name}1", 0, f"{name}2", 0) for name in "ABC"], **settings)


def _diamond(left: str, *more: Document, version: float = 3, links: tuple[Link, ...] = (), **settings: Any) -> Document:
    """An If whose branches meet again in a Merge."""
    nodes = [
        GEN | {"position": [0, 0]},
        test("If", left, at=(200, 0)),
        no_op("Yes", at=(400, -100)),
        no_op("No", at=(400, 100)),
        merge("Merge", version, at=(600, 0)),
        no_op("End", at=(800, 0)),
        *more,
    ]
    own: list[Link] = [
        ("In", 0, "Gen", 0),
        ("Gen", 0, "If", 0),
        ("If", 0, "Yes", 0),
        ("If", 1, "No", 0),
        ("Yes", 0, "Merge", 0),
        ("No", 0, "Merge", 1),
        ("Merge", 0, "End", 0),
    ]
    return workflow(nodes, own + list(links), **settings)


def _loop(version: float, body: Document, **options: Any) -> Document:
    """Five items in batches of two."""
    out, again = (0, 0) if version == 1 else (1, 0) if version == 2 else (0, 1)
    nodes = [
        GEN | {"position": [0, 0]},
        node("Loop", "splitInBatches", version, {"batchSize": 2, "options": options}, at=(200, 0)),
        body | {"position": [400, 100]},
        raw("Done", "={{ {d: $json, g: $('Gen').item.json.n, x: $('Loop').context.noItemsLeft} }}", at=(400, -100)),
    ]
    links: list[Link] = [("In", 0, "Gen", 0), ("Gen", 0, "Loop", 0), ("Loop", again, body["name"], 0)]
    links.append((body["name"], 0, "Loop", 0))
    return workflow(nodes, [*links, ("Loop", out, "Done", 0)] if version > 1 else links)


def _counter() -> Document:
    """A loop drawn by hand: counts to three, then leaves."""
    return workflow(
        [
            raw("Count", "={{ {n: ($json.n || 0) + 1, run: $runIndex} }}", at=(0, 0)),
            test("More", "={{ $json.n < 3 }}", at=(200, 0)),
            raw(
                "Left", "={{ {n: $json.n, back: $('Count').item.json.n, in: $('In').item.json.body.a} }}", at=(400, 100)
            ),
        ],
        [("In", 0, "Count", 0), ("Count", 0, "More", 0), ("More", 0, "Count", 0), ("More", 1, "Left", 0)],
    )


def _on_error(failing: Document, on_error: str) -> Document:
    """A node that may fail, with both of its ways out."""
    return workflow(
        [
            GEN | {"position": [0, 0]},
            failing | {"position": [200, 0], "onError": on_error},
            no_op("Fine", at=(400, -100)),
            no_op("Failed", at=(400, 100)),
        ],
        [
            ("In", 0, "Gen", 0),
            ("Gen", 0, failing["name"], 0),
            (failing["name"], 0, "Fine", 0),
            (failing["name"], 1, "Failed", 0),
        ],
    )


def _partly(name: str = "Partly") -> Document:
    """A Code node that fails for one of its items."""
    text = "if ($json.n === 3) throw new Error('three'); return {json: {m: $json.n}};"
    return node(name, "code", 2, {"mode": "runOnceForEachItem", "jsCode": text})


def _asks(expression: str, *before: Document) -> Document:
    """A chain whose last node asks for earlier items."""
    return chain(GEN, *before, raw("Ask", "={{ {found: " + expression + "} }}"))


CASES: Mapping[str, Document] = {
    "branches": _branches(),
    "branches in the old order": _branches(executionOrder=None),
    "branches on one height": workflow(
        [no_op("A", at=(400, 0)), no_op("B", at=(0, 0)), no_op("C", at=(200, 0))],
        [("In", 0, "A", 0), ("In", 0, "B", 0), ("In", 0, "C", 0)],
    ),
    "branches in one place": workflow(
        [no_op("A"), no_op("B"), no_op("C")], [("In", 0, "A", 0), ("In", 0, "B", 0), ("In", 0, "C", 0)]
    ),
    "diamond": _diamond("={{ $json.n % 2 === 0 }}"),
    "diamond in the old order": _diamond("={{ $json.n % 2 === 0 }}", executionOrder=None),
    "diamond, one branch empty": _diamond("={{ true }}"),
    "diamond, the other branch empty": _diamond("={{ false }}"),
    "diamond, one branch empty, old order": _diamond("={{ true }}", executionOrder=None),
    "diamond, the other branch empty, old order": _diamond("={{ false }}", executionOrder=None),
    "diamond, merge of version 2": _diamond("={{ true }}", version=2.1),
    "diamond without one connection": workflow(
        [GEN | {"position": [0, 0]}, merge("Merge", at=(200, 0)), no_op("End", at=(400, 0))],
        [("In", 0, "Gen", 0), ("Gen", 0, "Merge", 1), ("Merge", 0, "End", 0)],
    ),
    "two into one input": workflow(
        [
            no_op("A", at=(0, -100)),
            no_op("B", at=(0, 100)),
            raw("Both", "={{ {p: $prevNode, r: $runIndex} }}", at=(200, 0)),
        ],
        [("In", 0, "A", 0), ("In", 0, "B", 0), ("A", 0, "Both", 0), ("B", 0, "Both", 0)],
    ),
    "merge waits twice": workflow(
        [
            no_op("A", at=(0, -100)),
            no_op("B", at=(0, 0)),
            no_op("C", at=(0, 100)),
            merge("Merge", at=(200, 0)),
            no_op("End", at=(400, 0)),
        ],
        [
            ("In", 0, "A", 0),
            ("In", 0, "B", 0),
            ("In", 0, "C", 0),
            ("A", 0, "Merge", 0),
            ("B", 0, "Merge", 0),
            ("C", 0, "Merge", 1),
            ("Merge", 0, "End", 0),
        ],
    ),
    "merges in a row": workflow(
        [
            test("If", "={{ $json.body.a === 9 }}", at=(0, 0)),
            merge("First", at=(200, 0)),
            merge("Second", at=(400, 0)),
            no_op("Side", at=(200, 200)),
            no_op("End", at=(600, 0)),
        ],
        [
            ("In", 0, "If", 0),
            ("In", 0, "Side", 0),
            ("If", 0, "First", 0),
            ("If", 1, "First", 1),
            ("First", 0, "Second", 0),
            ("Side", 0, "Second", 1),
            ("Second", 0, "End", 0),
        ],
    ),
    "choose branch, one is missing": workflow(
        [
            test("If", "={{ true }}", at=(0, 0)),
            merge("Merge", 3, at=(200, 0), parameters={"mode": "chooseBranch"}),
            no_op("End", at=(400, 0)),
        ],
        [("In", 0, "If", 0), ("If", 0, "Merge", 0), ("If", 1, "Merge", 1), ("Merge", 0, "End", 0)],
    ),
    "loop": _loop(3, raw("Body", "={{ {n: $json.n * 10, i: $itemIndex, r: $runIndex} }}")),
    "loop of version 2": _loop(2, no_op("Body")),
    "loop of version 1": _loop(1, no_op("Body")),
    "loop asks back": _loop(
        3, raw("Body", "={{ {back: $('Gen').item.json.n, c: $('Loop').context.currentRunIndex} }}")
    ),
    "loop gathers": _loop(3, code("Body", "return [{json: {k: $input.all().length}}];")),
    "loop by hand": _counter(),
    "once": chain(GEN, raw("Once", "={{ {n: $json.n, all: $input.all().length} }}", executeOnce=True), no_op("End")),
    "nothing comes out": chain(code("None", "return [];"), no_op("End")),
    "always something": chain(GEN, code("None", "return [];", alwaysOutputData=True), raw("End", "={{ {j: $json} }}")),
    "always something, asked back": chain(
        GEN, code("None", "return [];", alwaysOutputData=True), raw("End", "={{ {j: $('Gen').item.json.n} }}")
    ),
    "disabled": chain(GEN, raw("Off", "={{ {x: 1} }}", disabled=True), no_op("End")),
    "disabled If": workflow(
        [test("If", "={{ false }}", disabled=True), no_op("Yes", at=(200, 0)), no_op("No", at=(200, 200))],
        [("In", 0, "If", 0), ("If", 0, "Yes", 0), ("If", 1, "No", 0)],
    ),
    "disabled Merge": workflow(
        [
            raw("A", '{"a": 1}', at=(0, 0)),
            raw("B", '{"b": 1}', at=(0, 200)),
            merge("Merge", disabled=True, at=(200, 0)),
            no_op("End", at=(400, 0)),
        ],
        [
            ("In", 0, "A", 0),
            ("In", 0, "B", 0),
            ("A", 0, "Merge", 0),
            ("B", 0, "Merge", 1),
            ("Merge", 0, "End", 0),
        ],
    ),
    "stops": chain(GEN, stop(), no_op("End")),
    "stops, the branch below is not reached": workflow(
        [stop(at=(0, 0)), no_op("Below", at=(0, 200)), no_op("Above", at=(0, -200))],
        [("In", 0, "Stop", 0), ("In", 0, "Below", 0), ("In", 0, "Above", 0)],
    ),
    "goes on after a thrown error": _on_error(stop(), "continueRegularOutput"),
    "a thrown error on the error output": _on_error(stop(), "continueErrorOutput"),
    "goes on, Code": _on_error(code("Bad", "throw new Error('bad');"), "continueRegularOutput"),
    "error output, Code": _on_error(code("Bad", "throw new Error('bad');"), "continueErrorOutput"),
    "goes on, one item": _on_error(_partly(), "continueRegularOutput"),
    "error output, one item": _on_error(_partly(), "continueErrorOutput"),
    "stops at one item": chain(GEN, _partly()),
    "error output, items that look failed": _on_error(
        code(
            "Odd",
            "return [{json:{error:'x'}},{json:{error:'x',message:'m'}},{json:{error:'x',b:1}},{json:{error:''}}];",
        ),
        "continueErrorOutput",
    ),
    "the old continueOnFail": chain(GEN, stop(continueOnFail=True), no_op("End")),
    "error output of an expression": _on_error(raw("Bad", "={{ {a: $('Nope').item.json.n} }}"), "continueErrorOutput"),
    "tries again": chain(stop(retryOnFail=True, maxTries=2, waitBetweenTries=10)),
    "asks back": _asks("$('Gen').item.json.n", no_op("Between")),
    "asks back over one for all": _asks("$('Gen').item.json.n", AGGREGATED),
    "asks back over the unpaired": _asks("$('Gen').item.json.n", UNPAIRED),
    "asks for the first and last": _asks("[$('Gen').first().json.n, $('Gen').last().json.n, $('Gen').all().length]"),
    "asks for a matching item": _asks("$('Gen').itemMatching(2).json.n", no_op("Between")),
    "asks for a matching item that is not there": _asks("$('Gen').itemMatching(9).json.n", no_op("Between")),
    "asks for an output that is not there": _asks("$('Gen').first(3).json.n"),
    "asks for a run that is not there": _asks("$('Gen').first(0, 4).json.n"),
    "asks by the old name": _asks("$node['Gen'].json.n", no_op("Between")),
    "asks a node that is not there": _asks("$('Nope').first().json.n"),
    "asks itself": _asks("$('Ask').first().json.n"),
    "asks itself for the item": _asks("$('Ask').item.json.n"),
    "asks for many": chain(
        GEN,
        code("Many", "return [{json: {k: 1}, pairedItem: [{item: 0}, {item: 1}]}];"),
        raw("Ask", "={{ {found: $('Gen').item.json.n} }}"),
    ),
    "asks for one by two ways": chain(
        GEN,
        code("Two", "return [{json: {k: 1}, pairedItem: [{item: 1}, {item: 1}]}];"),
        raw("Ask", "={{ {found: $('Gen').item.json.n} }}"),
    ),
    "asks with a number as pair": chain(
        GEN,
        code("Some", "return [{json: {k: 1}, pairedItem: 3}, {json: {k: 2}, pairedItem: {item: 7}}];"),
        raw("Ask", "={{ {found: $('Gen').item.json.n} }}"),
    ),
    "asks another branch": workflow(
        [
            raw("Other", '{"o": 1}', at=(0, -200)),
            raw("Ask", "={{ {f: $('Other').first().json.o, i: $('Other').item.json.o} }}", at=(0, 200)),
        ],
        [("In", 0, "Other", 0), ("In", 0, "Ask", 0)],
    ),
    "asks another branch for the first": workflow(
        [raw("Other", '{"o": 1}', at=(0, -200)), raw("Ask", "={{ {f: $('Other').first().json.o} }}", at=(0, 200))],
        [("In", 0, "Other", 0), ("In", 0, "Ask", 0)],
    ),
    "asks what has not run": workflow(
        [
            raw("Ask", "={{ {f: $('Later').first().json.o, e: $('Later').isExecuted} }}", at=(0, -200)),
            no_op("Later", at=(0, 200)),
        ],
        [("In", 0, "Ask", 0), ("In", 0, "Later", 0)],
    ),
    "asks whether it has run": workflow(
        [
            raw("Ask", "={{ {e: $('Later').isExecuted, i: $('In').isExecuted} }}", at=(0, -200)),
            no_op("Later", at=(0, 200)),
        ],
        [("In", 0, "Ask", 0), ("In", 0, "Later", 0)],
    ),
    "asks the branch it came from": workflow(
        [
            GEN | {"position": [0, 0]},
            test("If", "={{ $json.n > 3 }}", at=(200, 0)),
            raw(
                "No",
                "={{ {first: $('If').first().json.n, all: $('If').all().length, item: $('If').item.json.n} }}",
                at=(400, 0),
            ),
        ],
        [("In", 0, "Gen", 0), ("Gen", 0, "If", 0), ("If", 1, "No", 0)],
    ),
    "asks over a merge": _diamond(
        "={{ $json.n % 2 === 0 }}",
        raw("Ask", "={{ {g: $('Gen').item.json.n, n: $json.n} }}", at=(1000, 0)),
        links=(("End", 0, "Ask", 0),),
    ),
    "takes too long": chain(
        node("Wait", "wait", 1.1, {"amount": 4, "unit": "seconds"}), no_op("End"), executionTimeout=1
    ),
    "waits for long": chain(node("Wait", "wait", 1.1, {"amount": 5, "unit": "minutes"}), no_op("End")),
    "waits for a moment": chain(
        node("Wait", "wait", 1.1, {"resume": "specificTime", "dateTime": "2020-01-01T00:00:00"}), no_op("End")
    ),
    "waits for no moment": chain(
        node("Wait", "wait", 1.1, {"resume": "specificTime", "dateTime": "someday"}), no_op("End")
    ),
    "waits a little": chain(
        GEN,
        node("Wait", "wait", 1.1, {"amount": 0.05, "unit": "seconds"}),
        raw("End", "={{ {b: $('Gen').item.json.n} }}"),
    ),
    "fails as its author says": chain(
        node("Stop", "stopAndError", 1, {"errorType": "errorObject", "errorObject": '{"code": 7, "description": "d"}'})
    ),
    "three into one": workflow(
        [
            raw("A", '{"a": 1}', at=(0, 0)),
            raw("B", '{"b": 1}', at=(0, 200)),
            code("C", "return [];", at=(0, 400)),
            merge("Merge", 3, at=(200, 0), parameters={"numberInputs": 3}),
            raw("End", "={{ {j: $json, p: $prevNode.name, in: $('In').item.json.body.a} }}", at=(400, 0)),
        ],
        [
            *((("In", 0, name, 0)) for name in "ABC"),
            *(((name, 0, "Merge", place)) for place, name in enumerate("ABC")),
            ("Merge", 0, "End", 0),
        ],
    ),
    "loop in a loop": workflow(
        [
            code("Gen", "return [{json: {g: 1}}, {json: {g: 2}}];", at=(0, 0)),
            node("Outer", "splitInBatches", 3, {"options": {}}, at=(200, 0)),
            code("Parts", "return ['x', 'y'].map(p => ({json: {p, g: $input.first().json.g}}));", at=(400, 100)),
            node(
                "Inner", "splitInBatches", 3, {"options": {"reset": "={{ $prevNode.name === 'Parts' }}"}}, at=(600, 100)
            ),
            raw("Body", "={{ {v: $json.g + $json.p, outer: $('Outer').item.json.g, r: $runIndex} }}", at=(800, 200)),
            raw("Done", "={{ {all: $input.all().length, v: $json.v} }}", at=(400, -100)),
        ],
        [
            ("In", 0, "Gen", 0),
            ("Gen", 0, "Outer", 0),
            ("Outer", 0, "Done", 0),
            ("Outer", 1, "Parts", 0),
            ("Parts", 0, "Inner", 0),
            ("Inner", 0, "Outer", 0),
            ("Inner", 1, "Body", 0),
            ("Body", 0, "Inner", 0),
        ],
    ),
    "loop with a failing item": workflow(
        [
            GEN | {"position": [0, 0]},
            node("Loop", "splitInBatches", 3, {"batchSize": 1, "options": {}}, at=(200, 0)),
            _partly() | {"position": [400, 100], "onError": "continueErrorOutput"},
            raw("Note", "={{ {note: $json.error, of: $('Gen').item.json.n} }}", at=(600, 200)),
            raw("Done", "={{ {j: $json} }}", at=(400, -100)),
        ],
        [
            ("In", 0, "Gen", 0),
            ("Gen", 0, "Loop", 0),
            ("Loop", 0, "Done", 0),
            ("Loop", 1, "Partly", 0),
            ("Partly", 0, "Loop", 0),
            ("Partly", 1, "Note", 0),
            ("Note", 0, "Loop", 0),
        ],
    ),
    "an If that always gives something": workflow(
        [
            test("If", "={{ false }}", alwaysOutputData=True, at=(0, 0)),
            raw("Yes", "={{ {y: $json} }}", at=(200, 0)),
            raw("No", "={{ {n: $json.body} }}", at=(200, 200)),
        ],
        [("In", 0, "If", 0), ("If", 0, "Yes", 0), ("If", 1, "No", 0)],
    ),
    "executed once in each run": workflow(
        [
            no_op("A", at=(0, -100)),
            GEN | {"position": [0, 100]},
            raw("Once", "={{ {r: $runIndex, all: $input.all().length} }}", executeOnce=True, at=(200, 0)),
        ],
        [("In", 0, "A", 0), ("In", 0, "Gen", 0), ("A", 0, "Once", 0), ("Gen", 0, "Once", 0)],
    ),
    "disabled in the middle of a loop": _loop(3, no_op("Body", disabled=True)),
    "error on one branch, the merge below waits": workflow(
        [
            stop(onError="continueErrorOutput", at=(0, 0)),
            no_op("Side", at=(0, 200)),
            merge("Merge", at=(200, 0)),
            raw("End", "={{ {j: $json.body, e: $json.error} }}", at=(400, 0)),
        ],
        [
            ("In", 0, "Stop", 0),
            ("In", 0, "Side", 0),
            ("Stop", 1, "Merge", 0),
            ("Side", 0, "Merge", 1),
            ("Merge", 0, "End", 0),
        ],
    ),
    "the same node twice on one output": workflow(
        [no_op("A", at=(0, 0)), raw("Twice", "={{ {r: $runIndex} }}", at=(200, 0))],
        [("In", 0, "A", 0), ("A", 0, "Twice", 0), ("A", 0, "Twice", 0)],
    ),
    "branches meet without a merge, in the old order": workflow(
        [
            no_op("A", at=(0, -100)),
            no_op("B", at=(0, 100)),
            no_op("A2", at=(200, -100)),
            raw("Both", "={{ {p: $prevNode.name, r: $runIndex} }}", at=(400, 0)),
        ],
        [
            ("In", 0, "A", 0),
            ("In", 0, "B", 0),
            ("A", 0, "A2", 0),
            ("A2", 0, "Both", 0),
            ("B", 0, "Both", 0),
        ],
        executionOrder=None,
    ),
    "a loop in the old order": _loop(3, raw("Body", "={{ {n: $json.n * 10} }}")) | {"settings": {}},
    "asks back over a loop by hand": workflow(
        [
            GEN | {"position": [0, 0]},
            raw("Step", "={{ {k: ($json.k || 0) + 1, n: $('Gen').item.json.n} }}", at=(200, 0)),
            test("More", "={{ $json.k < $json.n }}", at=(400, 0)),
            raw("Left", "={{ {k: $json.k, n: $('Gen').item.json.n, runs: $('Step').all().length} }}", at=(600, 100)),
        ],
        [
            ("In", 0, "Gen", 0),
            ("Gen", 0, "Step", 0),
            ("Step", 0, "More", 0),
            ("More", 0, "Step", 0),
            ("More", 1, "Left", 0),
        ],
    ),
}
