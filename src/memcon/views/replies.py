"""What a ledger answers, as lines of text for people; every line of a fact is followed by where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich.text import Text

from memcon.record import (
    Comparison,
    ContactAnswer,
    Dated,
    Failed,
    Found,
    Hit,
    Last,
    Named,
    Report,
    Saying,
    Silence,
    Source,
    Stats,
    Timeline,
    days_of,
)
from memcon.record.vocabulary import Channel, ContactStatus, Verdict
from memcon.views import wording
from memcon.views.exports.described import title
from memcon.views.visible import around, clipped, line

_WIDTH = 110
_SOURCES = 3
"""Sources named under one contact of a timeline; the others are counted."""
_STYLES = {
    Verdict.CONTRADICTED: "bold red",
    Verdict.ROUNDED: "yellow",
    Verdict.CONSISTENT: "green",
    Verdict.UNVERIFIABLE: "dim",
}
FIELD_NAMES = {"kind": "how", "parties": "who", "time": "when", "place": "where", "initiator": "sought by"}
"""How fields of a merged contact are called; those that are not here have their own names."""


def timeline(found: Timeline) -> Iterator[Text]:
    """The contacts of two parties, the latest last, with the silences between them and the sources of each."""
    names = _names(found.actors)
    pair = wording.listed(_name(names, party) for party in found.parties)
    yield Text(f"{pair}: {_count(len(found.contacts), 'recorded contact')}", style="bold")
    sources = by_contact(found.sources)
    after = {silence.before: silence for silence in found.silences}
    for contact in found.contacts:
        yield from dated(contact, names, sources.get(contact.id, ()))
        if contact.id in after:
            yield Text(f"  … {_silence(after[contact.id])}", style="dim")


def dated(contact: Dated, names: Mapping[str, str], sources: Iterable[Source] = ()) -> Iterator[Text]:
    """A contact as a line with its day, kind, state and id, and a line for each of its first sources."""
    facts = [kind(contact.kind)]
    if contact.status != ContactStatus.HELD:
        facts.append(contact.status)
    if len(contact.parties) > 2:
        facts.append(f"of {wording.listed(_name(names, party) for party in contact.parties)}")
    if contact.place:
        facts.append(f"in {line(contact.place)}")
    if contact.topics:
        facts.append(f"about {clipped(wording.listed(contact.topics), 60)}")
    shown = Text(f"{days(contact.earliest, contact.latest):<24}  {', '.join(facts)}  ")
    yield shown.append(f"[{contact.id}]", style="dim")
    known = list(sources)
    yield from (Text(f"{'':<26}{cited(source)}", style="dim") for source in known[:_SOURCES])
    if len(known) > _SOURCES:
        yield Text(f"{'':<26}and {_count(len(known) - _SOURCES, 'other report')}", style="dim")


def last(found: Last) -> Iterator[Text]:
    """The last contact of two parties, how long ago it was, and what may have been later."""
    names = _names(found.parties)
    pair = wording.listed(line(party.name) for party in found.parties)
    sources = by_contact(found.sources)
    if found.contact is None:
        yield Text(f"No contact of {pair} before {wording.date(found.at)} is recorded. That is no proof of none.")
    else:
        since = found.contact.latest or found.at
        least = "" if since == found.contact.earliest else "at least "
        length = f"{least}{elapsed(since, found.at)}"
        yield Text(f"{pair}: last recorded {length} before {wording.date(found.at)}", style="bold")
        yield from dated(found.contact, names, sources.get(found.contact.id, ()))
    if found.perhaps_later:
        yield Text("Perhaps later: the reports do not give the day", style="bold")
        yield from (text for one in found.perhaps_later for text in dated(one, names, sources.get(one.id, ())))


def stats(found: Stats) -> Iterator[Text]:
    """How much a ledger holds, a line each."""
    width = max((len(name) for name, _ in found.counts), default=0)
    yield from (Text(f"{name:<{width}}  {count:>12,}") for name, count in found.counts)
    if found.first and found.last:
        yield Text(f"published {wording.date(found.first)} to {wording.date(found.last)}")


def contact(answer: ContactAnswer) -> Iterator[Text]:
    """A merged contact: its fields with every version and who gives it, accounts, findings, reports."""
    names = _names(answer.actors)
    sources = {report.key: report.source for report in answer.reports}
    yield Text(line(title(answer)), style="bold").append(f"  [{answer.merged.id}]", style="dim")
    for field in answer.merged.fields:
        if field.value is None:
            continue
        label = FIELD_NAMES.get(field.name, field.name)
        counts = {version.value: version for version in field.versions}
        said = _count(counts[field.value].sources, "source") if field.value in counts else ""
        yield Text(f"  {label:<10} {value_of(field.name, field.value, names)}").append(f"  ({said})", style="dim")
        for version in field.versions:
            if version.value != field.value:
                by = wording.listed({outlet(sources[key]) for key in version.sightings if key in sources})
                yield Text(f"  {'':<10} or {value_of(field.name, version.value, names)}", style="yellow").append(
                    f"  ({by})", style="dim"
                )
    yield from _accounts(answer, names)
    for report in answer.reports:
        yield from _findings(report)
    yield Text(_count(len(answer.reports), "report"), style="bold")
    for report in answer.reports:
        yield Text(f"  {cited(report.source)}")
        yield Text(f"    “{clipped(report.evidence.exact, _WIDTH)}”", style="dim")


def comparison(found: Comparison) -> Iterator[Text]:
    """The accounts of a contact side by side: what clashes, what several sides speak of, what only one says."""
    names = {side.id: side.name for side in found.sides}
    if not found.sides:
        yield Text("No report gives either side's account of this contact.")
        return
    if found.disputes:
        yield Text("They contradict each other", style="bold red")
    for dispute in found.disputes:
        yield Text(f"  over the {dispute.over}" if not dispute.sayings else f"  {dispute.over}")
        for actor, value in dispute.values:
            yield Text(f"    {_name(names, actor)}: {clipped(value_of(dispute.over, value, names), _WIDTH)}")
    if found.points:
        yield Text("Several sides speak of", style="bold")
    for point in found.points:
        yield Text(f"  {line(', '.join(point.shared))}", style="italic")
        yield from (text for saying in point.sayings for text in _saying(saying, names))
    for side in found.sides:
        mine = [saying for saying in found.only if saying.side == side.id]
        if mine:
            yield Text(f"Only {line(side.name)} says", style="bold")
            yield from (text for saying in mine for text in _saying(saying, names))
    if len(found.sides) == 1:
        yield Text(f"No report gives another side's account than that of {line(found.sides[0].name)}.", style="dim")


def silences(found: Sequence[Silence], actors: Iterable[Named]) -> Iterator[Text]:
    """Silences, a line each; a silence is what no report breaks, and no proof."""
    names = _names(actors)
    for silence in found:
        pair = wording.listed(_name(names, party) for party in silence.parties)
        yield Text(f"{pair}: {_silence(silence)}").append(
            f"  [{silence.before}{f' … {silence.after}' if silence.after else ''}]", style="dim"
        )


def hits(found: Iterable[Hit]) -> Iterator[Text]:
    """Statements that a search found: who said it, where, and the words with what matches marked."""
    for hit in found:
        who = hit.speaker.name if hit.speaker else "unknown speaker"
        when = wording.date(hit.day) if hit.day else "day unknown"
        yield Text(f"{line(who)}, {when}", style="bold").append(f"  {cited(hit.source)}", style="dim not bold")
        yield _marked(hit.text, hit.highlights)


def findings(found: Iterable[Found]) -> Iterator[Text]:
    """Findings: the verdict, the claim's words, the sums, and the sources."""
    for one in found:
        verdict = one.finding.verdict
        yield Text.assemble((verdict.value, _STYLES[verdict]), f"  “{clipped(one.words, _WIDTH)}”")
        yield Text(f"  {line(one.finding.explanation)}")
        yield Text(f"  {cited(one.source)}", style="dim").append(f"  [{one.contact}]" if one.contact else "")
        yield from (Text(f"  against {cited(source)}", style="dim") for source in one.cites)


