"""The text of a PDF, taken out in a process of its own: `python -P -m memcon.intake.pdf_text`.

A PDF is a program of a kind, and its parser cannot be interrupted from within; a process can be ended by the system
when it has used up its time or its memory.
"""

from __future__ import annotations

import io
import json
import sys

from memcon.errors import InputError

MOST_SECONDS = 20
"""CPU seconds that one PDF may take."""
MOST_MEMORY = 2_000_000_000
"""Bytes of address space that reading one PDF may take."""
LONGEST_PAGE = 2_000_000
"""Bytes of one page's drawing instructions; a page of text has some tens of thousands."""


def text_of_pages(data: bytes, max_pages: int, max_characters: int) -> str:
    """The text of all pages of a PDF.

    Raises InputError where it is damaged, locked by a password, or beyond the bounds.
    """
    from pypdf.errors import PyPdfError

    try:
        return _text(data, max_pages, max_characters)
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError) as error:
        raise InputError(f"the PDF is damaged ({' '.join(str(error).split())[:100]})") from error
    except (RecursionError, NotImplementedError, OSError, ImportError, MemoryError) as error:
        told = " ".join(str(error).split())[:100] or type(error).__name__
        raise InputError(f"the PDF cannot be read ({told})") from error


def _text(data: bytes, max_pages: int, max_characters: int) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("the PDF is locked by a password; give its text")
    if len(reader.pages) > max_pages:
        raise InputError(f"the PDF has more than {max_pages} pages; split it")
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        drawn = page.get_contents()
        if drawn is not None and len(drawn.get_data()) > LONGEST_PAGE:
            raise InputError(f"a page of the PDF has more than {LONGEST_PAGE:,} bytes of instructions")
        texts.append(page.extract_text())
        length += len(texts[-1])
        if length > max_characters:
            raise InputError(f"the PDF has more than {max_characters:,} characters; split it")
    return "\n".join(texts)


def main() -> None:
    """Reads a PDF from standard input and writes {"text": …} or {"error": …} to standard output."""
    _bound()
    max_pages, max_characters = (int(argument) for argument in sys.argv[1:3])
    try:
        answer = {"text": text_of_pages(sys.stdin.buffer.read(), max_pages, max_characters)}
    except InputError as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer))


def _bound() -> None:
    """Has the system end this process where it passes its bounds; Windows has no such bounds."""
    if sys.platform == "win32":
        return
    import resource

    for bound, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
        _, hard = resource.getrlimit(bound)
        resource.setrlimit(bound, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
