"""The HTML page."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.record import Actor, Candidate, Document, Paragraph, ReaderInfo, Record, Removed, Statement, Time
from memcon.record.vocabulary import ActorKind, Quotation, RemovedReason, TimexType
from memcon.views.codec import spans
from memcon.views.page import frame, page
from memcon.views.visible import visible

VOID = {"meta", "input", "br"}


class Reading(HTMLParser):
    """Reads a page as a browser would: its elements with their attributes, its text, and what links where."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.article = ""
        self.segments: dict[str, str] = {}
        self._segment: str | None = None
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("a", "span") and (found.get("class") or "").startswith("m "):
            self._segment = found["id"]
            self.segments[found["id"] or ""] = ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"
        if tag in ("a", "span"):
            self._segment = None

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.article += data
        if self._segment:
            self.segments[self._segment] += data

    def attributes(self, name: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [found[name] or "" for _, found in self.elements if name in found]


def hostile(text: str) -> Record:
    """A record that holds a text in every place that takes words."""
    document = Document(
        text, headline=text, url=text, publisher=text, author=text, published=text, language=text,
        paragraphs=(Paragraph(0, len(text)),), removed=(Removed(RemovedReason.CAPTION, text, 0, 1),),
    )  # fmt: skip
    whole = document.span(0, len(text))
    return Record(
        text,
        ReaderInfo(text, text, (text,)),
        document,
        (Actor(text, text, ActorKind.PERSON, text),),
        (Time(whole, TimexType.DATE, text),),
        (Statement(text, text, whole, whole, (whole,), Quotation.DIRECT, (whole,), text),),
    )


def test_every_span_is_marked_and_leads_to_its_field(record: Record) -> None:
    """The words of each span stand in marked pieces, and each piece links to a field that is on the page."""
    read = Reading(page([record]))
    ids = set(read.attributes("id"))
    for span in spans(record):
        covered = "".join(
            words for name, words in read.segments.items() if span.start <= int(name.removeprefix("t")) < span.end
        )
        assert span.exact == covered
    for name, found in read.elements:
        if name == "a" and (found.get("href") or "").startswith("#"):
            assert (found["href"] or "")[1:] in ids
    assert {field for value in read.attributes("data-f") for field in value.split()} <= ids


def test_ids_are_unique_even_with_several_records(record: Record) -> None:
    """Two records on one page do not share an id."""
    ids = Reading(page([record, record])).attributes("id")
    assert len(ids) == len(set(ids))


def test_the_text_is_whole(record: Record) -> None:
    """All paragraphs stand in the article, word for word."""
    read = Reading(page([record]))
    for paragraph in record.document.paragraphs:
        assert record.document.text[paragraph.start : paragraph.end] in read.article


def test_overlapping_spans_are_all_kept() -> None:
    """Where two spans cross, the shared words belong to both fields, the narrower one first."""
    document = Document("one two three four", paragraphs=(Paragraph(0, 18),))
    times = (Time(document.span(0, 13), TimexType.DATE, "A"), Time(document.span(4, 18), TimexType.DATE, "B"))
    read = Reading(page([Record("1", ReaderInfo("memcon", "0", ()), document, times=times)]))
    assert read.segments == {"t0": "one ", "t4": "two three", "t13": " four"}
    shared = next(found for name, found in read.elements if found.get("id") == "t4")
    assert shared["data-f"] == "f0 f1"


def test_a_span_over_two_paragraphs_is_marked_in_both() -> None:
    """A quotation that runs on into the next paragraph is marked on both sides of the break."""
    document = Document("one\n\ntwo", paragraphs=(Paragraph(0, 3), Paragraph(5, 8)))
    times = (Time(document.span(1, 7), TimexType.DATE, "A"),)
    read = Reading(page([Record("1", ReaderInfo("memcon", "0", ()), document, times=times)]))
    assert read.segments == {"t1": "ne", "t5": "tw"}


def test_the_policy_admits_the_style_and_the_script_alone(record: Record) -> None:
    """The policy names the hashes of the page's one style sheet and one script; nothing else may load."""
    written = page([record])
    policy = next(value for value in Reading(written).attributes("content") if value.startswith("default-src"))
    assert policy.startswith("default-src 'none'")
    for name in ("style", "script"):
        (inside,) = re.findall(f"<{name}>(.*?)</{name}>", written, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(r"\bsrc=|@import|url\(", written)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "</style></script><!--",
        "a\u202eb\u2066c\x00d\x1b[31m",
        "&lt;b&gt; &amp; &#60;",
        "\ud800",
    ],
)
def test_hostile_text_stays_text(text: str) -> None:
    """Script, handlers, addresses and control characters in any field are shown as words and do nothing."""
    written = page([hostile(text)])
    written.encode("utf-8")
    read = Reading(written)
    assert [name for name, _ in read.elements].count("script") == 1
    assert not any(name in {"img", "iframe", "object"} for name, _ in read.elements)
    assert not any(attribute.startswith("on") for _, found in read.elements for attribute in found)
    assert all(value.startswith(("#", "https:", "http:")) for value in read.attributes("href"))
    assert visible(text) in read.article
    assert not any(character in written for character in "\u202e\u2066\x00\x1b")


