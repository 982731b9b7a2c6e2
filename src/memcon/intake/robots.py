"""What a host's robots.txt permits, after RFC 9309."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from memcon.errors import InputError

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

AGENT = "memcon"
MOST_HOSTS = 1_000
"""Hosts whose rules are remembered; the one asked for longest ago is forgotten first."""
MOST_BYTES = 1_000_000
LONGEST_PAUSE = 30.0
"""Seconds beyond which a host's Crawl-delay is not kept to."""

Get = Callable[[str], tuple[int, bytes]]
"""An address -> the status and the body of the answer; raises InputError."""


class Robots:
    """The rules of the hosts met so far, each fetched once."""

    def __init__(self) -> None:
        self._rules: OrderedDict[str, RobotFileParser] = OrderedDict()

    def check(self, origin: str, address: str, get: Get) -> float:
        """The pause in seconds that a host asks for; raises InputError where it does not permit an address.

        origin is the scheme, host and port whose robots.txt holds. A file that is not there (4xx) permits all;
        one that the server cannot give (5xx, no answer) permits nothing.
        """
        rules = self._rules.get(origin)
        if rules is None:
            rules = self._rules[origin] = _rules(f"{origin}/robots.txt", get)
        self._rules.move_to_end(origin)
        while len(self._rules) > MOST_HOSTS:
            self._rules.popitem(last=False)
        if not rules.can_fetch(AGENT, address):
            raise InputError("the site's robots.txt does not permit it; save the page and give the file")
        return min(float(rules.crawl_delay(AGENT) or 0), LONGEST_PAUSE)


def _rules(address: str, get: Get) -> RobotFileParser:
    """The rules at an address; raises InputError where they cannot be had or understood."""
    from urllib.robotparser import RobotFileParser

    rules = RobotFileParser()
    try:
        status, body = get(address)
    except InputError as error:
        raise InputError(f"{error} (asking for its robots.txt)") from error
    if 400 <= status < 500:
        rules.parse([])
        return rules
    if status != 200:
        raise InputError(f"its robots.txt cannot be read (the server answers {status}), so nothing is fetched")
    try:
        rules.parse(body.decode("utf-8-sig", "replace").splitlines())
    except ValueError as error:  # a path such as "//[", a figure such as "²"
        raise InputError("its robots.txt cannot be understood, so nothing is fetched") from error
    return rules
