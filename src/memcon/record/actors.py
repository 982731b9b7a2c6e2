"""Actors, the posts they hold and the ways a text names them."""

from dataclasses import dataclass

from memcon.record.text import Span
from memcon.record.vocabulary import ActorKind, MentionForm


@dataclass(frozen=True, slots=True)
class Post:
    """An office as held by someone: its title, the state or body it serves, and its first and last day if known.

    country is an ISO 3166 alpha-3 code, None for posts of international bodies. start and end are ISO 8601 dates of
    the precision known (YYYY, YYYY-MM or YYYY-MM-DD); end is None for a post still held when last verified.
    """

    title: str
    country: str | None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names an actor."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone or something that an unresolved actor may be: actor is its id as in Actor.id, name its usual name.

    score is its share, from 0 to 1, of the points that all candidates of the actor have together. A name has points for
    an office held on the day of publication, for an office and a country that a title beside it names, for a country
    that the text speaks of, and for having been named in the text last or often; a title without a name has points for
    how near before it each holder of such an office was named.
    """

    actor: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts: a person, state, body or group.

    id is a Wikidata QID, else a stable local id ("local:kind:slug"). country is ISO 3166 alpha-3. sector is a PLOVER
    sector (GOV, MIL, IGO, ...). posts are those held at the time spoken of; several where more than one fits.
    candidates are whom the text may mean where it does not tell, the likeliest first: the actor then has a local id,
    and what follows the name is only what holds of all of them.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    posts: tuple[Post, ...] = ()
    mentions: tuple[Mention, ...] = ()
    candidates: tuple[Candidate, ...] = ()
