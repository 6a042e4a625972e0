"""Every address that a download must never connect to, whatever way it is written."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.kit import addresses

FORBIDDEN = {
    "loopback": "127.0.0.1",
    "loopback, high": "127.255.255.254",
    "unspecified": "0.0.0.0",
    "this network": "0.1.2.3",
    "private 10": "10.0.0.1",
    "private 172": "172.31.255.255",
    "private 192": "192.168.1.1",
    "carrier-grade NAT": "100.64.0.1",
    "benchmarking": "198.19.0.1",
    "link local": "169.254.1.1",
    "metadata": "169.254.169.254",
    "metadata of Oracle": "192.0.0.192",
    "metadata of Alibaba": "100.100.100.200",
    "service address of Azure": "168.63.129.16",
    "protocol assignments": "192.0.0.9",
    "documentation": "203.0.113.1",
    "6to4 relay": "192.88.99.1",
    "multicast": "224.0.0.1",
    "multicast, global scope": "233.252.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "v6 unspecified": "::",
    "v6 loopback": "::1",
    "v4 mapped loopback": "::ffff:7f00:1",
    "v4 mapped metadata": "::ffff:169.254.169.254",
    "v4 compatible loopback": "::7f00:1",
    "NAT64 of loopback": "64:ff9b::7f00:1",
    "NAT64 of metadata": "64:ff9b::a9fe:a9fe",
    "NAT64 for local use": "64:ff9b:1::7f00:1",
    "6to4 of loopback": "2002:7f00:1::",
    "6to4 of a public host": "2002:808:808::1",
    "Teredo": "2001:0:7f00:1::1",
    "ISATAP on link": "fe80::5efe:7f00:1",
    "link local v6": "fe80::1",
    "link local with zone": "fe80::1%lo",
    "public with zone": "2606:4700::1111%eth0",
    "site local, obsolete": "fec0::1",
    "unique local": "fc00::1",
    "metadata v6": "fd00:ec2::254",
    "multicast v6": "ff02::1",
    "multicast v6, global": "ff0e::1",
    "documentation v6": "2001:db8::1",
    "documentation v6, new": "3fff::1",
    "segment routing": "5f00::1",
}

NOT_ADDRESSES = ["", "localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0", "1.2.3.4 ", "[::1]", "１.1.1.1"]

LOCAL = ["127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.9", "192.168.0.2", "::1", "fd12::1", "::ffff:127.0.0.1"]


@pytest.mark.parametrize("text", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_is_not_public(text: str) -> None:
    """No special address passes for a host of the public Internet."""
    address = addresses.read(text)
    assert address is None or not addresses.is_public(address)


@pytest.mark.parametrize("text", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_is_public(text: str) -> None:
    """A public host passes, through NAT64 as well, for else nothing could be fetched on an IPv6-only network."""
    address = addresses.read(text)
    assert address is not None
    assert addresses.is_public(address)
    assert not addresses.is_local(address)


@pytest.mark.parametrize("text", NOT_ADDRESSES)
def test_is_no_address(text: str) -> None:
    """Spellings that only some resolver understands are no addresses: what it makes of them is judged."""
    assert addresses.read(text) is None


@pytest.mark.parametrize("text", LOCAL)
def test_is_local(text: str) -> None:
    """A test origin may stand on loopback or a private network."""
    address = addresses.read(text)
    assert address is not None
    assert addresses.is_local(address)


@pytest.mark.parametrize(
    "text", ["169.254.169.254", "fd00:ec2::254", "0.0.0.0", "169.254.1.1", "224.0.0.1", "fe80::1", "100.64.0.1"]
)
def test_is_not_even_local(text: str) -> None:
    """Metadata, link-local, multicast and unspecified addresses are closed to test origins too."""
    address = addresses.read(text)
    assert address is not None
    assert not addresses.is_local(address)


@given(st.ip_addresses(v=4))
def test_wrapping_changes_nothing(inner: ipaddress.IPv4Address) -> None:
    """An IPv4 address is judged alike whether it comes plain, mapped or through NAT64."""
    wrapped = [f"::ffff:{inner}", str(ipaddress.IPv6Address(int(addresses.NAT64.network_address) | int(inner)))]
    assert [addresses.read(text) for text in wrapped] == [inner, inner]


@given(st.ip_addresses())
def test_never_public_and_local(address: addresses.Address) -> None:
    """No address is both, and none is public that Python itself calls private."""
    assert not (addresses.is_public(address) and (addresses.is_local(address) or address.is_private))
