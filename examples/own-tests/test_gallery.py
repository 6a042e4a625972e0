"""Tests of a project that shows the flow's pictures: they need four systems, and have them by naming a fixture."""

import hashlib


def test_a_prompt_becomes_a_picture(portal, journal):
    """What the user sees is what the AI service painted."""
    request = portal.wait(portal.submit("a red fox at dawn", size="1024x1024"))
    assert request.status == "completed"
    shown = hashlib.sha256(portal.image(request.images[0].url)).hexdigest()
    (painted,) = journal("I06")
    assert shown == painted.facts["images"][0]["sha256"]


def test_every_law_holds(sandbox, portal):
    """Nothing is lost, nothing happens twice, the quota adds up."""
    portal.wait(portal.submit("a lighthouse"))
    assert not [name for name, check in sandbox.checks().items() if check.verdict == "failed"]


def test_an_outage_of_n8n_is_waited_out(sandbox, portal, journal):
    """The dispatch that was answered 503 is sent again, with the same id, when its time has come."""
    from simulator.faults.text import read_fault

    sandbox.sandbox.disturb(read_fault("I04:answer=503@1"))
    request = portal.submit("a lighthouse")
    sandbox.wait_for(lambda entry: entry.interaction == "I04" and entry.duration_ms is not None)
    sandbox.move_on(60)
    assert portal.wait(request).status == "completed"
    assert len({each.facts["webhook_id"] for each in journal("I04")}) == 1
