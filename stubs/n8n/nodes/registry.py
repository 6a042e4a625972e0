"""Which file runs which type of node. A node's file is imported when a workflow first needs it."""

from functools import cache
from importlib import import_module

from stubs.n8n.engine.node_type import NodeType

TYPES = {
    "@n8n/n8n-nodes-langchain.openAi": "openai:OPENAI",
    "n8n-nodes-base.aggregate": "aggregate:AGGREGATE",
    "n8n-nodes-base.code": "code:CODE",
    "n8n-nodes-base.convertToFile": "convert_to_file:CONVERT_TO_FILE",
    "n8n-nodes-base.crypto": "crypto:CRYPTO",
    "n8n-nodes-base.dateTime": "date_time:DATE_TIME",
    "n8n-nodes-base.errorTrigger": "error_trigger:ERROR_TRIGGER",
    "n8n-nodes-base.executeWorkflow": "execute_workflow:EXECUTE_WORKFLOW",
    "n8n-nodes-base.executeWorkflowTrigger": "execute_workflow_trigger:EXECUTE_WORKFLOW_TRIGGER",
    "n8n-nodes-base.extractFromFile": "extract_from_file:EXTRACT_FROM_FILE",
    "n8n-nodes-base.filter": "filter:FILTER",
    "n8n-nodes-base.httpRequest": "http_request:HTTP_REQUEST",
    "n8n-nodes-base.if": "if_:IF",
    "n8n-nodes-base.limit": "limit:LIMIT",
    "n8n-nodes-base.manualTrigger": "manual_trigger:MANUAL_TRIGGER",
    "n8n-nodes-base.merge": "merge:MERGE",
    "n8n-nodes-base.noOp": "no_op:NO_OP",
    "n8n-nodes-base.odoo": "odoo:ODOO",
    "n8n-nodes-base.openAi": "openai_old:OPENAI_OLD",
    "n8n-nodes-base.removeDuplicates": "remove_duplicates:REMOVE_DUPLICATES",
    "n8n-nodes-base.renameKeys": "rename_keys:RENAME_KEYS",
    "n8n-nodes-base.respondToWebhook": "respond_to_webhook:RESPOND_TO_WEBHOOK",
    "n8n-nodes-base.s3": "s3:S3",
    "n8n-nodes-base.scheduleTrigger": "schedule_trigger:SCHEDULE_TRIGGER",
    "n8n-nodes-base.set": "set:SET",
    "n8n-nodes-base.sort": "sort:SORT",
    "n8n-nodes-base.splitInBatches": "split_in_batches:SPLIT_IN_BATCHES",
    "n8n-nodes-base.splitOut": "split_out:SPLIT_OUT",
    "n8n-nodes-base.stickyNote": "sticky_note:STICKY_NOTE",
    "n8n-nodes-base.stopAndError": "stop_and_error:STOP_AND_ERROR",
    "n8n-nodes-base.switch": "switch:SWITCH",
    "n8n-nodes-base.wait": "wait:WAIT",
    "n8n-nodes-base.webhook": "webhook:WEBHOOK",
}
"""Type name to `module:NAME` in this folder."""


@cache
def find(type_name: str) -> NodeType | None:
    """Give the type of that name; None when the engine has none."""
    place = TYPES.get(type_name)
    if place is None:
        return None
    module, _, name = place.partition(":")
    found: NodeType = getattr(import_module(f"stubs.n8n.nodes.{module}"), name)
    return found
