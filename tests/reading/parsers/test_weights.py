"""Weights that other packages bring are read only if they are the right ones."""

from pathlib import Path

import pytest

from memcon.errors import KnowledgeError
from memcon.reading.parsers.weights import located


def test_a_language_that_is_not_installed_says_how_to_install_it() -> None:
    """The error names the extra."""
    with pytest.raises(KnowledgeError, match=r"memcon\[french\]"):
        located("no-such-distribution-of-memcon", "x", {}, "french")


@pytest.mark.parametrize(("name", "message"), [("METADATA", "is not the file"), ("no-such-file", "lacks")])
def test_other_weights_are_refused(name: str, message: str) -> None:
    """A file with another digest, and one that is not there, are refused by name."""
    with pytest.raises(KnowledgeError, match=message):
        located("spacy", _folder(), {name: "0" * 64}, "russian")


def _folder() -> str:
    from importlib import metadata

    files = metadata.files("spacy") or []
    return str(Path(next(str(file) for file in files if file.name == "METADATA")).parent)
