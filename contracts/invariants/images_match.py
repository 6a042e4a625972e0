"""The bytes that the AI service sent are the bytes that were stored, recorded and shown."""

from collections import Counter

from contracts.evidence import Entry, Evidence
from contracts.invariants.reading import Mismatches, asked, by_request, ends, need, short
from contracts.invariants.registry import CannotCheck, invariant


@invariant("images_match", required=True)
def images_match(evidence: Evidence) -> None:
    """A completed request has exactly n images, whose bytes are those that the AI service sent."""
    need(evidence, "I10", "I06", "I09")
    wrong, unseen = Mismatches("Images are not what the AI service sent"), []
    parts = by_request(evidence)
    for end in ends(evidence, "completed"):
        part = parts[end.correlation_id]
        _check_count(part, end, wrong)
        _check_stored(part, end, wrong)
        sent, complete = _sent(part)
        if _hashes(end) <= sent:
            continue
        if complete:
            wrong.add(f"{short(end.correlation_id)}: the recorded images are not those that the AI service sent.", end)
        else:
            unseen.append(f"{short(end.correlation_id)}: not all was seen of what the AI service sent.")
    _check_shown(evidence, wrong)
    wrong.settle()
    if unseen:
        raise CannotCheck(" ".join(unseen))


def _hashes(end: Entry) -> Counter[str]:
    return Counter(image["sha256"] for image in end.facts["images"])


def _check_count(part: Evidence, end: Entry, wrong: Mismatches) -> None:
    n, recorded = asked(part), len(end.facts["images"])
    if n is not None and recorded != n:
        wrong.add(f"{short(end.correlation_id)} asked for {n} images and has {recorded}.", end)


def _check_stored(part: Evidence, end: Entry, wrong: Mismatches) -> None:
    puts = [entry for entry in part.of("I09") if entry.facts.get("stored")]
    stored = {put.facts["key"]: put.facts["sha256"] for put in puts}
    if any(stored.get(image["key"]) != image["sha256"] for image in end.facts["images"]):
        wrong.add(f"{short(end.correlation_id)}: the stored objects are not the recorded images.", end, *puts)


def _check_shown(evidence: Evidence, wrong: Mismatches) -> None:
    """Check what the portal got; an image of a request from before this journal is in no record here."""
    completed = ends(evidence, "completed")
    recorded = {image["id"]: image["sha256"] for end in completed for image in end.facts["images"]}
    requests = {end.correlation_id for end in completed}
    for shown in evidence.of("I11"):
        image_id, sha256 = shown.facts.get("image_id"), shown.facts.get("sha256")
        known = image_id in recorded or shown.correlation_id in requests
        if known and sha256 is not None and recorded.get(image_id) != sha256:
            wrong.add(f"{short(shown.correlation_id)}: the portal was given other bytes than were recorded.", shown)


def _sent(part: Evidence) -> tuple[Counter[str], bool]:
    """Count the images that the AI service sent, by hash, and tell whether all could be seen.

    A link counts as what was fetched from it. Where Odoo fetched none, the workflow may have done so, unseen.
    """
    images = [image for answer in part.of("I06") for image in answer.facts.get("images", [])]
    links = [image["url"] for image in images if "url" in image]
    fetched = _fetched(part)
    data = [image["sha256"] for image in images if "sha256" in image]
    complete = bool(images) and (bool(fetched) or not links)
    return Counter(data + [fetched[url] for url in links if url in fetched]), complete


def _fetched(part: Evidence) -> dict[str, str]:
    """Give the hash of what each link led to; after a redirect, that is what the next fetch got."""
    found: dict[str, str] = {}
    led: list[str] = []
    for fetch in part.of("I09"):
        if "url" not in fetch.facts:
            continue
        led.append(fetch.facts["url"])
        if fetch.facts.get("fetched"):
            found |= dict.fromkeys(led, fetch.facts["sha256"])
        if not 300 <= fetch.facts.get("answer_status", 0) < 400:
            led = []
    return found
