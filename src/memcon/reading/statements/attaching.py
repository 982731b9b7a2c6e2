"""Quotations given to those who speak them: each told whole, and by one cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.knowledge.cues import Cues
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.claiming import CLOSE, ENDS, LEADS, NEAR, fills_paragraph, is_cue, may_lead
from memcon.reading.statements.followers import follower, verb_after
from memcon.reading.statements.leaders import leader
from memcon.reading.statements.quoting import Index
from memcon.reading.statements.sources import Source
from memcon.reading.statements.tree import Range, Tree, merge

_STOPS = frozenset({".", "!", "?"})


def attach(tree: Tree, index: Index, chosen: Sequence[Candidate], cues: Cues) -> list[Candidate]:
    """Gives quotations that no cue claims to the speaker whose words the layout shows them to be.

    A quotation belongs to a cue that stands right after it, else it goes on the one that ended just before it,
    else it belongs to the cue that leads up to it. A quotation with none of these is left alone.
    """
    kept = [each for each in chosen if not _displaced(tree, index, each, cues)]
    parted, heirs = _parted(tree, index, kept, cues)
    moved = [(_from_colon(tree, index, each, cues), each.token) for each in parted]
    led = {new.token for new, was in moved if new.token != was}
    found = [new for new, was in moved if new.token not in led or new.token != was]
    by_cue = {each.token: number for number, each in enumerate(found)}
    owner: dict[int, int] = {}
    for number, candidate in enumerate(found):
        if index.at(candidate.token) < 0 or candidate.construction == "signature":
            for quotation in index.among(candidate.content):
                owner.setdefault(quotation, number)
    latest = -1
    for quotation in range(len(index.quoted)):
        span = index.range(quotation)
        if quotation in owner:
            latest = owner[quotation]
            continue
        before = _before(tree, span[0])
        claim = follower(tree, index, span, cues)
        if claim is None and not (tree.has_finite(*span) or _stands_alone(tree, span) or _is_led(tree, before, cues)):
            continue
        if claim is None and latest >= 0 and _leads_anew(tree, found[latest], before, cues):
            claim = leader(tree, index, span, before, cues)
        if claim is None and latest >= 0 and _goes_on(tree, index, found[latest], quotation, before, cues):
            found[latest] = replace(found[latest], content=tuple(merge([*found[latest].content, span])))
            owner[quotation] = latest
            continue
        claim = claim or leader(tree, index, span, before, cues) or _follower_of_next(tree, index, quotation, cues)
        if claim is None:
            continue
        claim = replace(claim, source=heirs.get(claim.token, claim.source))
        known = by_cue.get(claim.token, -1)
        whole = _joined(index, found[known], claim) if known >= 0 else None
        if whole is None:
            whole, known = claim, len(found)
            found.append(whole)
        found[known] = _by_name(tree, index, span, whole, cues)
        owner[quotation] = latest = known
    return [_by_sign(tree, index, each, cues) for each in found]


def _by_sign(tree: Tree, index: Index, candidate: Candidate, cues: Cues) -> Candidate:
    """A candidate whose colon tells that words are quoted where its verb does not: released this statement: "..."."""
    first = candidate.content[0][0]
    if candidate.key in cues.speech or index.at(first) < 0 or candidate.cue[1] > first:
        return candidate
    return replace(candidate, key=":") if tree.words[_before(tree, first)] == ":" else candidate


def _follower_of_next(tree: Tree, index: Index, quotation: int, cues: Cues) -> Candidate | None:
    """The cue after the quotation of the next paragraph, where a paragraph is nothing but a quotation."""
    span = index.range(quotation)
    starts = span[0] == 0 or "\n" in tree.words[span[0] - 1]
    alone = starts and fills_paragraph(tree, span) and index.quoted[quotation].quote.closed
    if not alone or quotation + 1 == len(index.quoted):
        return None
    between = tree.text[index.quoted[quotation].quote.end : index.quoted[quotation + 1].quote.start]
    claim = None if between.strip() else follower(tree, index, index.range(quotation + 1), cues)
    return None if claim is None else replace(claim, content=(span,))


def _joined(index: Index, candidate: Candidate, claim: Candidate) -> Candidate | None:
    """A candidate with a quotation that its own cue claims: "A," he said, "B"; None where they tell different words.

    The quotation alone is told where the candidate has an object alone ("scolded him: ...") or where the parser took
    the source for content ("...," said a woman, who left).
    """
    (span,) = claim.content
    if index.at(candidate.content[0][0]) >= 0:
        return replace(candidate, content=tuple(merge([*candidate.content, span])))
    misread = candidate.construction.startswith("object") if span[0] > claim.token else candidate.source is None
    return claim if misread and not index.among(candidate.content) else None


def _displaced(tree: Tree, index: Index, candidate: Candidate, cues: Cues) -> bool:
    """Whether another verb stands between a quotation and its cue: "...," Velt barked and left; left, asking: "...".

    A cue of speech keeps the words that follow it ("said when asked, ...").
    """
    token = candidate.token
    if index.at(token) >= 0 or tree.tags[token][:2] != "VB":
        return False
    told = [index.range(number) for number in index.among(candidate.content)]
    before = [span for span in told if span[1] < token]
    if candidate.construction.startswith(("around", "as")) and before:
        verb = verb_after(tree, index, before[-1], cues)
        return verb is not None and verb < token and (candidate.construction == "as" or tree.heads[token] != verb)
    after = [span for span in told if span[0] > token]
    if candidate.key in cues.speech or not after:
        return False
    comma = _before(tree, after[0][0])
    return tree.words[comma] in LEADS and any(
        is_cue(tree, each, cues) and tree.lemmas[each] in cues.speech
        for each in range(max(token + 1, comma - NEAR), comma)
    )


def _parted(
    tree: Tree, index: Index, candidates: Sequence[Candidate], cues: Cues
) -> tuple[list[Candidate], dict[int, Source | None]]:
    """Candidates without the quotations that a later cue leads up to: said it was late and added, "...".

    That cue's clause goes too; where it has no subject, the second value says that its source is the first cue's. What
    is reported inside the content stays there: said that Velt told her, "...".
    """
    found: list[Candidate] = []
    heirs: dict[int, Source | None] = {}
    for candidate in candidates:
        lead, start = _own_lead(tree, index, candidate, cues)
        if lead is None:
            found.append(candidate)
            continue
        content = tuple((first, min(last, start - 1)) for first, last in candidate.content if first < start)
        if content and tree.deps[lead] != "acl":
            found.append(replace(candidate, content=content))
        joined = tree.deps[lead] == "conj" and tree.heads[tree.heads[lead]] == candidate.token
        if (joined or tree.tags[lead] == "VBG") and tree.child(lead, "nsubj") is None:
            heirs[lead] = candidate.source
    return [replace(each, source=heirs.get(each.token, each.source)) for each in found], heirs


def _own_lead(tree: Tree, index: Index, candidate: Candidate, cues: Cues) -> tuple[int | None, int]:
    """The verb of saying that leads up to a quotation among a cue's content, and where its clause starts."""
    if index.at(candidate.token) >= 0 or candidate.key == ":":
        return None, 0
    for number in index.among(candidate.content):
        opening = index.range(number)[0]
        before = _before(tree, opening)
        if opening > candidate.cue[1] and tree.words[before] in _STOPS:
            verb = verb_after(tree, index, index.range(number), cues)
            if verb is not None and verb != candidate.token and opening > candidate.content[0][0]:
                return verb, opening
        lead = _lead_between(tree, index, candidate.cue[1], opening, cues)
        if lead is None and tree.words[before] == ":" and not _holds(candidate, before):
            if candidate.content[0][0] < before and candidate.cue[1] < before:
                return before, opening
            continue
        if lead is None or _describes(tree, candidate, lead):
            continue
        start = tree.first[lead]
        while start - 1 > candidate.cue[1] and (tree.tags[start - 1] == "CC" or tree.words[start - 1] == ","):
            start -= 1
        if start > candidate.content[0][0] or lead < candidate.content[0][0]:
            return lead, min(start, opening)
    return None, 0


