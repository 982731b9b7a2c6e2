"""What patterns over words cannot see: whether a number is a year, a word part of a name, a sign apart."""

from memcon.knowledge.timewords import TimeGrammar
from memcon.reading.timex.found import Found
from memcon.reading.timex.row import Row

_FIRST_YEAR, _LAST_YEAR = 1500, 2100
"""Years that need no preposition to be taken for years."""
_SHORT = 4
"""A word so short after a number is hardly a plural noun that it counts."""
_NO_YEAR_AFTER = frozenset({"$", "€", "£", "¥", "₽", "#", "/", "№", "@", "_"})


def passes(found: Found, row: Row, grammar: TimeGrammar, text: str) -> bool:
    """Whether what a rule found is what it says, by the rule's guard; a rule without one is believed."""
    guard = found.rule.params.get("guard")
    if found.first == found.last and _ends_name(found.first, row, text):
        return False
    if "season" in found.slots and _opens_name(found.last, row, text):
        return False
    if guard == "year":
        return _is_year(found.last, row, grammar)
    before = row.forms[found.first - 1] if found.first else ""
    if guard == "common":
        return not text[row.starts[found.first]].isupper() or not before.isalpha()
    if guard == "tight":
        words = range(found.first, found.last + 1)
        length = sum(row.ends[i] - row.starts[i] for i in words)
        return before != "'" and row.ends[found.last] - row.starts[found.first] == length
    return True


def _opens_name(index: int, row: Row, text: str) -> bool:
    """Whether a capitalised word stands right before another one: "the Winter Olympics"."""
    if index + 1 >= len(row.forms) or not text[row.starts[index]].isupper():
        return False
    return text[row.starts[index + 1]].isupper() and text[row.ends[index] : row.starts[index + 1]] == " "


def _ends_name(index: int, row: Row, text: str) -> bool:
    """Whether a capitalised word is the second half of a name with a hyphen ("Jean-Noël")."""
    if index < 2 or row.forms[index - 1] != "-" or not text[row.starts[index]].isupper():
        return False
    glued = row.ends[index - 2] == row.starts[index - 1] and row.ends[index - 1] == row.starts[index]
    return glued and text[row.starts[index - 2]].isupper()


def _is_year(index: int, row: Row, grammar: TimeGrammar) -> bool:
    """Whether a number of four digits is a year: it counts no things and is no piece of a longer name or number."""
    settings = grammar.settings
    before = row.forms[index - 1] if index else ""
    after = row.forms[index + 1] if index + 1 < len(row.forms) else ""
    glued_before = bool(before) and row.ends[index - 1] == row.starts[index]
    glued_after = bool(after) and row.starts[index + 1] == row.ends[index]
    if before in _NO_YEAR_AFTER or after in {"%", "°"} or after in settings["notyear"]:
        return False
    if (glued_before and before[-1].isalnum()) or (glued_after and (after[0].isalnum() or after in {"/", "@", "_"})):
        return False
    if (
        _is_counting(row.forms[max(0, index - 2) : index], grammar)
        and len(after) > _SHORT
        and after.endswith(tuple(settings["countedendings"]))
    ):
        return False
    return _FIRST_YEAR <= int(row.forms[index]) < _LAST_YEAR or before in settings["yearprepositions"]


def _is_counting(before: list[str], grammar: TimeGrammar) -> bool:
    """Whether the words before a number say that it counts: about, more than."""
    return bool(grammar.settings["counts"].intersection((*before[-1:], "_".join(before))))
