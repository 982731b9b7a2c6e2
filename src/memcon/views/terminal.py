"""A Record as a page for the terminal: what a desk officer wants first, first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from memcon.record import Actor, Contact, Document, Event, Informed, Record, Span, Statement
from memcon.record.vocabulary import Quotation, Verdict
from memcon.views import wording
from memcon.views.arrangement import Arrangement, Checked, Moment, Said, Told, arrange
from memcon.views.visible import around, clipped, line

VERDICT_STYLES = {
    Verdict.CONTRADICTED: "bold red",
    Verdict.ROUNDED: "yellow",
    Verdict.CONSISTENT: "green",
    Verdict.UNVERIFIABLE: "dim",
}
_SIDE_BY_SIDE = 32
"""Columns a side's account needs to stand beside the others; in fewer, they stand one below the other."""
_WIDEST = 110
"""Columns used at most: longer lines are hard to read."""
_NESTED = 60
"""Characters shown of a nested statement."""
_TELLING = 120
"""Characters of the words shown around an event or a piece of evidence."""


class TerminalPage:
    """A Record that rich can print; it fits itself to the width it is given."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, _WIDEST)
        yield Constrain(Group(*_page(self.record, width)), width)


def _page(record: Record, width: int) -> Iterator[RenderableType]:
    """The parts of the page, from top to bottom."""
    arranged = arrange(record)
    contradicted = arranged.contradicted()
    others = [checked for checked in arranged.checked if checked not in contradicted]
    yield from _title(record.document)
    yield from _section("Check this", (_check(checked, record.document) for checked in contradicted))
    for told in arranged.told:
        yield from _contact(told, arranged, record)
    if not arranged.told:
        yield Text("No contact between officials found as news in this text.", style="italic")
        yield Text()
    yield from _section("Also reported", (_event(event, arranged) for event in arranged.reported))
    for told in arranged.told:
        yield from _accounts(told, arranged, width)
    if any(not moment.is_main for moment in arranged.moments):
        yield from _section("Background, by date", [_timeline(arranged)])
    title = "Others say" if arranged.told else "Who says what"
    yield from _section(title, _statements(arranged.said, arranged))
    yield from _section("Checked", (_check(checked, record.document) for checked in others))
    yield from _section("Not told apart", (_doubt(actor) for actor in record.actors if actor.candidates))
    if left_out := wording.removed(record.document.removed):
        yield Text(f"Left out of the text: {left_out}.", style="dim")


def _doubt(actor: Actor) -> RenderableType:
    """An actor of whom the text does not tell who it is, and whom it may mean."""
    return Text(line(f"{actor.name}: {wording.candidates(actor)}"))


def _title(document: Document) -> Iterator[RenderableType]:
    """The headline, and below it who published it, when, and in which language."""
    headline = document.headline or document.text[: document.paragraphs[0].end if document.paragraphs else 100]
    yield Text(clipped(headline, 300) or "(no text)", style="bold")
    published = f"published {wording.date(document.published)}" if document.published else "publication date unknown"
    facts = [document.publisher, document.author, published, document.kind.value, document.language]
    yield Text(" · ".join(line(fact) for fact in facts if fact), style="dim")
    if document.url:
        yield Text(line(document.url), style="dim", overflow="fold")
    yield Text()


def _section(title: str, rows: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """A titled part of the page; nothing where it has no rows."""
    shown = list(rows)
    if shown:
        yield Rule(Text(title, style="bold"), align="left", style="dim")
        yield from shown
        yield Text()


def _check(checked: Checked, document: Document) -> RenderableType:
    """One finding: the verdict, the words of the claims, the sentence that explains it, and the evidence."""
    finding = checked.finding
    claimed = [claim.span for claim in checked.claims]
    head = Text(finding.verdict.value.upper(), style=VERDICT_STYLES[finding.verdict])
    said = ", ".join(f"“{line(span.exact)}”" for span in claimed) or finding.check
    head.append(f"  {said}", style="default not bold")
    rows: list[RenderableType] = [head, _indented(Text(line(finding.explanation)))]
    if finding.verdict is Verdict.CONTRADICTED:
        evidence = [span for span in finding.evidence if span not in claimed]
        words = (Text(f"“{_in_context(span, document)}”", style="italic dim") for span in evidence)
        rows.extend(_indented(one) for one in words)
    return Group(*rows)


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2), expand=False)


def _in_context(span: Span, document: Document) -> str:
    """Words of the report with those around them in their paragraph."""
    for paragraph in document.paragraphs:
        if paragraph.start <= span.start and span.end <= paragraph.end:
            whole = document.text[paragraph.start : paragraph.end]
            return around(whole, span.start - paragraph.start, span.end - paragraph.start, _TELLING)
    return clipped(span.exact, _TELLING)


def _contact(told: Told, arranged: Arrangement, record: Record) -> Iterator[RenderableType]:
    """The facts of a main contact, one a row."""
    contact = told.contact
    events = {event.id: event for event in record.events}
    facts = Table.grid(padding=(0, 2), expand=False)
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column()
    for label, value in _facts(contact, arranged, events):
        facts.add_row(label, value)
    yield from _section(wording.heading(contact), [facts])


def _facts(contact: Contact, arranged: Arrangement, events: dict[str, Event]) -> Iterator[tuple[str, Text]]:
    """The rows of a contact: who, who sought it, where, about what, with which outcome, who was told."""
    for number, participant in enumerate(contact.participants):
        who = Text(line(arranged.name(participant.actor)), style="bold")
        if participant.post:
            who.append(f", {line(participant.post)}", style="default not bold")
        yield ("" if number else "who", who)
    if contact.initiator:
        yield "sought by", Text(line(arranged.name(contact.initiator.actor)))
    if contact.place:
        yield "where", Text(line(contact.place.name))
    if contact.topics:
        labels = dict.fromkeys(line(topic.label) for topic in contact.topics)
        yield "about", Text(", ".join(labels))
    for outcome in contact.outcomes:
        if outcome in events:
            yield "outcome", _event(events[outcome], arranged)
    if contact.informed:
        told = [_informed(informed, arranged) for informed in _joined(contact.informed)]
        yield "informed", Text("; ".join(told))


def _joined(informed: tuple[Informed, ...]) -> Iterator[tuple[str, list[str]]]:
    """Each third party once, with every time it was told."""
    whens: dict[str, list[str]] = {}
    for third in informed:
        times = whens.setdefault(third.actor, [])
        if (when := wording.INFORMED[third.when]) and when not in times:
            times.append(when)
    yield from whens.items()


def _informed(third: tuple[str, list[str]], arranged: Arrangement) -> str:
    """A third party and when it was told, "Olaf of Sudria, before and after"."""
    actor, whens = third
    return line(arranged.name(actor)) + (f", {wording.listed(whens)}" if whens else "")


def _event(event: Event, arranged: Arrangement) -> Text:
    """An event: its type, who did it to whom, whether it was done, and the words."""
    shown = Text(event.type.value, style="cyan")
    shown.append(f" {line(wording.parties(event, arranged.name))}", style="default")
    shown.append(f" “{wording.telling(event, _TELLING)}”", style="italic dim")
    return shown


def _accounts(told: Told, arranged: Arrangement, width: int) -> Iterator[RenderableType]:
    """Each side's account: side by side where they fit, else one below the other."""
    sides = [side for side in told.sides if side.said]
    if not sides:
        return
    if len(sides) == 1 or width // len(sides) < _SIDE_BY_SIDE:
        for side in sides:
            yield from _section(f"{line(arranged.name(side.actor))} says", _statements(side.said, arranged))
        return
    table = Table.grid(padding=(0, 3), expand=True)
    for _ in sides:
        table.add_column(ratio=1)
    table.add_row(*(Text(f"{line(arranged.name(side.actor))} says", style="bold underline") for side in sides))
    table.add_row(*(Group(*_statements(side.said, arranged)) for side in sides))
    yield from _section("Each side’s account", [table])


