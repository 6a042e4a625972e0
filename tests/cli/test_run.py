"""`imageflow run` as a user meets it."""

import json
import socket
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from contracts.interactions import INTERACTIONS
from tests.cli.commands import imageflow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of one run, which printed one JSON object."""
    folder = tmp_path_factory.mktemp("run") / "out"
    done = imageflow("run", "--prompt", "a red fox at dawn", "--report", str(folder), "--json", "--seed", "7")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == json.loads((folder / "result.json").read_text())
    return folder


def test_the_report_holds_what_scripts_rely_on(folder: Path) -> None:
    """Every promised file is there, and the image is one."""
    names = {"index.html", "journal.jsonl", "junit.xml", "flow.mmd", "result.json", "image-1.png"}
    assert {path.name for path in folder.iterdir()} == names
    with Image.open(folder / "image-1.png") as image:
        assert image.size == (1024, 1024)


def test_the_journal_has_all_interactions_in_causal_order(folder: Path) -> None:
    """Eleven interactions, each after its cause, all with the one request's id."""
    lines = [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]
    flow = [line for line in lines if line["interaction"] in INTERACTIONS]
    assert list(dict.fromkeys(line["interaction"] for line in flow)) == list(INTERACTIONS)
    assert {line["correlation_id"] for line in flow} == {json.loads((folder / "result.json").read_text())["request_id"]}
    assert {line["verdict"] for line in flow} == {"passed"}


def test_no_secret_is_written(folder: Path) -> None:
    """Neither keys nor signing secrets stand in any file of the report."""
    for path in folder.iterdir():
        text = path.read_bytes()
        assert b"whsec_" not in text, path.name
        for secret in (b"sk-imageflow", b"imageflow-odoo-key", b"imageflow-secret"):
            assert secret not in text, path.name


def test_junit_counts_every_check(folder: Path) -> None:
    """A CI server reads as many cases as there are interactions and checks, none failed."""
    suites = ET.parse(folder / "junit.xml").getroot()  # noqa: S314 - our own file
    assert not suites.findall(".//failure")
    checks = json.loads((folder / "result.json").read_text())["verdicts"]
    assert len(suites.findall(".//testcase")) == len(checks) + len(INTERACTIONS)


def test_a_blocked_prompt_exits_with_1_and_still_reports(tmp_path: Path) -> None:
    """A run that failed says so by its exit code, and its report tells why."""
    done = imageflow("run", "--prompt", "an explicit murder scene with gore", "--report", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "blocked" in done.stdout
    assert json.loads((tmp_path / "out" / "result.json").read_text())["failure_code"] == "blocked"


def test_a_refused_submission_is_told_in_a_sentence(tmp_path: Path) -> None:
    """What Odoo says of a bad parameter reaches the user, without a traceback."""
    done = imageflow("run", "-n", "9", "--report", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "less than or equal to 4" in " ".join(done.stdout.split())
    assert "Traceback" not in done.stderr + done.stdout


def test_the_same_seed_gives_the_same_picture(tmp_path: Path) -> None:
    """Pixels depend on prompt, seed and size, and on nothing else."""
    pictures = []
    for name in ("one", "two"):
        imageflow("run", "--seed", "3", "--report", str(tmp_path / name))
        with Image.open(tmp_path / name / "image-1.png") as image:
            pictures.append(image.tobytes())
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--real", "ai"], "write SYSTEM=URL"),
        (["--real", "moon=http://127.0.0.1:1"], "'moon' is no system"),
        (["--real", "ai=http://me:secret@127.0.0.1:1"], "leave credentials out"),
        (["--port", "ai=70000"], "a port from 1 to 65535"),
        (["--port", "ai=many"], "a port from 1 to 65535"),
        (["--quality", "best"], "--quality"),
        (["--seed", "-1"], "--seed"),
        (["--report", "/proc/imageflow"], "name another"),
        (["--data", "/proc/imageflow"], "name another"),
        (["--nonsense"], "No such option"),
    ],
)
def test_bad_usage_is_one_sentence_and_exit_code_2(arguments: list[str], words: str, tmp_path: Path) -> None:
    """What the user got wrong is said with what to do instead."""
    done = imageflow("run", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_data_folder_is_told(tmp_path: Path) -> None:
    """What can't be opened is named, with the way out."""
    (tmp_path / "odoo.sqlite").write_bytes(b"not a database, but long enough to be taken for one" * 50)
    done = imageflow("run", "--data", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 2
    assert "name another folder with --data" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_data_folder_is_made_and_keeps_state(tmp_path: Path) -> None:
    """A folder that is not there yet is made, with a secret from the environment too, and serves the next run."""
    secret = imageflow("doctor", "--new-secret").stdout.strip()
    for _ in range(2):
        done = imageflow("run", "--data", "new/folder", "--json", cwd=tmp_path, IMAGEFLOW_WEBHOOK_SECRET=secret)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "new" / "folder" / "odoo.sqlite").exists()


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    """A port in use is named, with the way to another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = imageflow("run", "--port", f"n8n={port}", cwd=tmp_path)
    assert done.returncode == 2
    assert f"Port {port} for n8n is in use" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IMAGEFLOW_WEBHOOK_SECRET", "whsec_short"),
        ("IMAGEFLOW_AI_DIALECT", "telepathy"),
        ("IMAGEFLOW_AI_CREDIT", "much"),
        ("IMAGEFLOW_AI_LATENCY", "long"),
    ],
)
def test_a_bad_variable_is_named(name: str, value: str, tmp_path: Path) -> None:
    """A setting that can't be used is refused by its name, and its value is not shown when it is a secret."""
    done = imageflow("run", cwd=tmp_path, **{name: value})
    assert done.returncode == 2
    assert name in done.stderr


def test_a_real_system_that_does_not_answer_could_not_be_checked(tmp_path: Path) -> None:
    """Exit code 3 and a sentence: nothing failed, and nothing was proved."""
    done = imageflow("run", "--real", "ai=http://127.0.0.1:9", cwd=tmp_path)
    assert done.returncode == 3
    assert "Could not check" in done.stderr
