"""RSS and Atom: entries with their dates as written, whatever is wrong with the feed."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import Failure, documents, feeds, located
from memcon.record import Document

CONFIG = Config(language="en")
ITEM = """<item><title>Envoys &amp;amp; ministers meet</title><link>https://example.org/1</link>
<pubDate>Thu, 03 Jul 2025 10:15:00 +0530</pubDate><author>Jane Roe</author>
<description>&lt;p&gt;The envoys met
in Vienna.&lt;/p&gt;&lt;p&gt;They agreed &lt;b&gt;at last&lt;/b&gt;.
&lt;script&gt;x&lt;/script&gt;</description></item>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title>
<entry><title>Talks resume</title><link href="https://example.org/2"/><published>2025-07-03T00:36:00+05:30</published>
<updated>2025-07-04T00:00:00Z</updated><summary>Short.</summary>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The talks resumed.</p><p>They go on.</p></div></content>
</entry><entry><title>Only a title</title><updated>2025-07-04T00:00:00Z</updated></entry>
<entry><content type="text">Plain words
stand here.</content></entry><entry><id>x</id></entry></feed>"""


def rss(items: str, before: str = '<?xml version="1.0"?>') -> bytes:
    """An RSS feed of some items."""
    return f'{before}<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'.encode()


def made(path: Path, data: bytes) -> list[Document | Failure]:
    """What a feed of these bytes gives."""
    path.write_bytes(data)
    return list(documents([path], CONFIG))


def test_an_entry_of_rss_is_a_document(tmp_path: Path) -> None:
    """Text, title, address, author and publisher are taken, and the date with the offset it was written with."""
    (one,) = made(tmp_path / "a.xml", rss(ITEM))
    assert isinstance(one, Document)
    assert one.text == "Envoys & ministers meet\n\nThe envoys met in Vienna.\n\nThey agreed at last."
    assert (one.headline, one.url) == ("Envoys & ministers meet", "https://example.org/1")
    assert (one.publisher, one.author) == ("Courier", "Jane Roe")
    assert one.published == "2025-07-03T10:15:00+05:30"
    assert one.published_source is not None
    assert one.published_source.exact == "Thu, 03 Jul 2025 10:15:00 +0530"


def test_entries_of_atom_are_documents(tmp_path: Path) -> None:
    """The content goes before the summary, the publication before the update; a title alone is a text."""
    first, second, third, fourth = made(tmp_path / "a.atom", ATOM.encode())
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(third, Document)
    assert isinstance(fourth, Failure)
    assert (first.text, first.published) == (
        "Talks resume\n\nThe talks resumed.\n\nThey go on.", "2025-07-03T00:36:00+05:30"
    )  # fmt: skip
    assert (second.text, second.published) == ("Only a title", "2025-07-04T00:00:00+00:00")
    assert "Plain words" in third.text
    assert fourth.source.endswith("a.atom#4")


def test_a_feed_that_breaks_off_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    """The whole entries of a cut-off feed are read, and a Failure tells that some may be missing."""
    *found, last = made(tmp_path / "a.rss", rss(ITEM + ITEM)[:-60])
    assert len(found) == 2
    assert isinstance(found[0], Document)
    assert isinstance(last, Failure)
    assert "malformed" in last.reason


def test_a_feed_is_told_by_its_root_and_read_on_after_an_entry(tmp_path: Path) -> None:
    """Entries have their number as position, and a run goes on after it."""
    path = tmp_path / "feed.txt"
    path.write_bytes(rss(ITEM * 3))
    assert [one.position for one in located([path], CONFIG, after=f"{path}#1")] == [f"{path}#2", f"{path}#3"]


HOSTILE = {
    "entities": rss(
        "<item><title>&l9;</title></item>",
        '<!DOCTYPE l [<!ENTITY l0 "lol">'
        + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>",
    ),
    "file": rss("<item><title>&x;</title></item>", '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "deep": rss("<item><description>" + "<a>" * 100_000),
    "deep markup": rss("<item><description>" + "&lt;b&gt;" * 50_000 + "</description></item>"),
    "comments": rss("<item><description>" + "<!--" * 60_000),
    "cdata": rss("<item><description>" + "<![CDATA[" * 60_000),
    "doctypes": b"<!DOCTYPE rss [" + b"<!ENTITY a '" * 60_000 + b"]><rss>",
    "attributes": b"<rss " + b"a='1' " * 100_000 + b"><item><title>x</title></item>",
    "date": rss("<item><title>x</title><pubDate>" + " -" * 500_000 + "</pubDate></item>"),
    "author": rss("<item><title>x</title><author>" + "a@" * 500_000 + "</author></item>"),
    "tags": rss("<a/>" * 300_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_feeds_cost_seconds_at_most(tmp_path: Path, name: str) -> None:
    """Bombs of entities, depth, comments and long fields are read in no time, and nothing is fetched or opened."""
    start = time.process_time()
    found = made(tmp_path / "a.rss", HOSTILE[name])
    assert time.process_time() - start < 5
    assert found
    assert not any("root:" in one.text for one in found if isinstance(one, Document))


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket is opened, though the feed's bytes are an address or name one."""
    monkeypatch.setattr("socket.socket", None)
    for data in (b"http://127.0.0.1:9/feed", rss(ITEM, '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">')):
        assert made(tmp_path / "a.rss", data)


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_any_feed_is_entries_or_an_input_error(data: st.DataObject) -> None:
    """However a feed is hurt, reading it raises nothing but InputError."""
    hurt = bytearray(data.draw(st.sampled_from([rss(ITEM * 2), ATOM.encode()])))
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(hurt) - 1))
        hurt[at : at + data.draw(st.integers(0, 30))] = data.draw(
            st.binary(max_size=20) | st.sampled_from([b"<", b"&#", b"]]>", b"<![CDATA[", b"<item>", b'xmlns:a="'])
        )
    with suppress(InputError):
        for member in feeds.entries(bytes(hurt), CONFIG):
            with suppress(InputError):
                assert member.make()[0].text


def test_the_caption_of_an_entrys_picture_is_removed_and_listed(tmp_path: Path) -> None:
    """A figure's caption is no text of an entry, and is listed with its reason."""
    content = (
        "&lt;p&gt;The envoys met.&lt;/p&gt;&lt;figure&gt;&lt;figcaption&gt;A palace&lt;/figcaption&gt;&lt;/figure&gt;"
    )
    (one,) = made(tmp_path / "a.rss", rss(f"<item><title>Talks</title><description>{content}</description></item>"))
    assert isinstance(one, Document)
    assert one.text == "Talks\n\nThe envoys met."
    assert [(removed.reason.value, removed.exact) for removed in one.removed] == [("caption", "A palace")]
