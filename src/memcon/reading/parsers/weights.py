"""Weights of models that other packages bring: they are read only if they are the ones that memcon was built with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from memcon.errors import KnowledgeError


def located(distribution: str, folder: str, digests: Mapping[str, str], extra: str) -> Path:
    """The folder of a distribution's files, once the SHA-256 of each file named in digests is right.

    Raises KnowledgeError where the distribution is not installed (extra tells how to get it) or a file is another.
    """
    try:
        root = Path(str(metadata.distribution(distribution).locate_file(folder)))
    except metadata.PackageNotFoundError:
        raise missing(extra) from None
    for name, digest in digests.items():
        try:
            with (root / name).open("rb") as file:
                actual = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            raise KnowledgeError(f"{distribution} lacks {name}: reinstall it (pip install 'memcon[{extra}]')") from None
        if actual != digest:
            raise KnowledgeError(
                f"{name} of {distribution} is not the file memcon was built with: pip install 'memcon[{extra}]' again"
            )
    return root


def missing(extra: str) -> KnowledgeError:
    """The error that says how to install a language."""
    return KnowledgeError(f"the {extra.capitalize()} parser is not installed: pip install 'memcon[{extra}]'")