@given(st.text(st.characters(), min_size=1))
def test_any_text_gives_a_page_that_says_it(text: str) -> None:
    """Whatever the text, the page is well formed and its article holds the text."""
    read = Reading(page([hostile(text)]))
    assert read.open == []
    assert visible(text).strip() in read.article


@given(st.data())
def test_any_spans_cut_the_text_without_losing_a_letter(data: st.DataObject) -> None:
    """However spans lie, the pieces make up the words, and exactly what a span covers is marked."""
    text = data.draw(st.text("ab ", min_size=1, max_size=40))
    offsets = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=12))
    document = Document(text, paragraphs=(Paragraph(0, len(text)),))
    times = tuple(Time(document.span(start, end), TimexType.DATE, "X") for start, end in pairs)
    read = Reading(page([Record("1", ReaderInfo("memcon", "0", ()), document, times=times)]))
    assert text in read.article
    marked = sum(len(words) for words in read.segments.values())
    assert marked == len({offset for start, end in pairs for offset in range(start, end)})


def test_the_address_of_a_report_is_a_link_that_tells_nothing(record: Record) -> None:
    """The report's own address is linked, without referrer."""
    links = [found for name, found in Reading(page([record])).elements if found.get("rel")]
    assert [(link["href"], link["rel"]) for link in links] == [
        (record.document.url, "noopener noreferrer"),
    ]


def test_a_notebook_gets_the_page_in_a_frame(record: Record) -> None:
    """The frame's srcdoc is the page, and the frame is sandboxed."""
    ((name, found),) = Reading(frame(record)).elements
    assert name == "iframe"
    assert found["srcdoc"] == page([record])
    assert found["sandbox"] == "allow-scripts"


def test_an_untitled_text_has_no_heading(record: Record) -> None:
    """Only a headline becomes the page's h1."""
    untitled = replace(record.document, headline=None)
    assert "<h1" in page([record])
    assert "<h1" not in page([replace(record, document=untitled)])


def test_a_crowd_of_spans_is_bounded() -> None:
    """Where a hundred spans cover the same words, the narrowest 32 are kept and the text stays whole."""
    text = "ab " * 100
    document = Document(text, paragraphs=(Paragraph(0, len(text)),))
    times = tuple(Time(document.span(0, 10 + number), TimexType.DATE, "X") for number in range(100))
    read = Reading(page([Record("1", ReaderInfo("memcon", "0", ()), document, times=times)]))
    assert text in read.article
    (first,) = (found for _, found in read.elements if found.get("id") == "t0")
    assert (first["data-f"] or "").split() == [f"f{number}" for number in range(32)]


def test_several_records_have_an_index(record: Record) -> None:
    """A page of several records lists their headlines first, each leading to its text."""
    read = Reading(page([record, record]))
    ids = set(read.attributes("id"))
    assert {"r0-text", "r1-text"} <= ids
    assert "#r1-text" in read.attributes("href")
    assert "#r0-text" not in Reading(page([record])).attributes("href")


def test_an_actor_in_doubt_is_shown_with_its_candidates(record: Record) -> None:
    """The field of an unresolved actor names everyone it may mean, escaped."""
    both = (Candidate("Q1", "Ana <b>", 0.6), Candidate("Q2", "Eva Brandt", 0.4))
    written = page([replace(record, actors=(Actor("a", "Brandt", ActorKind.PERSON, candidates=both),))])
    assert "may be Ana &lt;b&gt; (60 %) or Eva Brandt (40 %)" in written
