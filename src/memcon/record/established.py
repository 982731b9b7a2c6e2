"""What other reports establish, for claims to be tested against."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Established:
    """A held contact that another source dates.

    contact is the id of the merged contact, document that of the report and outlet its publisher; channel is a Channel,
    country where it took place (ISO 3166 alpha-3), earliest and latest its days (YYYY-MM-DD), words what tells of it.
    """

    contact: str
    document: str
    outlet: str
    channel: str
    country: str | None
    earliest: str
    latest: str
    words: str
