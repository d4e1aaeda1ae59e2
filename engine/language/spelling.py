"""Near misspellings: the names that a reader certainly meant, and no other name that only looks alike.

`tanhh` and `tnah` are slips for `tanh`; `atanh`, `log10` and `relu6` are functions of their own. So a letter at the
front or a digit makes another name, and a name of three letters has no near ones.
"""

from __future__ import annotations

from collections.abc import Iterable


def misspelt(name: str, known: Iterable[str]) -> str:
    """The one of `known` that `name` is a slip for; "" if there is none, or more than one."""
    if name.startswith("_"):
        return ""
    others = sorted(set(known) - {name})
    for is_near in (_same_letters, _one_slip, _two_slips):
        near = [other for other in others if is_near(name, other)]
        if near:
            return near[0] if len(near) == 1 else ""
    return ""


def _same_letters(name: str, other: str) -> bool:
    return name.replace("_", "").lower() == other.replace("_", "").lower()


def _one_slip(name: str, other: str) -> bool:
    """One letter exchanged with its neighbour, missing, doubled, wrong, or too many inside of the word."""
    if len(other) < 4 or _digits(name) != _digits(other):
        return False
    if _exchanged(name, other):
        return True
    if name[0] != other[0]:
        return False
    if len(name) == len(other):
        return len(other) > 4 and sum(a != b for a, b in zip(name, other, strict=True)) == 1
    if len(name) == len(other) - 1:
        return len(name) > 3 and any(other[:i] + other[i + 1 :] == name for i in range(1, len(other)))
    if len(name) == len(other) + 1:
        return name == other + "s" or any(
            name[:i] + name[i + 1 :] == other and (i < len(other) or name[i] == name[i - 1])
            for i in range(1, len(name))
        )
    return False


def _two_slips(name: str, other: str) -> bool:
    """Two slips in a long word: one after the other."""
    if min(len(name), len(other)) < 8 or name[0] != other[0] or _digits(name) != _digits(other):
        return False
    return _distance(name, other) == 2


def _exchanged(name: str, other: str) -> bool:
    """Whether two neighbours are exchanged."""
    if len(name) != len(other) or sorted(name) != sorted(other):
        return False
    places = [i for i, (a, b) in enumerate(zip(name, other, strict=True)) if a != b]
    return len(places) == 2 and places[1] == places[0] + 1 and name[places[0]] == other[places[1]]


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())


def _distance(name: str, other: str) -> int:
    """Levenshtein's distance: letters to replace, to insert and to delete."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(name, start=1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]
