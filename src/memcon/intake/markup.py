"""The text of a fragment of HTML that is a report already, as feeds and mail hold it."""

from __future__ import annotations

from memcon.errors import InputError
from memcon.intake.beside import Marked, marked
from memcon.intake.page import MOST_TAGS, parse
from memcon.intake.page_lines import Mark, lines
from memcon.record.vocabulary import RemovedReason


def text_of(fragment: str) -> Marked:
    """The words of a fragment, a line for each block, with captions and credits marked as no text of it.

    Raises InputError where it has more tags than any text.
    """
    if fragment.count("<") > MOST_TAGS:
        raise InputError(f"it has more than {MOST_TAGS:,} tags; give the report's text")
    if not fragment.strip():
        return Marked("", {})
    tree = parse(f"<html><body><div>{fragment}</div></body></html>")
    return marked([(one.text, RemovedReason.CAPTION if one.mark is Mark.CAPTION else None) for one in lines(tree)])
