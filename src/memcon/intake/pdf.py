"""A statement published as a PDF -> Document."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.pdf_text import MOST_SECONDS
from memcon.intake.plain import from_text
from memcon.record import Document

LONGEST_WAIT = 120.0
"""Seconds of waiting for the text of a PDF, on however busy a machine."""
SIGNATURE = b"%PDF-"
"""How a PDF begins, perhaps after some bytes of noise."""


def from_pdf(data: bytes, config: Config) -> Document:
    """The Document of the text in a PDF.

    Raises InputError where it is damaged, locked by a password, beyond the bounds of pages, memory or time, or holds
    no text, as scanned pages do not.
    """
    if SIGNATURE not in data[:1024]:
        raise InputError("the PDF is damaged (it does not begin as one)")
    text = _text(data, config)
    if not text.strip():
        raise InputError("the PDF holds no text (scanned pages?); give its text")
    return from_text(text, config)


def _text(data: bytes, config: Config) -> str:
    """The text of all pages, taken out by a process of its own; raises InputError where a bound is passed."""
    slow = f"the PDF takes more than {MOST_SECONDS} seconds to read; give its text"
    command = [sys.executable, "-P", "-m", "memcon.intake.pdf_text", str(config.max_pages), str(config.max_characters)]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=LONGEST_WAIT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(slow) from error
    except OSError as error:
        raise InputError(f"the PDF cannot be read ({error.strerror or error})") from error
    if sys.platform != "win32" and done.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise InputError(slow)
    try:
        answer: dict[str, str] = json.loads(done.stdout)
    except ValueError as error:
        raise InputError(f"the PDF cannot be read (its reader ended with {done.returncode}); give its text") from error
    if "error" in answer:
        raise InputError(answer["error"])
    return answer["text"]
