"""Each planted defect is named at the clause that it breaks, in words that tell what to do."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from starlette.requests import Request

from tests.verification.endpoints import Change, as_it_was, defective, findings, verify

Told = tuple[int, dict[str, str], bytes]
HTML = {"content-type": "text/html"}


def changed(fits: Callable[[Request, requests.Response], bool], change: Callable[[Told], Told]) -> Change:
    """Make a defect: what is changed of the answers that fit."""

    def apply(request: Request, answer: requests.Response) -> Told:
        told = as_it_was(answer)
        return change(told) if fits(request, answer) else told

    return apply


def got(request: Request, answer: requests.Response) -> bool:
    return request.method == "GET" and answer.status_code == 200 and "imageflow-verify" in request.url.path


def refused(request: Request, answer: requests.Response) -> bool:
    return answer.status_code in {400, 403, 404, 412}


def painted(request: Request, answer: requests.Response) -> bool:
    return request.method == "POST" and answer.status_code == 200


def asked(request: Request, _answer: requests.Response) -> bool:
    return request.method == "POST"


def without(name: str) -> Callable[[Told], Told]:
    return lambda told: (told[0], {key: value for key, value in told[1].items() if name not in key.lower()}, told[2])


def first_image(data: str) -> Callable[[Told], Told]:
    def spoil(told: Told) -> Told:
        document = json.loads(told[2])
        document["data"][0] = {"b64_json": data}
        return told[0], told[1], json.dumps(document).encode()

    return spoil


NO_PICTURE = base64.b64encode(b"no picture at all").decode()
STORAGE = {
    "bytes are lost": (
        changed(got, lambda told: (told[0], told[1], told[2][:-1])),
        "given back as it was put",
        "other bytes",
    ),
    "metadata is lost": (changed(got, without("x-amz-meta")), "given back as it was put", "x-amz-meta"),
    "the type is lost": (
        changed(got, lambda told: (told[0], told[1] | {"content-type": "binary/octet-stream"}, told[2])),
        "given back as it was put",
        "media type",
    ),
    "anybody may read": (changed(refused, lambda told: (200, {}, b"")), "no key is turned away", "authentication"),
    "nothing is refused as such": (changed(refused, lambda told: (500, {}, b"")), "What is not there", "500"),
    "a web page answers": (
        changed(
            lambda request, _: "imageflow-verify" in request.url.path, lambda _: (200, HTML, b"<html>Sign in</html>")
        ),
        "given back as it was put",
        "web page",
    ),
}
AI = {
    "a web page answers": (changed(asked, lambda _: (200, HTML, b"<html>Sign in</html>")), "One picture", "web page"),
    "no picture in the data": (changed(painted, first_image(NO_PICTURE)), "One picture", "picture"),
    "data that is no base64": (changed(painted, first_image("%%%")), "One picture", "picture"),
    "fewer pictures than asked": (
        changed(painted, lambda told: (told[0], told[1], json.dumps({"created": 1, "data": []}).encode())),
        "One picture",
        "",
    ),
    "any key will do": (
        changed(lambda request, answer: answer.status_code == 401, lambda _: (500, {}, b'{"error": {"message": "x"}}')),
        "wrong API key",
        "401 or 403",
    ),
    "refusals as 500": (
        changed(lambda request, answer: answer.status_code == 400, lambda _: (500, {}, b'{"error": {"message": "x"}}')),
        "size that is not painted",
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("defect", STORAGE)
def test_storage(defect: str, storage: str, tmp_path: Path) -> None:
    """What file storage does wrong is found, at I09."""
    judge("storage", storage, STORAGE[defect], tmp_path)


@pytest.mark.parametrize("defect", AI)
def test_ai(defect: str, ai: str, tmp_path: Path) -> None:
    """What an AI service does wrong is found, at I05 or I06."""
    judge("ai", ai, AI[defect], tmp_path)


def judge(system: str, url: str, defect: tuple[Change, str, str], folder: Path) -> None:
    """Verify an endpoint with a defect: it fails there, the tool does not, and says what is wrong."""
    change, scenario, words = defect
    with defective(url, change) as address:
        done = verify(system, "--url", address, "--yes", "--only", "services", folder=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    failed = {name: each for name, each in findings(folder).items() if each["verdict"] == "failed"}
    found = next(each for name, each in failed.items() if scenario in name)
    assert found["clause"][:3] in {"I05", "I06", "I09"}
    assert words in f"{found['reason']} {found['advice']} {found['evidence']}"
    assert found["evidence"][0]["curl"].startswith("curl ")
    assert found["differences"]