def failures(found: Iterable[Failed]) -> Iterator[Text]:
    """Documents that could not be taken in, with the reason."""
    for one in found:
        yield Text(f"{line(one.position)}: {line(one.reason)}").append(f"  ({one.stage}, {one.at})", style="dim")


def by_contact(sources: Iterable[tuple[str, Source]]) -> dict[str, list[Source]]:
    """The sources of each contact (id), of pairs of a contact and one source."""
    found: dict[str, list[Source]] = {}
    for key, source in sources:
        found.setdefault(key, []).append(source)
    return found


def cited(source: Source) -> str:
    """A source in one line: outlet, headline, day, address."""
    parts = (
        outlet(source),
        f"“{clipped(source.headline, 60)}”" if source.headline else None,
        wording.date(source.published[:10]) if source.published else None,
        line(source.url) if source.url else None,
    )
    return ", ".join(part for part in parts if part)


def kind(value: str) -> str:
    """A merged contact's kind in words ("phone": "phone call"); the type of an event as it is."""
    return wording.CHANNELS[Channel(value)] if value in set(Channel) else value


def days(earliest: str | None, latest: str | None) -> str:
    """The time of a contact in words: a day, a month, a year, or two days."""
    if earliest is None or latest is None:
        return (
            f"after {wording.date(earliest)}" if earliest else f"by {wording.date(latest)}" if latest else "day unknown"
        )
    if earliest == latest:
        return wording.date(earliest)
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and (last - first).days >= 27:
        return wording.date(earliest[:7])
    return f"{wording.date(earliest)} – {wording.date(latest)}"


