"""A mail message (RFC 5322), such as a newsletter or a press service sends -> Document."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.beside import Marked
from memcon.intake.markup import text_of
from memcon.intake.plain import from_text
from memcon.intake.stamps import iso
from memcon.record import Citation, Document

LONGEST_HEADER = 10_000
"""Characters of a header; the headers of mail are parsed by rules that pay dearly for endless ones."""
MOST_PARTS = 200
"""Parts of a message."""
_ODD = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library raises on malformed mail."""


def from_mail(data: bytes, config: Config) -> Document:
    """The Document of a message: its HTML part, else its plain one; From publishes it, Date with its offset.

    Attachments are not read. Raises InputError where there is no text or the message is beyond the bounds.
    """
    if b"\n--" in data and data.count(b"\n--") > MOST_PARTS * 10:
        raise InputError("the message has more parts than any; give the report's text")
    try:
        message = message_from_bytes(data, policy=policy.default)
        if any(len(str(value)) > LONGEST_HEADER for _, value in message.raw_items()):
            raise InputError(f"a header of the message is longer than {LONGEST_HEADER:,} characters")
        text, wrapped = _text(message)
        subject, sender, date = (str(message.get(name) or "") for name in ("Subject", "From", "Date"))
    except _ODD as error:
        raise InputError(f"the message is malformed ({' '.join(str(error).split())[:100]})") from error
    if not text.text.strip():
        raise InputError("the message holds no text")
    name, address = parseaddr(sender)
    return from_text(
        text.text,
        config,
        headline=subject or None,
        published=date if iso(date) else None,
        published_source=Citation("field", date) if iso(date) else None,
        publisher=name or address or None,
        wrapped=wrapped,
        beside=text.beside,
    )


def _text(message: EmailMessage) -> tuple[Marked, bool]:
    """The text of the message's body, and whether its lines may be wrapped."""
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        return Marked("", {}), False
    content = str(body.get_content())
    return (text_of(content), False) if body.get_content_type() == "text/html" else (Marked(content, {}), True)
