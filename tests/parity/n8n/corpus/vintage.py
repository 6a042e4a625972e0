"""Nodes of older versions, as old exports have them."""

from tests.parity.n8n.case import Call, Case, Reply
from tests.parity.n8n.documents import code, fields, node, raw, webhook, workflow

CASES = [
    Case(
        "vintage-chain",
        (
            workflow(
                "Old export",
                [
                    webhook("vintage", version=1, options={}),
                    node(
                        "Set",
                        "set",
                        1,
                        {
                            "values": {
                                "string": [
                                    {"name": "name", "value": "={{ $json.body.name }}"},
                                    {"name": "a.b", "value": "x"},
                                ],
                                "number": [{"name": "n", "value": "={{ $json.body.n }}"}],
                                "boolean": [{"name": "flag", "value": True}],
                            },
                            "keepOnlySet": True,
                            "options": {},
                        },
                    ),
                    node(
                        "IF",
                        "if",
                        1,
                        {
                            "conditions": {
                                "number": [{"value1": "={{ $json.n }}", "operation": "larger", "value2": 5}],
                                "string": [{"value1": "={{ $json.name }}", "operation": "contains", "value2": "n"}],
                            }
                        },
                    ),
                    node("Set2", "set", 2, {"values": {"string": [{"name": "size", "value": "large"}]}, "options": {}}),
                    node(
                        "Set3",
                        "set",
                        3.2,
                        {
                            "fields": {
                                "values": [
                                    {"name": "size", "stringValue": "small"},
                                    {"name": "n2", "type": "numberValue", "numberValue": "={{ $json.n * 2 }}"},
                                ]
                            },
                            "options": {},
                        },
                    ),
                    node("Merge", "merge", 2.1, {}),
                    node("NoOp", "noOp", 1),
                ],
                "Webhook > Set > IF > Set2 > Merge > NoOp",
                "IF#1 > Set3 > 1#Merge",
            ),
        ),
        (
            Call("/webhook/parity-vintage", {"name": "Ann", "n": 9}),
            Call("/webhook/parity-vintage", {"name": "Bob", "n": 9}),
            Call("/webhook/parity-vintage", {"name": "Ann", "n": "2"}),
        ),
    ),
    Case(
        "vintage-http",
        (
            workflow(
                "Old HTTP",
                [
                    webhook("vintage-http", version=1.1, responseData="allEntries"),
                    node(
                        "HTTP 4",
                        "httpRequest",
                        4,
                        {
                            "method": "POST",
                            "url": "http://server.test/a",
                            "sendBody": True,
                            "bodyParameters": {"parameters": [{"name": "x", "value": "={{ $json.body.x }}"}]},
                            "options": {},
                        },
                    ),
                    node(
                        "HTTP 4.1",
                        "httpRequest",
                        4.1,
                        {"url": "http://server.test/b", "options": {"response": {"response": {"fullResponse": True}}}},
                    ),
                    node(
                        "Switch",
                        "switch",
                        2,
                        {
                            "mode": "rules",
                            "dataType": "number",
                            "value1": "={{ $json.statusCode }}",
                            "rules": {"rules": [{"operation": "equal", "value2": 200, "outputKey": "ok"}]},
                            "fallbackOutput": -1,
                        },
                    ),
                    fields(
                        "Show", {"status:number": "={{ $json.statusCode }}", "b": "={{ $json.body.b }}"}, version=3.3
                    ),
                ],
            ),
        ),
        (Call("/webhook/parity-vintage-http", {"x": 1}),),
        {"POST /a": Reply({"a": 1}), "GET /b": Reply({"b": "ü"})},
    ),
    Case(
        "vintage-batches",
        (
            workflow(
                "Old loop",
                [
                    webhook("vintage-batches", version=2, responseData="allEntries"),
                    code("Three", "return [1, 2, 3].map(n => ({json: {n}}));"),
                    node("SplitInBatches", "splitInBatches", 2, {"batchSize": 1, "options": {}}),
                    fields("Work", {"n:number": "={{ $json.n * 10 }}"}, version=3.4),
                    raw("End", "={{ {n: $json.n, first: $('Three').first().json.n} }}", 3.3),
                ],
                "Webhook > Three > SplitInBatches > End",
                "SplitInBatches#1 > Work > SplitInBatches",
            ),
        ),
        (Call("/webhook/parity-vintage-batches", {}),),
    ),
    Case(
        "vintage-order",
        (
            workflow(
                "Old order",
                [
                    webhook("vintage-order", responseData="allEntries"),
                    raw("A", '{"from": "a"}', position=[220, 100]),
                    raw("B", '{"from": "b"}', position=[220, -100]),
                    raw("A2", "={{ {from: $json.from + 2, others: $('B').isExecuted} }}", position=[440, 100]),
                    raw("B2", "={{ {from: $json.from + 2} }}", position=[440, -100]),
                ],
                "Webhook > A > A2",
                "Webhook > B > B2",
                executionOrder="v0",
            ),
        ),
        (Call("/webhook/parity-vintage-order", {}),),
    ),
]
