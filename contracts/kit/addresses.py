"""Which IP addresses a download may connect to (I09, attack cases 1 to 9 of the link download).

`ipaddress` alone is not enough: for it multicast, NAT64 and 6to4 forms of loopback and two clouds' own service
addresses are global, and what it knows of IANA's registries differs between Python versions. So the blocks stand here.
"""

import ipaddress
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _networks(*texts: str) -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)


NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: what a DNS64 resolver makes of an IPv4 address, so the address within is judged."""

METADATA: Final = frozenset(
    map(ipaddress.ip_address, ("169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254"))
)
"""Where clouds answer with credentials: the common one, Alibaba, Oracle, Azure, and AWS over IPv6."""

GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that IANA has given out to the public."""

SPECIAL: Final = _networks(
    "192.0.0.0/24",  # IETF protocol assignments
    "192.88.99.0/24",  # 6to4 relays, obsolete
    "2001::/23",  # IETF protocol assignments, Teredo among them
    "2001:db8::/32",  # documentation
    "2002::/16",  # 6to4: carries any IPv4 address, obsolete
    "3fff::/20",  # documentation
)
"""Blocks that `is_global` lets through, in some Python version at least."""

LOCAL: Final = _networks("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
"""Loopback and private networks: where a test origin may stand."""


def read(text: str) -> Address | None:
    """Read a resolved address, an IPv4 one out of its IPv6 wrapping; None for what is no plain address.

    An address with a zone (`fe80::1%eth0`) is none: it means something on one machine only.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.scope_id is not None:
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to a host of the public Internet, and to no cloud's own services."""
    if isinstance(address, ipaddress.IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    forbidden = address.is_multicast or address in METADATA or _within(address, SPECIAL)
    return address.is_global and not forbidden


def is_local(address: Address) -> bool:
    """Tell whether an address is loopback or private, and no cloud's own service."""
    return address not in METADATA and _within(address, LOCAL)


def _within(address: Address, networks: tuple[_Network, ...]) -> bool:
    return any(address in network for network in networks)
