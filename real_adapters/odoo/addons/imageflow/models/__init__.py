from . import (
    generated_image,
    idempotency,
    image_display,
    inbox,
    ir_config_parameter,
    outbox,
    quota,
    quota_slot,
    request,
    request_display,
    res_config_settings,
    stored_object,
)
