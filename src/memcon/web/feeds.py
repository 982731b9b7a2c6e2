"""The contacts of a pair as an Atom feed (RFC 4287)."""

from __future__ import annotations

from urllib.parse import quote
from xml.etree import ElementTree as Xml

from memcon.record import Timeline
from memcon.views import replies
from memcon.views.exports.described import legal_xml
from memcon.views.wording import listed

_NEVER = "1970-01-01"


def to_atom(found: Timeline, base: str) -> str:
    """Writes the contacts of two parties as a feed, the latest first; base is the address of the server.

    An entry is updated on the day when the first report of it was published: the ledger knows no later change.
    """
    names = {actor.id: actor.name for actor in found.actors}
    pair = listed(names.get(party, party) for party in found.parties)
    here = f"{base}/pair/{'/'.join(quote(party, safe='', errors='replace') for party in found.parties)}"
    feed = Xml.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "id", here)
    _add(feed, "title", f"Contacts of {pair}")
    _add(feed, "updated", _instant(max((one.known_from or _NEVER for one in found.contacts), default=_NEVER)))
    Xml.SubElement(feed, "link", href=here)
    Xml.SubElement(Xml.SubElement(feed, "author"), "name").text = "memcon"
    for one in reversed(found.contacts):
        entry = Xml.SubElement(feed, "entry")
        _add(entry, "id", f"urn:memcon:contact:{one.id}")
        _add(entry, "title", f"{replies.kind(one.kind).capitalize()}, {replies.days(one.earliest, one.latest)}")
        _add(entry, "updated", _instant(one.known_from or _NEVER))
        Xml.SubElement(entry, "link", href=f"{base}/contact/{one.id}")
        parts = [f"{one.status}, {one.reports} reports", *(["about " + listed(one.topics)] if one.topics else [])]
        _add(entry, "summary", "; ".join(parts))
    Xml.indent(feed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(feed, encoding="unicode")}\n'


def _add(parent: Xml.Element, name: str, words: str) -> None:
    Xml.SubElement(parent, name).text = legal_xml(words)


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"
