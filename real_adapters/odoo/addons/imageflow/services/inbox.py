"""I09 and I10: an accepted outcome is worked off: images fetched, checked and stored, the request ended."""

import random
import uuid
from datetime import timedelta

from ..contracts.kit import states
from ..contracts.kit.backoff import pause_before
from ..contracts.kit.download import DownloadRefused
from ..contracts.messages.callback import Completed, read_callback
from ..contracts.problems import FAILURE_OF, FailureCode, failure_of_image
from ..storage import StorageRefused, StorageUnavailable
from . import moments, requests, settings, shelf
from .pictures import fetch
from .transactions import apart


def handle(row):
    """Work one outcome off, or note why it has to wait."""
    if row.request_id.status in states.ENDED:
        _finish(row)
        return
    callback = read_callback(row.body)
    if isinstance(callback, Completed):
        _store(row, callback.data)
    else:
        error = callback.data.error
        _fail(row, FAILURE_OF[error.kind], error.message)


def _store(row, outcome):
    request, set_up = row.request_id, settings.read(row.env)
    try:
        pictures = [fetch(image, request.request_id, set_up.download) for image in outcome.images]
        keys = shelf.put_all(row.env, request, pictures)
    except DownloadRefused as refusal:
        code = failure_of_image(refusal.code, about_content=refusal.about_content)
        _again_or_fail(row, set_up, code, str(refusal), retryable=refusal.retryable)
    except (StorageUnavailable, StorageRefused) as error:
        retryable = isinstance(error, StorageUnavailable)
        _again_or_fail(row, set_up, FailureCode.STORAGE_FAILED, str(error), retryable=retryable)
    else:
        images = [_record(*each) for each in zip(range(len(keys)), pictures, keys, strict=True)]
        apart(row.env, lambda env: requests.complete(env, request.id, images, outcome.ignored_parameters))
        _finish(row)


def _record(position, picture, key):
    facts = picture.facts
    return {
        "image_id": str(uuid.uuid4()),
        "position": position,
        "key": key,
        "sha256": facts.sha256,
        "media_type": facts.media_type,
        "width": facts.width,
        "height": facts.height,
        "size": len(picture.data),
    }


def _again_or_fail(row, set_up, code, why, *, retryable):
    attempts = row.attempts + 1
    due_at = moments.after(pause_before(attempts, random))
    if retryable and due_at <= row.accepted_at + timedelta(seconds=set_up.storing_seconds):
        row.write({"attempts": attempts, "due_at": due_at, "note": why})
    else:
        _fail(row, code, why)


def _fail(row, code, why):
    apart(row.env, lambda env: requests.fail(env, row.request_id.id, code, why))
    _finish(row, why)


def _finish(row, note=False):
    """Finish a row: its id stays for good, its body need not."""
    row.write({"state": "done", "body": False, "note": note})
