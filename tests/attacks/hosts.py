"""16 to 30: hosts on loopback, listed as test origins, that send on elsewhere or misbehave."""

import gzip
import socket
import time
from collections.abc import Callable

from tests.attacks.attack import CANARY, Attack, codes, served
from tests.kit.painted import saved
from tests.odoo_addon.core.hosts import Script, head, says

PICTURE = saved()
FOLLOWED = {"max_redirects": 3}
ONCE, ALL = 1, 4
SHORT = {"timeout": 0.3}


def to(location: str, status: str = "302 Found") -> Callable[[int], Script]:
    """Send on to a location."""
    return lambda canary: served(b"", f"Location: {location.replace(CANARY, str(canary))}", status=status)


def always(script: Script) -> Callable[[int], Script]:
    """Do the same wherever the canary is."""
    return lambda _: script


def endless(connection: socket.socket) -> None:
    """Send chunks for ever."""
    connection.sendall(head("Transfer-Encoding: chunked"))
    while True:
        connection.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def dripping(connection: socket.socket) -> None:
    """Send a byte now and then, until nobody listens."""
    connection.sendall(head("Content-Length: 9000"))
    while True:
        connection.sendall(b"x")
        time.sleep(0.02)  # the attack itself


def hanging(first: bytes) -> Script:
    """Say something, then nothing, until the other side goes."""

    def hang(connection: socket.socket) -> None:
        connection.sendall(first)
        while connection.recv(4096):
            pass

    return hang


CANARYS = f"http://127.0.0.1:{CANARY}/"
REDIRECTS = {
    (16, "to loopback"): (to(CANARYS), "host_not_allowed"),
    (16, "to the metadata"): (to("http://169.254.169.254/latest/meta-data/"), "host_not_allowed"),
    (18, "307 to loopback"): (to(CANARYS, "307 Temporary Redirect"), "host_not_allowed"),
    (18, "308 to plain http"): (to("http://good.example/", "308 Permanent Redirect"), "host_not_allowed"),
    (19, "without a scheme"): (to(f"//127.0.0.1:{CANARY}/"), "host_not_allowed"),
    (19, "to a file"): (to("file:///etc/passwd"), "bad_url"),
    (19, "to a user of the host"): (to(f"http://127.0.0.1@127.0.0.1:{CANARY}/"), "bad_url"),
    (19, "to nowhere"): (to("http://[broken/"), "bad_url"),
}
LOOPS = {(17, "to itself"): to("/a.png"), (19, "relative, without end"): to("deeper/a.png")}
BODIES = {
    (20, "a page that sends on"): (
        lambda canary: served(f"<meta http-equiv='refresh' content='0;url=http://127.0.0.1:{canary}/'>".encode()),
        "not_an_image",
    ),
    (22, "chunks without end"): (always(endless), "too_large"),
    (23, "more than announced"): (always(says(head("Content-Length: 20"), PICTURE)), "interrupted damaged"),
    (23, "less than announced"): (always(says(head("Content-Length: 5000"), PICTURE)), "interrupted"),
    (23, "a huge length"): (always(says(head("Content-Length: 99999999999"), bytes(20_000))), "too_large"),
    (25, "gzip"): (always(served(gzip.compress(bytes(10_000)), "Content-Encoding: gzip")), "encoded"),
    (25, "brotli"): (always(served(PICTURE, "Content-Encoding: br")), "encoded"),
    (25, "gzip in gzip"): (always(served(PICTURE, "Content-Encoding: gzip, gzip")), "encoded"),
    (26, "no body"): (always(served(b"")), "not_an_image"),
    (26, "cut short"): (always(says(head("Content-Length: 5000"), PICTURE[:40])), "interrupted"),
    (26, "a broken chunk"): (always(says(head("Transfer-Encoding: chunked"), b"ff\r\nshort")), "interrupted"),
    (29, "200 with a storage's error"): (
        always(served(b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')),
        "not_an_image",
    ),
}
STATUSES = {
    "204 No Content": "unexpected_status",
    "206 Partial Content": "unexpected_status",
    "304 Not Modified": "unexpected_status",
    "401 Unauthorized": "not_permitted",
    "404 Not Found": "not_found",
    "410 Gone": "expired",
    "429 Too Many Requests": "unavailable",
    "500 Internal Server Error": "unavailable",
}

HOSTS = [
    *(
        Attack(number, f"{name}, never followed", codes("redirected"), play=play)
        for (number, name), (play, _) in REDIRECTS.items()
    ),
    *(
        Attack(number, f"{name}, checked", codes(code), play=play, limits=FOLLOWED)
        for (number, name), (play, code) in REDIRECTS.items()
    ),
    *(
        Attack(
            number,
            f"{name}, at most {limits.get('max_redirects', 0)}",
            codes("redirected"),
            play=play,
            limits=limits,
            asked=asked,
        )
        for (number, name), play in LOOPS.items()
        for limits, asked in (({}, ONCE), (FOLLOWED, ALL))
    ),
    *(Attack(number, name, codes(code), play=play) for (number, name), (play, code) in BODIES.items()),
    Attack(24, "a byte now and then", codes("timed_out"), play=always(dripping), limits=SHORT),
    Attack(26, "no answer, to the second try of a client neither", codes("interrupted"), asked=2),
    Attack(27, "another hash", codes("wrong_hash"), play=always(served(PICTURE)), promised={"sha256": "0" * 64}),
    *(Attack(28, status, codes(code), play=always(served(b"", status=status))) for status, code in STATUSES.items()),
    Attack(
        30,
        "silence after the headers",
        codes("timed_out"),
        play=always(hanging(head("Content-Length: 9"))),
        limits=SHORT,
    ),
    Attack(30, "silence", codes("timed_out"), play=always(hanging(b"")), limits=SHORT),
]