def _from_colon(tree: Tree, index: Index, candidate: Candidate, cues: Cues) -> Candidate:
    """A candidate whose content starts with the quotation after a colon, not with the words before it.

    Where a pronoun follows the quotation, what leads up to it tells who speaks: Velt replied: "...," she said.
    """
    if not candidate.construction.startswith("around") or index.at(candidate.token) >= 0:
        return candidate
    for number in index.among(candidate.content):
        span = index.range(number)
        before = _before(tree, span[0])
        first, last = next(piece for piece in candidate.content if piece[1] >= span[0])
        if first < before and span[1] < candidate.token and tree.words[before] == ":":
            rest = (each for each in candidate.content if each[0] > last)
            told = replace(candidate, content=((span[0], last), *rest))
            return _by_name(tree, index, span, told, cues)
    return candidate


def _by_name(tree: Tree, index: Index, span: Range, candidate: Candidate, cues: Cues) -> Candidate:
    """A candidate with the cue and the source before a colon in place of a pronoun after the quotation."""
    source, before = candidate.source, _before(tree, span[0])
    if source is None or tree.words[source[1]] not in cues.pronouns or tree.words[before] != ":":
        return candidate
    lead = leader(tree, index, span, before, cues)
    if lead is None or lead.source is None or tree.tags[lead.token] == "VBG" or before - lead.token >= CLOSE:
        return candidate
    return replace(lead, content=candidate.content)