def _statements(said: Iterable[Said], arranged: Arrangement) -> Iterator[RenderableType]:
    """Statements as an indented list."""
    for one in said:
        body = _statement(one, arranged)
        for event in one.events:
            parties = line(wording.parties(event, arranged.name))
            body.append(f" [{event.type.value} {parties}]".replace(" ]", "]"), style="cyan")
        row = Table.grid(padding=(0, 1))
        row.add_column(no_wrap=True, style="dim")
        row.add_column()
        row.add_row("↳" if one.depth else "•", body)
        yield Padding(row, (0, 0, 0, 2 * min(one.depth, 4)), expand=False)


def _statement(said: Said, arranged: Arrangement) -> Text:
    """Who says it, with which verb, and the words; what the report puts in quotation marks is in bold.

    The words of a nested statement stand in full in the one that holds it, so they are cut short here.
    """
    statement = said.statement
    speaker = arranged.name(statement.speaker) or (
        statement.speaker_span.exact if statement.speaker_span else "source not named"
    )
    shown = Text(line(speaker), style="default")
    if statement.cue:
        shown.append(f" ({line(statement.cue.exact)})", style="dim")
    if statement.addressee:
        shown.append(f" → {line(arranged.name(statement.addressee))}")
    shown.append(": ")
    if said.depth:
        return shown.append(clipped(statement.words, _NESTED))
    for number, span in enumerate(statement.content):
        if number:
            shown.append(" … ", style="dim")
        _content(shown, span, statement)
    return shown


def _content(shown: Text, span: Span, statement: Statement) -> None:
    """Appends one span of a statement's content, its quoted words in bold."""
    style = "bold" if statement.quotation is Quotation.DIRECT else ""
    position = span.start
    for quote in sorted(statement.quotes):
        start, end = max(quote.start, position), min(quote.end, span.end)
        if start < end:
            shown.append(_words(span, position, start), style=style)
            shown.append(_words(span, start, end), style="bold")
            position = end
    shown.append(_words(span, position, span.end), style=style)


def _words(span: Span, start: int, end: int) -> str:
    """The words of a span between two offsets of the text, on one line, spaces at the edges kept."""
    words = span.exact[start - span.start : end - span.start]
    inner = line(words)
    if not inner:
        return " " if words else ""
    return (" " if words[0].isspace() else "") + inner + (" " if words[-1].isspace() else "")


def _timeline(arranged: Arrangement) -> RenderableType:
    """Contacts and background events by date; the news itself is marked, so that the eye finds its place."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, justify="right", style="dim")
    table.add_column(no_wrap=True)
    table.add_column()
    shown_day = ""
    for moment in arranged.moments:
        day = _day(moment)
        table.add_row("" if day == shown_day else day, "●" if moment.is_main else "○", _moment(moment, arranged))
        shown_day = day
    return table


def _day(moment: Moment) -> str:
    """The date of a timeline entry as words."""
    return line(wording.moment(moment.what.time)) if moment.what.time else "undated"


def _moment(moment: Moment, arranged: Arrangement) -> Text:
    """A timeline entry: a contact with who took part, or an event."""
    what = moment.what
    if isinstance(what, Event):
        return _event(what, arranged)
    return Text(line(wording.contact(what, arranged.name)), style="bold" if moment.is_main else "")
