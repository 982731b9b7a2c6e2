"""The types of the Record: frozen dataclasses on the standard library alone."""

from memcon.record.actors import Actor, Candidate, Mention, Post
from memcon.record.answers import (
    Comparison,
    ContactAnswer,
    Dated,
    Dispute,
    Failed,
    Found,
    Hit,
    Named,
    Point,
    Report,
    Saying,
    Silence,
    Source,
    Timeline,
)
from memcon.record.contacts import Account, Contact, Informed, Initiator, Participant, Topic
from memcon.record.events import Event, Place
from memcon.record.findings import Claim, Finding
from memcon.record.merged import Field, Judgement, Likeness, Merged, Part, Party, Sighting, Tie, Version
from memcon.record.record import ReaderInfo, Record
from memcon.record.statements import Statement
from memcon.record.text import Citation, Document, Paragraph, Removed, Span
from memcon.record.times import Time, When

__all__ = [
    "Account",
    "Actor",
    "Candidate",
    "Citation",
    "Claim",
    "Comparison",
    "Contact",
    "ContactAnswer",
    "Dated",
    "Dispute",
    "Document",
    "Event",
    "Failed",
    "Field",
    "Finding",
    "Found",
    "Hit",
    "Informed",
    "Initiator",
    "Judgement",
    "Likeness",
    "Mention",
    "Merged",
    "Named",
    "Paragraph",
    "Part",
    "Participant",
    "Party",
    "Place",
    "Point",
    "Post",
    "ReaderInfo",
    "Record",
    "Removed",
    "Report",
    "Saying",
    "Sighting",
    "Silence",
    "Source",
    "Span",
    "Statement",
    "Tie",
    "Time",
    "Timeline",
    "Topic",
    "Version",
    "When",
]
