from . import image_request, worker  # isort: skip - the others refer to them
from . import generated_image, idempotency, inbox, outbox, quota, shelf, submission
