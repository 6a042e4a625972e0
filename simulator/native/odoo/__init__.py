"""A real Odoo on this machine: Debian's package on a Python and a PostgreSQL of its own, without root or containers."""
