"""Who may write: tokens kept as hashes in a file, and the sessions of those who signed in with one."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from memcon.errors import ConfigError, InputError

_LONGEST_NAME = 80
_HOURS = 12
_MOST_SESSIONS = 1_000


@dataclass(frozen=True, slots=True)
class Session:
    """One who signed in: the name that judgements carry, the word that forms must bring back, and until when."""

    name: str
    form_word: str
    until: float


class Tokens:
    """The tokens of those who may write: a JSON file of names and SHA-256 digests, read again when it changes.

    A token is 256 random bits, so that a plain digest cannot be turned back.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def name_of(self, token: str) -> str | None:
        """The name that a token belongs to, None where there is none."""
        if self._path is None or not token:
            return None
        digest = _digest(token)
        found = None
        for name, held in read_tokens(self._path).items():
            if hmac.compare_digest(held, digest):
                found = name
        return found

    @property
    def are_set(self) -> bool:
        """Whether anybody may write: nobody, where the file is none of tokens."""
        try:
            return self._path is not None and bool(read_tokens(self._path))
        except ConfigError:
            return False


def read_tokens(path: Path) -> dict[str, str]:
    """The names and digests of a file of tokens, none where there is no file; raises ConfigError for any other."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} is no file of tokens: make one with `memcon token NAME --tokens {path}`") from error
    if not isinstance(tree, dict) or not all(isinstance(one, str) for pair in tree.items() for one in pair):
        raise ConfigError(f"{path} is no file of tokens: make one with `memcon token NAME --tokens {path}`")
    return tree


def add_token(path: Path, name: str) -> str:
    """Makes a token for a name, keeps its digest in a file that only its owner may read, and returns the token.

    Raises InputError for a name that is empty, too long, not printable or already there.
    """
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InputError(f"a name has 1 to {_LONGEST_NAME} printable characters")
    held = read_tokens(path)
    if name in held:
        raise InputError(f"{name} has a token; take its line out of {path} to make another")
    token = secrets.token_urlsafe(32)
    aside = path.with_name(f"{path.name}.writing")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(held | {name: _digest(token)}, file, ensure_ascii=False, indent=2)
        os.replace(aside, path)
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
    return token


class Sessions:
    """The sessions of those who signed in, in memory: a restart signs everybody out."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Session] = OrderedDict()
        self._lock = Lock()

    def open(self, name: str) -> str:
        """Opens a session for a name and returns the key that its cookie holds."""
        key = secrets.token_urlsafe(32)
        session = Session(name, secrets.token_urlsafe(32), time.monotonic() + _HOURS * 3600)
        with self._lock:
            self._held[_digest(key)] = session
            if len(self._held) > _MOST_SESSIONS:
                self._held.popitem(last=False)
        return key

    def get(self, key: str | None) -> Session | None:
        """The session of a key, None where there is none or it is over."""
        session = self._held.get(_digest(key)) if key else None
        return session if session is not None and session.until > time.monotonic() else None

    def close(self, key: str) -> None:
        """Ends a session."""
        with self._lock:
            self._held.pop(_digest(key), None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