def _holds(candidate: Candidate, token: int) -> bool:
    return any(first <= token <= last for first, last in candidate.content)


def _describes(tree: Tree, candidate: Candidate, lead: int) -> bool:
    """Whether a participle tells what someone says in the content: said that men carried signs saying, "..."."""
    first = tree.first[lead]
    apart = tree.tags[first - 1] == "CC" or tree.words[first - 1] == "," or tree.deps[first] == "mark"
    told = tree.deps[lead] == "acl" and tree.heads[tree.heads[lead]] == candidate.token
    return tree.tags[lead] == "VBG" and not apart and not told and tree.child(lead, "nsubj") is None


def _lead_between(tree: Tree, index: Index, cue: int, opening: int, cues: Cues) -> int | None:
    """The verb of saying after a cue that leads up to the quotation that starts at opening."""
    before = _before(tree, opening)
    apart = tree.words[before] in LEADS
    earliest = max(cue + 1, tree.opening[before], before - NEAR if apart else before)
    for token in range(before, earliest - 1, -1):
        if index.at(token) >= 0:
            return None
        if tree.tags[token] != "VBN" and tree.lemmas[token] in cues.speech and is_cue(tree, token, cues):
            subordinate = tree.deps[token] == "relcl" or (tree.deps[token] == "advcl" and tree.tags[token] != "VBG")
            return None if subordinate else token
    return None


def _leads_anew(tree: Tree, earlier: Candidate, before: int, cues: Cues) -> bool:
    """Whether a verb of its own leads up to a quotation after another: "...," she sang before asking, "..."."""
    if before <= earlier.cue[1] + 1 or tree.words[before] not in LEADS:
        return False
    start = max(earlier.cue[1] + 1, tree.opening[before])
    near = before - 1 > earlier.cue[1] and may_lead(tree, before - 1)
    after = max(start, earlier.content[-1][1] + 1)
    clause = tree.words[before] == ":" and after < before and tree.has_finite(after, before - 1)
    return near or clause or any(is_cue(tree, token, cues) for token in range(start, before))


def _goes_on(tree: Tree, index: Index, earlier: Candidate, quotation: int, before: int, cues: Cues) -> bool:
    """Whether nothing but the rest of the earlier quotation's own sentence stands between the two."""
    start = index.range(quotation)[0]
    end = max(earlier.content[-1][1], earlier.cue[1])
    if before > tree.closing[end]:
        return _told_of(tree, index, end, start, cues)
    if before > end and tree.words[before] not in ENDS | {","} and index.at(before) < 0:
        return False
    if "\n" not in tree.text[tree.ends[max(before, 0)] : tree.starts[start]]:
        return True
    return not index.quoted[quotation - 1].quote.closed or fills_paragraph(tree, index.range(quotation))


def _told_of(tree: Tree, index: Index, end: int, start: int, cues: Cues) -> bool:
    """Whether one sentence about "him" stands between two quotations of a paragraph: He did not say when. "..."."""
    first = tree.closing[end] + 1
    last = tree.closing[first] if first < start else start
    return (
        last == start - 1
        and cues.pronouns.get(tree.words[first]) == "he"
        and "\n" not in tree.text[tree.ends[end] : tree.starts[start]]
        and not index.among([(first, last)])
    )


def _stands_alone(tree: Tree, span: Range) -> bool:
    """Whether a quotation opens a sentence and closes one: "The greed. The lies."""
    return tree.opening[span[0]] == span[0] and tree.words[span[1] - 1] in ENDS


def _is_led(tree: Tree, before: int, cues: Cues) -> bool:
    """Whether a cue and a comma or a colon touch a quotation, which may then be as short as "No"."""
    return before > 0 and tree.words[before] in LEADS and is_cue(tree, before - 1, cues)


def _before(tree: Tree, token: int) -> int:
    """The last token before token that is not white space, -1 at the start."""
    token -= 1
    while token >= 0 and tree.words[token].isspace():
        token -= 1
    return token
