"""A statement published as a PDF -> Document."""

from __future__ import annotations

import io
import time

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.plain import from_text
from memcon.record import Document

MOST_SECONDS = 20.0
"""CPU seconds after which no further page is read."""
LONGEST_PAGE = 2_000_000
"""Bytes of one page's drawing instructions; a page of text has some tens of thousands."""


def from_pdf(data: bytes, config: Config) -> Document:
    """The Document of the text in a PDF.

    Raises InputError where it is damaged, locked by a password, beyond the bounds of pages or time, or holds no
    text, as scanned pages do not.
    """
    from pypdf.errors import PyPdfError

    try:
        text = _text(data, config)
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError) as error:
        raise InputError(f"the PDF is damaged ({' '.join(str(error).split())[:100]})") from error
    except (RecursionError, NotImplementedError, OSError, ImportError, MemoryError) as error:
        raise InputError(f"the PDF cannot be read ({' '.join(str(error).split())[:100]})") from error
    if not text.strip():
        raise InputError("the PDF holds no text (scanned pages?); give its text")
    return from_text(text, config)


def _text(data: bytes, config: Config) -> str:
    """The text of all pages; raises InputError where a bound is passed."""
    from pypdf import PdfReader

    start = time.process_time()
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("the PDF is locked by a password; give its text")
    if len(reader.pages) > config.max_pages:
        raise InputError(f"the PDF has more than {config.max_pages} pages; split it")
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        drawn = page.get_contents()
        if drawn is not None and len(drawn.get_data()) > LONGEST_PAGE:
            raise InputError(f"a page of the PDF has more than {LONGEST_PAGE:,} bytes of instructions")
        texts.append(page.extract_text())
        length += len(texts[-1])
        if length > config.max_characters:
            raise InputError(f"the PDF has more than {config.max_characters:,} characters; split it")
        if time.process_time() - start > MOST_SECONDS:
            raise InputError(f"the PDF takes more than {MOST_SECONDS:.0f} seconds to read; give its text")
    return "\n".join(texts)
