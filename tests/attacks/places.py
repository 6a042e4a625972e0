"""1 to 15: links that lead where nothing is fetched from. Nobody may be connected to at all."""

from tests.attacks.attack import CANARY, Attack, codes

GOOD = "good.example"
FORBIDDEN = "address_forbidden"

LITERAL = {
    1: ["127.0.0.1"],
    2: ["localhost"],
    3: ["0.0.0.0", "0"],
    4: ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1"],
    5: ["[::1]", "[::]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"],
    6: [
        *("10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "198.18.0.1", "224.0.0.1"),
        *("[fc00::1]", "[fd12::1]", "[ff02::1]"),
    ],
    7: ["169.254.169.254", "192.0.0.192", "100.100.100.200", "168.63.129.16", "[fd00:ec2::254]"],
}
"""By number, hosts that are listed by mistake, in every way of writing them."""

NAMED = {
    (7, "metadata.google.internal"): ["169.254.169.254"],
    (8, "a public and a private address"): ["8.8.8.8", "127.0.0.1"],
    (8, "a private address before a public one"): ["10.0.0.1", "2606:4700::1111"],
    (9, "a name that leads to loopback"): ["127.0.0.1"],
    (9, "a name that leads to NAT64 of loopback"): ["64:ff9b::7f00:1"],
}
"""What a listed name resolves to."""

METADATA = ["http://169.254.169.254", "http://[fd00:ec2::254]", "http://100.100.100.200"]
"""Closed even to a test origin."""

BAD = {
    2: ["https://localhost.:<canary>/"],
    5: ["https://[fe80::1%25lo]:<canary>/", "https://[fe80::1%lo]:<canary>/"],
    10: [
        *("https://good.example./", "https://gооd.example/", "https://ｇood.example/"),
        *("https://good。example/", "https://１２７.0.0.1:<canary>/", "https://GOOD.example\u212a/"),
    ],
    11: [
        "https://good.example@127.0.0.1:<canary>/",
        "https://good.example:x@[::1]:<canary>/",
        "https://@good.example/",
    ],
    12: [
        *("https://good.example\\@127.0.0.1:<canary>/", "https://127.0.0.1:<canary>\\@good.example/"),
        *(
            "https://good.ex\tample/",
            "https://good.example/\r\nHost: evil",
            "https://127.0.0.1:<canary>\x00.good.example/",
        ),
        *("https://127.0.0.1:<canary>#@good.example/", "https://good.example:443:<canary>/"),
    ],
    13: [
        *(
            "file:///etc/passwd",
            "ftp://127.0.0.1:<canary>/a.png",
            "gopher://127.0.0.1:<canary>/_GET",
            "//good.example/",
        ),
        *("data:image/png;base64,AAAA", "jar:https://good.example!/a.png", "/etc/passwd"),
    ],
    15: ["https://good.example/" + "a" * 65536],
}
UNLISTED = {
    10: ["https://good.example.evil.example/", "https://evil-good.example/", "https://GOOD.EXAMPLE.evil.example/"],
    14: [f"http://127.0.0.1:{port}/" for port in (CANARY, 8069, 5678, 5432, 6379)],
}


def _shown(url: str) -> str:
    return ascii(url)[1:61]


PLACES = [
    *(
        Attack(
            number, host, codes(f"{FORBIDDEN} unresolved"), f"https://{host}:{CANARY}/", (f"{host}:{CANARY}",), asked=0
        )
        for number, hosts in LITERAL.items()
        for host in hosts
    ),
    *(
        Attack(number, name, codes(FORBIDDEN), f"https://{GOOD}/", (GOOD,), tuple(addresses), asked=0)
        for (number, name), addresses in NAMED.items()
    ),
    *(
        Attack(7, f"{origin} as a test origin", codes(FORBIDDEN), f"{origin}/", (origin,), asked=0)
        for origin in METADATA
    ),
    *(
        Attack(number, _shown(url), codes("bad_url"), url, (GOOD,), asked=0)
        for number, urls in BAD.items()
        for url in urls
    ),
    *(
        Attack(number, _shown(url), codes("host_not_allowed"), url, (GOOD,), asked=0)
        for number, urls in UNLISTED.items()
        for url in urls
    ),
]
