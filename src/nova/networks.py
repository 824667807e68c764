"""Network addresses: one spelling each, and the network that stands for a caller."""

import functools
import ipaddress


@functools.lru_cache(10_000)
def address(text: str) -> str:
    """The one spelling of an address; an IPv4 one mapped into IPv6 is IPv4. Empty: none at all."""
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)


def is_loopback(name: str) -> bool:
    """Whether this host, address or network is this machine alone."""
    try:
        return name == "localhost" or ipaddress.ip_network(name, strict=False).is_loopback
    except ValueError:
        return False


@functools.lru_cache(10_000)
def site(text: str) -> str:
    """What one customer of a provider may have in all: of IPv6 a /48 (RFC 6177), else the network.

    `private.client_site` says the same in SQL.
    """
    one = address(text)
    if ":" in one:
        return str(ipaddress.ip_network(f"{one}/48", strict=False))
    return network(text)


@functools.lru_cache(10_000)
def network(text: str) -> str:
    """An address as rates count it: an IPv6 caller has a whole /64 to call from.

    `private.client_network` says the same in SQL; a test holds the two equal.
    """
    one = address(text)
    if ":" in one:
        return str(ipaddress.ip_network(f"{one}/64", strict=False))
    return one or "unknown"
