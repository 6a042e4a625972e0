"""Fields that are set, converted, and read from JSON that people wrote."""

from tests.parity.n8n.corpus.data import single, split
from tests.parity.n8n.documents import fields, node, raw

CASES = [
    single(
        "Set includes",
        "set-include",
        split(),
        fields(
            "Some",
            {"extra": "={{ $json.team }}-{{ $json.id }}"},
            includeOtherFields=True,
            include="selected",
            includeFields="id, name",
        ),
        fields(
            "But",
            {"n.inner:number": "={{ $json.id * 1.5 }}"},
            includeOtherFields=True,
            include="except",
            excludeFields="extra",
        ),
        fields("Flat", {"a.b": "literal key"}, includeOtherFields=True, options={"dotNotation": False}),
    ),
    single(
        "Set converts",
        "set-convert",
        fields(
            "Convert",
            {
                "n:number": "={{ $json.body.n }}",
                "b:boolean": "={{ $json.body.b }}",
                "a:array": "={{ $json.body.a }}",
                "o:object": "={{ $json.body.o }}",
                "s": "={{ $json.body.s }}",
            },
        ),
        body={"n": "12.50", "b": "true", "a": "[1, 2]", "o": '{"x": 1}', "s": 5},
        more=(
            {"n": "twelve", "b": "true", "a": [], "o": {}, "s": ""},
            {"n": 1, "b": "maybe", "a": "no", "o": "no", "s": {"deep": [1]}},
            {"n": None, "b": None, "a": None, "o": None, "s": None},
        ),
    ),
    single(
        "Set ignoring conversion",
        "set-ignore",
        fields(
            "Convert",
            {"n:number": "={{ $json.body.n }}", "b:boolean": "={{ $json.body.b }}"},
            options={"ignoreConversionErrors": True},
        ),
        body={"n": "twelve", "b": "maybe"},
    ),
    single(
        "Raw JSON",
        "set-raw",
        raw(
            "Build",
            '={\n  "title": "{{ $json.body.title }}",\n  "tags": {{ JSON.stringify($json.body.tags) }},\n  "count": {{ $json.body.tags.length }}\n}',
        ),
        body={"title": "Ünï", "tags": ["a", "b"]},
        more=({"title": 'say "hi"', "tags": []}, {"title": "x"}),
    ),
    single(
        "Repairs",
        "set-repairs",
        raw("Build", "={{ $json.body.text }}"),
        body={"text": "{a: 'x', \"b\": [1, 2,], // note\n c: undefined}"},
        more=tuple(
            {"text": text}
            for text in (
                '{"a": "say "hi" there"}',
                '{"a": "say "hi"", "b": 1}',
                '{"a": "one\ntwo", "b": True}',
                '{"a": hello world, "b": http://example.org/x}',
                '{"a": , "b": 1}',
                '{"a": 1 "b": 2',
                '{"a": "b}',
                '{"a": "b, "c": "d"}',
                '{"a": [1, 2}',
                '{"a": 1}}',
                '{"a": 1} x',
                '{"a": 01, "b": NaN, "c": -2.5e3}',
                '{"a" 1}',
                '{"a"}',
                '["a": 1]',
                "[object Object]",
                "text",
                "",
            )
        ),
    ),
    single(
        "Sort and limit",
        "sort-limit",
        split(),
        node(
            "Sort",
            "sort",
            1,
            {
                "sortFieldsUi": {"sortField": [{"fieldName": "team"}, {"fieldName": "age", "order": "descending"}]},
                "options": {},
            },
        ),
        node("Limit", "limit", 1, {"maxItems": 3}),
    ),
    single(
        "Rename keys",
        "rename",
        split(),
        node(
            "Rename Keys",
            "renameKeys",
            1,
            {
                "keys": {
                    "key": [{"currentKey": "name", "newKey": "title"}, {"currentKey": "age", "newKey": "meta.age"}]
                },
                "additionalOptions": {},
            },
        ),
    ),
]
