"""Events in PLOVER's terms and in the column layout of POLECAT, so that its users can read memcon's rows as theirs.

Columns follow the weekly files of POLECAT (Halterman, Schrodt, Beger, Bagozzi and Scarborough 2023, Dataverse
doi:10.7910/DVN/AJGVIT). What memcon does not know is empty, as it is there: no intensity, no coordinates. Only events
told as done are rows, since POLECAT has no column for modality.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from memcon.record import Actor, Event, Record
from memcon.record.vocabulary import ActorKind, EventType, Modality

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
    "Story Locations", "Language", "Version",
)  # fmt: skip

QUADS = {
    **dict.fromkeys((EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE), 1),
    **dict.fromkeys((EventType.COOPERATE, EventType.AID, EventType.RETREAT), 2),
    **dict.fromkeys((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN), 3),
    **dict.fromkeys(
        (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT), 4
    ),
}
"""The quad of each type (PLOVER manual of 2024-02): verbal and material cooperation, verbal and material conflict."""


def write(records: Iterable[Record], target: TextIO) -> None:
    """Writes the events of records as tab-separated values with POLECAT's header.

    Tabs and line breaks inside values become spaces. The date is empty where the text does not give the day: POLECAT
    would put the day of publication there.
    """
    writer = csv.DictWriter(target, COLUMNS, delimiter="\t", lineterminator="\n", restval="", quoting=csv.QUOTE_MINIMAL)
    writer.writeheader()
    for record in records:
        for row in rows(record):
            writer.writerow({column: " ".join(value.split()) for column, value in row.items()})


def rows(record: Record) -> Iterator[Mapping[str, str]]:
    """A row for each event of a record that is told as done."""
    actors = {actor.id: actor for actor in record.actors}
    document = record.document
    story = {
        "Source": document.publisher or "",
        "Publication Date": (document.published or "")[:10],
        "Story People": _names(actors.values(), ActorKind.PERSON),
        "Story Organizations": _names(actors.values(), ActorKind.ORGANISATION, ActorKind.OFFICE, ActorKind.GROUP),
        "Story Locations": _names(actors.values(), ActorKind.STATE),
        "Language": document.language or "",
        "Version": f"{record.reader.name} {record.reader.version}",
    }
    for event in record.events:
        if event.modality is Modality.ASSERTED:
            yield {**_event(event, document.id, actors), **story}


def _event(event: Event, document: str, actors: Mapping[str, Actor]) -> dict[str, str]:
    time = event.time
    is_day = time is not None and time.earliest is not None and time.earliest == time.latest
    return {
        "Event ID": f"{document[:16]}-{event.id}",
        "Event Date": time.earliest or "" if time is not None and is_day else "",
        "Event Type": event.type.value,
        "Event Mode": event.mode or "",
        "Quad Code": str(QUADS[event.type]),
        "Contexts": "; ".join(event.contexts),
        **_party("Actor", [actors[one] for one in event.actors if one in actors]),
        **_party("Recipient", [actors[one] for one in event.recipients if one in actors]),
        "Placename": event.place.name if event.place else "",
        "Country": event.place.country or "" if event.place else "",
        "Raw Placename": event.place.span.exact if event.place else "",
    }


def _party(part: str, actors: list[Actor]) -> dict[str, str]:
    """The columns of one part; several actors are joined by semicolons, as in POLECAT."""
    sectors = [actor.sector or "" for actor in actors]
    return {
        f"{part} Name": "; ".join(actor.name for actor in actors),
        f"{part} Country": "; ".join(actor.country or "" for actor in actors).strip("; "),
        f"Primary {part} Sector": next(filter(None, sectors), ""),
        f"{part} Sectors": "; ".join(filter(None, sectors)),
        f"{part} Title": "; ".join(actor.posts[0].title for actor in actors if actor.posts),
        f"{part} Name Raw": "; ".join(actor.mentions[0].span.exact for actor in actors if actor.mentions),
    }


def _names(actors: Iterable[Actor], *kinds: ActorKind) -> str:
    return "; ".join(actor.name for actor in actors if actor.kind in kinds)
