"""A real Odoo 19 on this machine, with a PostgreSQL of its own: neither root nor containers are needed."""
