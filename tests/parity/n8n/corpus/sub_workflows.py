"""Workflows that call others, and one that starts by itself."""

from tests.parity.n8n.case import Call, Case
from tests.parity.n8n.corpus.flow import TRIGGER, call_of
from tests.parity.n8n.documents import (
    code,
    fields,
    node,
    raw,
    respond,
    webhook,
    workflow,
)

CASES = [
    Case(
        "flow-sub",
        (
            workflow(
                "Sub",
                [
                    TRIGGER,
                    fields(
                        "Price",
                        {"total:number": "={{ $json.qty * $json.price }}", "who": "={{ $workflow.name }}"},
                        includeOtherFields=True,
                    ),
                ],
            ),
            workflow(
                "Main",
                [
                    webhook("sub", responseData="allEntries"),
                    node("Split Out", "splitOut", 1, {"fieldToSplitOut": "body.lines", "options": {}}),
                    call_of("Execute Workflow", "Sub"),
                    raw("After", "={{ {total: $json.total, sku: $('Split Out').item.json.sku} }}"),
                ],
            ),
        ),
        (
            Call(
                "/webhook/parity-sub",
                {"lines": [{"sku": "a", "qty": 2, "price": 3}, {"sku": "b", "qty": 1, "price": 0.1}]},
            ),
        ),
    ),
    Case(
        "flow-sub-each",
        (
            workflow(
                "Sub",
                [
                    TRIGGER,
                    code(
                        "Twice",
                        "return $input.all().flatMap(i => [{json: {v: i.json.v}}, {json: {v: i.json.v * 10}}]);",
                    ),
                ],
            ),
            workflow(
                "Main",
                [
                    webhook("sub-each", responseData="allEntries"),
                    node(
                        "Split Out",
                        "splitOut",
                        1,
                        {"fieldToSplitOut": "body.values", "options": {"destinationFieldName": "v"}},
                    ),
                    call_of("Execute Workflow", "Sub", mode="each"),
                ],
            ),
        ),
        (Call("/webhook/parity-sub-each", {"values": [1, 2]}),),
    ),
    Case(
        "flow-sub-fails",
        (
            workflow("Sub", [TRIGGER, node("Stop", "stopAndError", 1, {"errorMessage": "=no {{ $json.body.what }}"})]),
            workflow(
                "Main",
                [
                    webhook("sub-fails", "responseNode"),
                    call_of("Execute Workflow", "Sub", onError="continueErrorOutput"),
                    respond("Fine", body='{"fine": true}'),
                    respond("Failed", body="={{ {failed: $json.error} }}", options={"responseCode": 502}),
                ],
                "Webhook > Execute Workflow > Fine",
                "Execute Workflow#1 > Failed",
            ),
        ),
        (Call("/webhook/parity-sub-fails", {"what": "luck"}),),
    ),
    Case(
        "flow-sub-inputs",
        (
            workflow(
                "Sub",
                [
                    node(
                        "When Executed by Another Workflow",
                        "executeWorkflowTrigger",
                        1.1,
                        {"workflowInputs": {"values": [{"name": "name"}, {"name": "age", "type": "number"}]}},
                    ),
                    raw("Show", "={{ {got: $json, trigger: $('When Executed by Another Workflow').item.json.name} }}"),
                ],
            ),
            workflow(
                "Main",
                [
                    webhook("sub-inputs", responseData="allEntries"),
                    call_of(
                        "Execute Workflow",
                        "Sub",
                        workflowInputs={
                            "mappingMode": "defineBelow",
                            "value": {"name": "={{ $json.body.name }}", "age": "={{ $json.body.age }}"},
                            "matchingColumns": [],
                            "schema": [
                                {
                                    "id": "name",
                                    "displayName": "name",
                                    "required": False,
                                    "defaultMatch": False,
                                    "display": True,
                                    "canBeUsedToMatch": True,
                                    "type": "string",
                                },
                                {
                                    "id": "age",
                                    "displayName": "age",
                                    "required": False,
                                    "defaultMatch": False,
                                    "display": True,
                                    "canBeUsedToMatch": True,
                                    "type": "number",
                                },
                            ],
                            "attemptToConvertTypes": False,
                            "convertFieldsToString": True,
                        },
                    ),
                ],
            ),
        ),
        (Call("/webhook/parity-sub-inputs", {"name": "Ann", "age": 5, "other": 1}),),
    ),
    Case(
        "flow-schedule",
        (
            workflow(
                "Tick",
                [
                    node(
                        "Schedule Trigger",
                        "scheduleTrigger",
                        1.2,
                        {"rule": {"interval": [{"field": "seconds", "secondsInterval": 1}]}},
                    ),
                    raw("Show", "={{ {keys: Object.keys($json), year: $json.Year.length} }}"),
                ],
            ),
        ),
        fires=1,
    ),
]
