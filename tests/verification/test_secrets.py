"""No secret stands in anything that a verification writes, wherever an endpoint plants it."""

import base64
from pathlib import Path
from urllib.parse import quote

import requests
from starlette.requests import Request

from tests.verification.endpoints import defective, verify

KEY = "sk-planted/key+with=marks-0123456789"
SESSION = "session-cookie-planted-0123456789abcdef"
TOKEN = "whsec_" + base64.b64encode(b"a planted webhook secret of forty chars!").decode()
FORMS = {KEY, quote(KEY, safe=""), base64.b64encode(KEY.encode()).decode(), SESSION, TOKEN, "hunter2-planted"}


def echo(request: Request, _answer: requests.Response) -> tuple[int, dict[str, str], bytes]:
    """Say in headers, cookies and an error text all that should not be said."""
    told = request.headers.get("authorization", "")
    words = f"key {KEY} ({quote(KEY, safe='')}, {base64.b64encode(KEY.encode()).decode()}) at http://me:hunter2-planted@host/"
    headers = {"content-type": "application/json", "set-cookie": f"session={SESSION}", "x-debug": f"{told} {TOKEN}"}
    return 500, headers, f'{{"error": {{"message": "{words} {told} {TOKEN}"}}}}'.encode()


def test_planted_secrets_are_nowhere(ai: str, tmp_path: Path) -> None:
    """Neither in the reports, nor in what is printed, nor in the notes of what was made."""
    with defective(ai, echo) as url:
        done = verify("ai", "--url", url, "--yes", "--update-ledger", "--ledger-file", str(tmp_path / "proofs.json"),
                      folder=tmp_path, IMAGEFLOW_AI_API_KEY=KEY)  # fmt: skip
    assert done.returncode == 1, done.stderr
    written = {str(each): each.read_text(encoding="utf-8") for each in tmp_path.rglob("*") if each.is_file()}
    assert len(written) >= 4
    for place, text in {**written, "stdout": done.stdout, "stderr": done.stderr}.items():
        assert not [secret for secret in FORMS if secret in text], place
