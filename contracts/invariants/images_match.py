"""The bytes that the AI service sent are the bytes that were stored, recorded and shown."""

from contracts.evidence import Entry, Evidence
from contracts.invariants.reading import Mismatches, asked, ends, hashes, need, short
from contracts.invariants.registry import CannotCheck, invariant


@invariant("images_match", required=True)
def images_match(evidence: Evidence) -> None:
    """A completed request has exactly n images, whose bytes are those that the AI service sent."""
    need(evidence, "I10", "I06", "I09")
    wrong = Mismatches()
    for end in ends(evidence, "completed"):
        _check(evidence, end, wrong)
    wrong.settle()


def _check(evidence: Evidence, end: Entry, wrong: Mismatches) -> None:
    request, who = end.correlation_id, short(end.correlation_id)
    recorded = hashes(end.facts["images"])
    n = asked(evidence, request)
    if n is not None and len(recorded) != n:
        wrong.add(f"{who} asked for {n} images and has {len(recorded)}.", end)
    sent = _sent(evidence, request)
    if sent is not None and recorded not in sent:
        wrong.add(f"{who}: the recorded images are not those that the AI service sent.", end)
    puts = [entry for entry in evidence.of("I09", correlation_id=request) if entry.facts.get("stored")]
    stored = {str(put.facts["key"]): str(put.facts["sha256"]) for put in puts}
    if sorted(stored.get(image["key"], "nothing") for image in end.facts["images"]) != recorded:
        wrong.add(f"{who}: the stored objects are not the recorded images.", end, *puts)
    by_id = {image["id"]: image["sha256"] for image in end.facts["images"]}
    for shown in evidence.of("I11"):
        known = by_id.get(shown.facts.get("image_id"))
        if known is not None and shown.facts.get("sha256") not in {None, known}:
            wrong.add(f"{who}: the portal was given other bytes than were recorded.", shown)


def _sent(evidence: Evidence, request: str | None) -> list[list[str]] | None:
    """Give the hashes of each outcome that the workflow reported, resolved to what the AI service sent.

    Data is looked up in the AI service's answers; a link in what was fetched from it. None when neither was seen.
    """
    known = {image["sha256"] for answer in evidence.of("I06", correlation_id=request) for image in _images(answer)}
    fetched: dict[str, str] = {}
    for fetch in evidence.of("I09", correlation_id=request):
        if fetch.facts.get("fetched"):
            fetched[fetch.facts["url"]] = fetch.facts["sha256"]
    outcomes = []
    for callback in evidence.of("I07", correlation_id=request):
        images = callback.facts.get("images") or []
        if images:
            data = [image["sha256"] for image in images if image.get("sha256") in known]
            outcomes.append(sorted(data + [fetched[image["url"]] for image in images if image.get("url") in fetched]))
    if not outcomes:
        raise CannotCheck(f"{short(request)} was completed, but no callback with images was seen.")
    if not known and not fetched:
        raise CannotCheck(f"{short(request)}: nothing was seen of what the AI service sent.")
    return outcomes


def _images(answer: Entry) -> list[dict[str, str]]:
    return [image for image in answer.facts.get("images", []) if "sha256" in image]
