from odoo import api, models

from ..services import quota


class IrConfigParameter(models.Model):
    _inherit = "ir.config_parameter"

    @api.model_create_multi
    def create(self, vals_list):
        """Let a quota that was set anew hold for everybody in the month that has begun."""
        parameters = super().create(vals_list)
        parameters._grant_quota()
        return parameters

    def write(self, vals):
        """Let a quota that was set anew hold for everybody in the month that has begun."""
        done = super().write(vals)
        self._grant_quota()
        return done

    def _grant_quota(self):
        if "imageflow.quota" in self.mapped("key"):
            quota.grant(self.sudo().env)  # sudo: whoever may set the parameter sets what follows from it
