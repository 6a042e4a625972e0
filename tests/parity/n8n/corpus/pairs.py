"""Whole items as Code nodes and expressions see them: JSON, files, and what they are paired with."""

from tests.parity.n8n.case import Call, Case
from tests.parity.n8n.documents import code, condition, fields, filter_, node, raw, webhook, workflow

BODY = {"rows": [{"n": 1}, {"n": 2}, {"n": 3}]}
SPLIT = node("Split Out", "splitOut", 1, {"fieldToSplitOut": "body.rows", "options": {}})
ODD = filter_("Odd", condition("={{ $json.n % 2 }}", "number.equals", 1))
SHOWN = """
const of = name => $(name).all().map(i => [i.json.n, i.pairedItem ?? null]);
return [{json: {
  all: $input.all(), first: $input.first(), last: $input.last(), items: items.map(i => Object.keys(i)),
  split: of('Split Out'), odd: of('Odd'), webhook: of('Webhook').map(i => i[1]),
}}];
"""
EACH = """
return {json: {item: $input.item, of: $('Split Out').item, index: $itemIndex, pair: $input.item.pairedItem ?? null}};
"""
WORDS = "={{ {item: $input.item, all: $input.all().map(i => i.pairedItem ?? null), of: $('Split Out').all().map(i => i.pairedItem ?? null), keys: Object.keys($input.item)} }}"


def one(name: str, *nodes: dict[str, object]) -> Case:
    """Give a case that answers with all items of its last node."""
    made = workflow("Pairs", [webhook(name, responseData="allEntries"), *nodes])
    return Case(name, (made,), (Call(f"/webhook/parity-{name}", BODY),))


CASES = (
    one("pairs-in-code", SPLIT, ODD, code("Code", SHOWN)),
    one("pairs-in-code-each", SPLIT, ODD, code("Code", EACH, each=True)),
    one("pairs-in-expressions", SPLIT, ODD, raw("Set", WORDS)),
    one(
        "pairs-passed-on",
        SPLIT,
        ODD,
        code("Code", "return $input.all().reverse()"),
        fields("Of", {"n:number": "={{ $('Split Out').item.json.n }}", "before:number": "={{ $json.n }}"}),
    ),
    one(
        "pairs-copied",
        SPLIT,
        ODD,
        code(
            "Code", "return $input.all().flatMap(i => [{...i}, {json: {n: i.json.n * 10}, pairedItem: i.pairedItem}])"
        ),
        fields("Of", {"n:number": "={{ $('Odd').item.json.n }}", "before:number": "={{ $json.n }}"}),
    ),
    one(
        "pairs-of-files",
        SPLIT,
        node(
            "File",
            "convertToFile",
            1.1,
            {"operation": "toJson", "mode": "each", "options": {"fileName": "=row-{{ $json.n }}.json"}},
        ),
        code(
            "Code",
            "return $input.all().map(i => ({json: {pair: i.pairedItem, file: i.binary.data.fileName, kind: i.binary.data.mimeType, keys: Object.keys(i.binary.data).sort()}}))",
        ),
    ),
    one(
        "files-made-in-code",
        SPLIT,
        code(
            "Code",
            """
const made = [];
for (const item of $input.all()) {
  const text = `row,${item.json.n}\n`;
  made.push({json: item.json, binary: {
    csv: await this.helpers.prepareBinaryData(Buffer.from(text), `row-${item.json.n}.csv`, 'text/csv'),
    plain: await helpers.prepareBinaryData(Buffer.from('x'.repeat(item.json.n * 700)), 'plain.txt'),
    bare: await helpers.prepareBinaryData(Buffer.from('{}')),
  }});
}
return made;
""",
        ),
        node(
            "Extract",
            "extractFromFile",
            1,
            {"operation": "csv", "binaryPropertyName": "csv", "options": {"headerRow": False}},
        ),
    ),
    one(
        "files-renamed-in-code",
        SPLIT,
        node(
            "File",
            "convertToFile",
            1.1,
            {"operation": "toText", "sourceProperty": "n", "options": {"fileName": "=row-{{ $json.n }}.txt"}},
        ),
        code(
            "Code",
            "return $input.all().map((i, at) => ({json: {at}, binary: {renamed: {...i.binary.data, fileName: `new-${at}.txt`}, again: $('File').first().binary.data}}))",
        ),
        node(
            "Text",
            "extractFromFile",
            1,
            {
                "operation": "text",
                "binaryPropertyName": "renamed",
                "destinationKey": "own",
                "options": {"keepSource": "both"},
            },
        ),
        node(
            "First",
            "extractFromFile",
            1,
            {
                "operation": "text",
                "binaryPropertyName": "again",
                "destinationKey": "first",
                "options": {"keepSource": "both"},
            },
        ),
    ),
    Case(
        "pairs-of-two-inputs",
        (
            workflow(
                "Pairs",
                [
                    webhook("pairs-of-two-inputs", responseData="allEntries"),
                    SPLIT,
                    code("Other", "return [{json: {n: 7}}, {json: {n: 8}}]"),
                    node("Merge", "merge", 3, {}),
                    code(
                        "Code",
                        "return [{json: {seen: $input.all().map(i => [i.json.n, i.pairedItem]), merge: $('Merge').all().map(i => i.pairedItem)}}]",
                    ),
                ],
                "Webhook > Split Out > Merge > Code",
                "Webhook > Other > 1#Merge",
            ),
        ),
        (Call("/webhook/parity-pairs-of-two-inputs", BODY),),
    ),
)
