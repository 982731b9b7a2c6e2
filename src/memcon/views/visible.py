"""Hostile text made safe to look at: what would steer a terminal or reorder a line is shown, not obeyed."""

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, ESC among them, but not tab and line feed
    "\u200b\u2028-\u202e\u2060-\u206f\ufeff"  # invisible spaces, separators, bidirectional controls
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"  # lone surrogates, annotation marks, tags
)


def visible(text: str) -> str:
    """The text with each control, bidirectional override, invisible character and surrogate as <U+XXXX>."""
    return _STEERING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def line(text: str) -> str:
    """The text made visible and set on one line: every run of white space becomes one space."""
    return visible(" ".join(text.split()))


def around(text: str, start: int, end: int, width: int) -> str:
    """The words about text[start:end] on one line of about width characters, cut at words with ellipses."""
    if len(text) <= width:
        return line(text)
    spare = max(0, width - (end - start))
    first = max(0, min(start - spare // 2, len(text) - width))
    last = min(len(text), first + width)
    before = text[first:start].split(" ", 1)[-1] if first else text[:start]
    after = text[end:last].rsplit(" ", 1)[0] if last < len(text) else text[end:]
    return f"{'… ' if first else ''}{line(before + text[start:end] + after)}{' …' if last < len(text) else ''}"


def clipped(text: str, width: int) -> str:
    """The text on one line, cut at a word to at most width characters, with an ellipsis where it was cut."""
    start = text[: 4 * width]  # a sentence may be as long as a book
    whole = " ".join(start.split())
    if len(whole) <= width and len(start) == len(text):
        return visible(whole)
    words = whole[:width].rsplit(" ", 1)
    cut = words[0] if len(words) > 1 else whole[: width - 1]
    return visible(cut.rstrip(" ,;:—-")) + "…"
