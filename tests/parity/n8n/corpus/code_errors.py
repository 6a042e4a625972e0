"""Code nodes that fail, each in its own way."""

from tests.parity.n8n.case import Call, Case
from tests.parity.n8n.corpus.errors import LIST, SPLIT
from tests.parity.n8n.documents import (
    code,
    fields,
    webhook,
    workflow,
)

CASES = [
    Case(
        "errors-code-kinds",
        (
            workflow(
                "Code kinds",
                [
                    webhook("code-kinds"),
                    code(
                        "Kinds",
                        "const kind = $input.first().json.body.kind;\n"
                        "if (kind === 'null') return null;\n"
                        "if (kind === 'string') return 'text';\n"
                        "if (kind === 'array of strings') return ['a'];\n"
                        "if (kind === 'object') return {plain: true};\n"
                        "if (kind === 'json is list') return [{json: [1]}];\n"
                        "if (kind === 'foreign') return [{json: {}, other: 1}];\n"
                        "if (kind === 'undefined') return undefined;\n"
                        "if (kind === 'throw text') throw 'only text';\n"
                        "if (kind === 'type') return kind.no.such;\n"
                        "return [];",
                    ),
                ],
            ),
        ),
        tuple(
            Call("/webhook/parity-code-kinds", {"kind": kind})
            for kind in (
                "null",
                "string",
                "array of strings",
                "object",
                "json is list",
                "foreign",
                "undefined",
                "throw text",
                "type",
                "empty",
            )
        ),
    ),
    *(
        Case(
            f"errors-code-{name}",
            (
                workflow(
                    "Code",
                    [webhook(f"code-{name}"), SPLIT, code("Breaks", text, each=each, onError=on_error)],
                ),
            ),
            (Call(f"/webhook/parity-code-{name}", LIST),),
        )
        for name, each, on_error, text in (
            ("unknown-node", False, "stopWorkflow", "return [{json: $('Nope').first().json}];"),
            ("all-in-each", True, "stopWorkflow", "return {json: {n: $input.all().length}};"),
            ("list-in-each", True, "stopWorkflow", "return [{json: {n: 1}}];"),
            (
                "own-class",
                False,
                "stopWorkflow",
                "class Odd extends Error {\n  constructor(m) { super(m); this.name = 'Odd'; }\n}\nthrow new Odd('odd');",
            ),
            ("continues", False, "continueRegularOutput", "throw new RangeError('far');"),
            ("continues-badly", False, "continueRegularOutput", "return 5;"),
            (
                "deep",
                False,
                "stopWorkflow",
                "function inner(x) {\n  return x.y.z;\n}\nreturn [{json: {v: inner({})}}];",
            ),
        )
    ),
    Case(
        "errors-paired",
        (
            workflow(
                "Unpaired",
                [
                    webhook("paired"),
                    SPLIT,
                    code("Lose", "return [{json: {x: 1}}, {json: {x: 2}}];"),
                    fields("Ask", {"v": "={{ $('Split Out').item.json.v }}"}),
                ],
            ),
        ),
        (Call("/webhook/parity-paired", LIST),),
    ),
]