def elapsed(since: str, until: str) -> str:
    """The time from one day to a later one in whole years and months, in days where it is under a month."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < 1:
        return _count((last - first).days, "day")
    years, months = divmod(months, 12)
    return " ".join(_count(number, unit) for number, unit in ((years, "year"), (months, "month")) if number)


def _silence(silence: Silence) -> str:
    bounds = f"{days(silence.since_earliest, silence.since)} – {days(silence.until, silence.until_latest)}"
    lasting = "" if silence.after else ", lasting"
    return f"{length(silence)} without a recorded contact ({bounds}{lasting})"


def length(silence: Silence) -> str:
    """How long a silence is, in words: "at least" where an end of it is not known to the day."""
    least = "" if silence.is_exact else "at least "
    return f"{least}{elapsed(silence.since, silence.until)}"


def _accounts(answer: ContactAnswer, names: Mapping[str, str]) -> Iterator[Text]:
    sides: dict[str, list[Saying]] = {}
    for report in answer.reports:
        statements = {statement.id: statement for statement in report.statements}
        for account in report.contact.accounts:
            sides.setdefault(account.side, []).extend(
                Saying(account.side, report.key, statements[one], report.source)
                for one in account.statements
                if one in statements and statements[one].within not in account.statements
            )
    for side, sayings in sides.items():
        yield Text(f"{_name(names, side)} says", style="bold")
        yield from (text for saying in sayings for text in _saying(saying))


def _findings(report: Report) -> Iterator[Text]:
    claims = {claim.id: claim for claim in report.claims}
    for finding in report.findings:
        if finding.claim in claims:
            yield Text.assemble(
                (finding.verdict.value, _STYLES[finding.verdict]),
                f"  “{clipped(claims[finding.claim].span.exact, _WIDTH)}”  {line(finding.explanation)}",
            )
            yield Text(f"  {cited(report.source)}", style="dim")


def _saying(saying: Saying, names: Mapping[str, str] | None = None) -> Iterator[Text]:
    words = clipped(saying.statement.words, 2 * _WIDTH)
    who = f"{_name(names, saying.side)}: " if names else ""
    yield Text(f"    {who}{words}").append(f"  ({outlet(saying.source)})", style="dim")


def _marked(words: str, highlights: Iterable[tuple[int, int]]) -> Text:
    """Words on one line, cut around the first place that matches, with every match marked."""
    ranges = sorted(highlights)
    start, end = ranges[0] if ranges else (0, 0)
    shown = Text(f"  {around(words, start, end, 2 * _WIDTH)}")
    for word in {line(words[start:end]) for start, end in ranges}:
        shown.highlight_words([word], "bold yellow")
    return shown


def value_of(field: str, value: str, names: Mapping[str, str]) -> str:
    """A value of a merged contact's field in words."""
    if field in ("parties", "initiator"):
        return wording.listed(_name(names, one) for one in value.split())
    if field == "time":
        return days(*days_of(value))
    if field == "duration":
        return wording.duration(value)
    return kind(value) if field == "kind" else line(value)


def outlet(source: Source) -> str:
    """Who published a source, else where it stands, else the start of its id."""
    return line(source.publisher or source.url or f"document {source.document[:12]}")


def _names(actors: Iterable[Named]) -> dict[str, str]:
    return {actor.id: actor.name for actor in actors}


def _name(names: Mapping[str, str], actor: str) -> str:
    return line(names.get(actor, actor))


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
