"""Which addresses are fetched and which are refused."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.errors import InputError
from memcon.intake.addresses import checked_addresses, refusal, system_addresses, web_address

PUBLIC = ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e")


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_fetched(address: str) -> None:
    """A public address is not refused, nor is an IPv6 address that leads to a public IPv4 one."""
    assert refusal(address) is None


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1"),
        *("::ffff:127.0.0.1", "::ffff:10.1.1.1", "::ffff:169.254.169.254", "::127.0.0.1", "2002:7f00:1::"),
        *("2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001:0:1::1", "2001:db8::1"),
        *("", "localhost", "127.1", "0x7f000001"),
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    """Private, loopback, link-local, shared, reserved and unreadable addresses are refused, wrapped or not."""
    assert refusal(address)


def test_one_private_address_among_several_refuses_the_host() -> None:
    """A host is refused where any of its addresses is private, not only the first."""
    with pytest.raises(InputError, match=r"10\.0\.0\.7, a private address"):
        checked_addresses("news.example", 80, allow=(), resolve=lambda *_: ["93.184.215.14", "10.0.0.7"], seconds=1)


def test_allowed_host_is_not_checked() -> None:
    """A host on the list of exceptions may be at a private address; others still may not."""
    found = checked_addresses("News.example.", 80, allow={"news.example"}, resolve=lambda *_: ["10.0.0.7"], seconds=1)
    assert found == ("10.0.0.7",)


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]".strip("[]")])
def test_spellings_of_loopback_are_refused(host: str) -> None:
    """Whatever the system takes for a loopback address is refused, however it is spelled."""
    with pytest.raises(InputError):
        checked_addresses(host, 80, allow=(), resolve=system_addresses, seconds=5)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "a..b", "x\x00y"])
def test_impossible_names_are_told(host: str) -> None:
    """A name that cannot be asked for is an InputError, not a crash."""
    with pytest.raises(InputError, match="not found"):
        checked_addresses(host, 80, allow=(), resolve=system_addresses, seconds=5)


@pytest.mark.parametrize(
    "address",
    [
        *("", "ftp://news.example/a", "file:///etc/passwd", "news.example/a", "http://", "http:///a", "https://?"),
        *("http://user:secret@news.example/", "http://a b.example/", "http://news.example:99999999/", "gopher://x"),
        *("http://[::1", "http://\ud800.example/", "http://news.example/" + "a" * 5_000, "javascript:alert(1)"),
    ],
)
def test_what_is_no_web_address_is_told(address: str) -> None:
    """Other schemes, addresses without a host, with a password or out of bounds are InputErrors of one line."""
    with pytest.raises(InputError) as caught:
        web_address(address)
    assert "\n" not in str(caught.value)


def test_web_address_loses_its_fragment() -> None:
    """What follows # names a place in the page and is not asked for."""
    assert str(web_address(" https://News.example/a?b=1#c ")) == "https://news.example/a?b=1"


@given(text=st.one_of(st.text(max_size=60), st.text(max_size=40).map("http://{}".format)))
def test_any_text_is_an_address_or_told(text: str) -> None:
    """Whatever stands where an address should, it becomes a URL of http or https with a host, or an InputError."""
    try:
        url = web_address(text)
    except InputError:
        return
    assert url.scheme in {"http", "https"}
    assert url.host
    assert not url.fragment


@given(st.one_of(st.ip_addresses(), st.ip_addresses(v=4).map("::ffff:{}".format)))
def test_what_is_not_refused_is_global(address: IPv4Address | IPv6Address | str) -> None:
    """No address is let through that the standard library does not take for a global one."""
    if refusal(str(address)) is None:
        ip = ip_address(str(address))
        assert (getattr(ip, "ipv4_mapped", None) or ip).is_global
