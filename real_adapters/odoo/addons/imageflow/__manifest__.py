{
    "name": "AI Image Generation",
    "summary": "Users ask for AI images; n8n has them made; Odoo checks, stores and shows them.",
    "version": "19.0.1.0.0",
    "category": "Productivity",
    "author": "imageflow-sandbox",
    "license": "LGPL-3",
    "depends": ["portal"],
    "external_dependencies": {"python": ["pillow", "pydantic", "requests", "standardwebhooks"]},
    "data": [
        "security/groups.xml",
        "security/ir.model.access.csv",
        "security/rules.xml",
        "data/crons.xml",
    ],
    "application": True,
}
