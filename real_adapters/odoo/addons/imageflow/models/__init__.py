from . import (
    generated_image,
    idempotency,
    inbox,
    ir_config_parameter,
    outbox,
    quota,
    quota_slot,
    request,
    stored_object,
)
