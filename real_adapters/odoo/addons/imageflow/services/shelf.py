"""Objects in file storage, each noted in a record before it is put and until it is gone: none is ever orphaned."""

import random

from ..contracts.kit.backoff import pause_before
from ..contracts.kit.naming import object_key
from ..storage import StorageRefused, StorageUnavailable, open_storage
from . import moments
from .transactions import apart


def put_all(env, request, pictures):
    """Store images under keys made of the request and their hash, so that a second try puts the same again.

    Raises:
        StorageUnavailable: later may go better.
        StorageRefused: it never will.
    """
    uuid = request.request_id
    keys = [
        object_key(uuid, request.period, position, each.facts.sha256, each.facts.media_type)
        for position, each in enumerate(pictures)
    ]
    apart(env, lambda own: _plan(own, request.id, keys))
    storage = open_storage(env)
    for key, picture in zip(keys, pictures, strict=True):
        facts = picture.facts
        storage.put(key, picture.data, facts.media_type, sha256=facts.sha256, request_id=uuid)
    return keys


def keep(env, keys):
    """Note that images are there to stay."""
    env["imageflow.object"].search([("key", "in", keys)]).write({"state": "kept"})


def doom(env, request_id):
    """Have removed whatever a request has put."""
    objects = env["imageflow.object"].search([("request_id", "=", request_id)])
    if objects:
        objects.write({"state": "doomed"})
        env.ref("imageflow.cron_remove")._trigger()


def remove(row):
    """Remove one doomed object and then its record, or put that off."""
    try:
        open_storage(row.env).delete(row.key)
    except (StorageUnavailable, StorageRefused):
        attempts = row.attempts + 1
        row.write({"attempts": attempts, "due_at": moments.after(pause_before(attempts, random))})
    else:
        row.unlink()


def _plan(env, request_id, keys):
    objects = env["imageflow.object"]
    known = objects.search([("key", "in", keys)]).mapped("key")
    objects.create(
        [
            {"key": key, "request_id": request_id, "due_at": moments.stored(moments.now())}
            for key in keys
            if key not in known
        ]
    )
