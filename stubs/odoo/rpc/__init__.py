"""Odoo's outside for other programs: XML-RPC, JSON-RPC, JSON-2, the web client's calls, attachments."""
