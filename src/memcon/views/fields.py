"""The record beside the text, field by field; every field knows the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from memcon.record import Actor, Claim, Contact, Event, Record, Span, Statement, Time
from memcon.views import wording
from memcon.views.arrangement import Checked, Moment, Said, Side, Told, arrange
from memcon.views.marks import Marks
from memcon.views.markup import Markup, address, join, tag, text
from memcon.views.visible import clipped


class Fields:
    """Writes the fields of one record as HTML, and collects the marks of the words that support them."""

    def __init__(self, record: Record, marks: Marks) -> None:
        self.record = record
        self.arranged = arrange(record)
        self.marks = marks
        self.events = {event.id: event for event in record.events}

    def all(self) -> Markup:
        """Every field of the record, in reading order."""
        arranged = self.arranged
        contradicted = arranged.contradicted()
        others = (checked for checked in arranged.checked if checked not in contradicted)
        parts = [
            self._section("Check this", map(self._check, contradicted)),
            *(self._contact(told) for told in arranged.told),
            self._section("Also reported", map(self._event, arranged.reported)),
            self._timeline(),
            self._section("Others say" if arranged.told else "Who says what", self._statements(arranged.said)),
            self._section("Checked", map(self._check, others)),
            self._section("Actors", map(self._actor, self.record.actors)),
            self._section("Times", map(self._time, self.record.times)),
            self._claims(),
            self._removed(),
            self._about(),
        ]
        return join(parts)

    def _name(self, actor: str | None) -> str:
        return self.arranged.name(actor)

    def _field(self, key: object, label: str, content: Markup, *, name: str = "li") -> Markup:
        """An element for a field; a field shown twice has its id at the first place alone."""
        field = self.marks.field(key)
        first = field if self.marks.is_first(key) else None
        return tag(name, content, id=first, class_="field", data_f=field, data_label=label)

    def _cite(self, key: object, kind: str, *spans: Span | None) -> None:
        """Marks the words that support a field."""
        self.marks.add(key, kind, *spans)

    def _cite_event(self, key: object, event: Event) -> None:
        self._cite(key, "trigger", event.trigger)
        self._cite(key, "evidence", event.evidence)
        self._cite(key, "fact", event.place.span if event.place else None)
        self._cite(key, "fact", event.time.span if event.time else None)

    def _to(self, content: Markup, *spans: Span | None) -> Markup:
        """A link to the words; the content alone where there are none."""
        anchor = self.marks.anchor(*spans)
        return tag("a", content, class_="to", href=f"#{anchor}") if anchor else content

    def _section(self, title: str, entries: Iterable[Markup]) -> Markup:
        found = tuple(entries)
        return join((tag("h2", text(title)), tag("ul", *found))) if found else Markup("")

    def _check(self, checked: Checked) -> Markup:
        finding = checked.finding
        key = ("finding", finding)
        self._cite(key, "evidence", *finding.evidence)
        claimed = [claim.span for claim in checked.claims]
        evidence = (self._words(span, 240) for span in finding.evidence if span not in claimed)
        content = (
            tag("span", text(finding.verdict.value), class_=f"verdict {finding.verdict.value}"),
            text(" "),
            join(map(self._claim, checked.claims), ", ") if checked.claims else text(finding.check),
            tag("div", text(finding.explanation)),
            *(tag("div", words, class_="soft") for words in evidence),
        )
        return self._field(key, f"{finding.verdict.value.capitalize()}: {finding.explanation}", join(content))

    def _claim(self, claim: Claim, name: str = "span") -> Markup:
        key = ("claim", claim.id)
        self._cite(key, "claim", claim.span)
        label = f"Claim ({claim.kind.value}): {wording.duration(claim.value)}"
        return self._field(key, label, self._words(claim.span, 200), name=name)

    def _words(self, span: Span, width: int) -> Markup:
        """Words of the report, as a link to where they stand."""
        return self._to(tag("span", text(f"“{clipped(span.exact, width)}”"), class_="words"), span)

    def _contact(self, told: Told) -> Markup:
        contact = told.contact
        key = ("contact", contact.id)
        event = self.events.get(contact.event)
        if event:
            self._cite_event(key, event)
        label = f"Contact: {wording.heading(contact)}"
        title = tag("h3", self._to(text(wording.heading(contact)), event.trigger if event else None))
        rows = join(join((tag("dt", text(term)), tag("dd", value))) for term, value in self._facts(contact))
        sides = tag("div", *(self._side(side) for side in told.sides), class_="sides")
        accounts = join((tag("h2", text("Each side’s account")), sides)) if told.sides else Markup("")
        heading = tag("h2", text("The contact"))
        return join((heading, self._field(key, label, title, name="div"), tag("dl", rows), accounts))

    def _facts(self, contact: Contact) -> list[tuple[str, Markup]]:
        """The rows of a contact; each is a field of its own."""
        rows: list[tuple[str, Markup]] = []

        def row(term: str, key: object, words: str, *spans: Span | None) -> None:
            key = ("contact", contact.id, key)
            self._cite(key, "fact", *spans)
            content = self._to(text(words), *spans)
            rows.append((term, self._field(key, f"{term.capitalize()}: {words}", content, name="span")))

        for number, participant in enumerate(contact.participants):
            post = f", {participant.post}" if participant.post else ""
            row("" if number else "who", participant, self._name(participant.actor) + post, participant.span)
        if contact.initiator:
            row("sought by", "initiator", self._name(contact.initiator.actor), contact.initiator.span)
        if contact.time:
            row("when", "time", wording.moment(contact.time), contact.time.span)
        if contact.duration:
            row("how long", "duration", wording.lasted(contact), contact.duration_span)
        if contact.place:
            row("where", "place", contact.place.name, contact.place.span)
        for number, topic in enumerate(contact.topics):
            row("" if number else "about", (number, topic), topic.label, topic.span)
        outcomes = [self.events[outcome] for outcome in contact.outcomes if outcome in self.events]
        if outcomes:
            rows.append(("outcome", tag("ul", *map(self._event, outcomes))))
        for number, third in enumerate(contact.informed):
            when = f", {wording.INFORMED[third.when]}" if wording.INFORMED[third.when] else ""
            row("" if number else "informed", (number, third), self._name(third.actor) + when, third.span)
        return rows

    def _side(self, side: Side) -> Markup:
        title = tag("h4", text(f"{self._name(side.actor)} says"))
        return tag("section", title, tag("ul", *self._statements(side.said)))

    def _statements(self, said: Iterable[Said]) -> list[Markup]:
        """Statements as list items, nested ones in lists inside those that hold them, to any depth."""
        waiting: dict[int, list[Markup]] = {}
        for one in reversed(list(said)):
            inner = waiting.pop(one.depth + 1, [])
            nested = tag("ul", *reversed(inner)) if inner else Markup("")
            waiting.setdefault(one.depth, []).append(self._statement(one.statement, one.events, nested))
        return waiting.pop(0, [])[::-1]

    def _statement(self, statement: Statement, events: tuple[Event, ...], nested: Markup) -> Markup:
        key = ("statement", statement.id)
        self._cite(key, "said", *statement.content)
        self._cite(key, "quote", *statement.quotes)
        self._cite(key, "cue", statement.cue)
        self._cite(key, "source", statement.speaker_span)
        self._cite(key, "fact", statement.time.span if statement.time else None)
        source = statement.speaker_span.exact if statement.speaker_span else "source not named"
        speaker = self._name(statement.speaker) or source
        cue = f" ({statement.cue.exact})" if statement.cue else ""
        to = f" → {self._name(statement.addressee)}" if statement.addressee else ""
        content = statement.words
        parts = (
            text(speaker),
            tag("span", text(cue), class_="soft"),
            text(f"{to}: "),
            self._to(tag("span", text(content), class_="words"), *statement.content),
            *(tag("div", self._event(event, name="span", has_words=False)) for event in events),
            nested,
        )
        label = f"Statement ({statement.quotation.value}) by {speaker}{to}"
        return self._field(key, label, join(parts))

    def _event(self, event: Event, *, name: str = "li", has_words: bool = True) -> Markup:
        """An event: its type, parties and modality, and its words unless they stand beside it."""
        key = ("event", event.id)
        self._cite_event(key, event)
        parties = wording.parties(event, self._name)
        kind = tag("span", text(event.type.value), class_="type")
        words = tag(
            "span",
            text(" "),
            self._to(text(f"“{wording.telling(event, 160)}”"), event.evidence),
            class_="soft",
        )
        content = (self._to(kind, event.trigger), text(f" {parties}"), *((words,) if has_words else ()))
        return self._field(key, f"Event {event.type.value}: {parties}", join(content), name=name)

    def _timeline(self) -> Markup:
        moments = self.arranged.moments
        if all(moment.is_main for moment in moments):
            return Markup("")
        entries = (tag("li", self._moment(moment), class_="main" if moment.is_main else None) for moment in moments)
        return join((tag("h2", text("Background, by date")), tag("ul", *entries, class_="timeline")))

    def _moment(self, moment: Moment) -> Markup:
        what = moment.what
        when = wording.moment(what.time) if what.time else "undated"
        shown = self._event(what, name="span") if isinstance(what, Event) else self._past(what)
        return join((tag("div", text(when), class_="soft"), shown))

    def _past(self, contact: Contact) -> Markup:
        """A contact on the timeline; a background one is shown nowhere else: its facts are marked here."""
        key = ("contact", contact.id)
        event = self.events.get(contact.event)
        if event:
            self._cite_event(key, event)
        self._cite(key, "fact", *(participant.span for participant in contact.participants))
        self._cite(key, "fact", *(topic.span for topic in contact.topics), contact.duration_span)
        self._cite(key, "fact", contact.time.span if contact.time else None)
        self._cite(key, "fact", contact.place.span if contact.place else None)
        self._cite(key, "fact", *(third.span for third in contact.informed))
        self._cite(key, "fact", contact.initiator.span if contact.initiator else None)
        words = wording.contact(contact, self._name)
        content = self._to(text(words), event.trigger if event else None)
        return self._field(key, f"Contact: {words}", content, name="span")

    def _actor(self, actor: Actor) -> Markup:
        key = ("actor", actor.id)
        spans = [mention.span for mention in actor.mentions]
        self._cite(key, "actor", *spans)
        posts = "; ".join(post.title for post in actor.posts)
        doubt = f"may be {wording.candidates(actor)}" if actor.candidates else ""
        facts = " · ".join(fact for fact in (posts, doubt, actor.country, actor.kind.value, actor.id) if fact)
        label = f"{actor.name}{f', {posts}' if posts else ''} ({actor.kind.value})"
        name = self._to(text(actor.name), *sorted(spans)[:1])
        return self._field(key, label, join((name, text(" "), tag("span", text(facts), class_="soft"))))

    def _time(self, time: Time) -> Markup:
        key = ("time", time.span)
        self._cite(key, "time", time.span)
        value = f"{time.value or 'value unknown'}{f' {time.mod.value}' if time.mod else ''}"
        facts = f" {time.type.value} {value}"
        content = join((self._words(time.span, 100), tag("span", text(facts), class_="soft")))
        return self._field(key, f"{time.type.value.capitalize()}: {value}", content)

    def _claims(self) -> Markup:
        """The claims that no finding is about."""
        checked = {claim.id for checked in self.arranged.checked for claim in checked.claims}
        left = (claim for claim in self.record.claims if claim.id not in checked)
        return self._section("Claims not checked", (self._claim(claim, "li") for claim in left))

    def _removed(self) -> Markup:
        passages = self.record.document.removed
        if not passages:
            return Markup("")
        summary = tag("summary", text(f"Left out of the text: {wording.removed(passages)}"))
        entries = (
            tag(
                "p",
                tag("span", text(passage.reason.value), class_="soft"),
                text(f" {passage.exact}"),
                class_="removed",
            )
            for passage in passages
        )
        return tag("details", summary, *entries)

    def _about(self) -> Markup:
        """Where the document comes from and what read it."""
        document, reader = self.record.document, self.record.reader
        source = document.published_source
        facts = [
            ("address", address(document.url) if document.url else None),
            ("published", text(document.published) if document.published else None),
            ("as stated", text(f"{source.exact} ({source.source})") if source else None),
            ("retrieved", text(document.retrieved) if document.retrieved else None),
            ("document", text(document.id)),
            ("reader", text(" · ".join((f"{reader.name} {reader.version}", *reader.models)))),
        ]
        rows = join(join((tag("dt", text(term)), tag("dd", value))) for term, value in facts if value)
        return tag("details", tag("summary", text("About this record")), tag("dl", rows))
