"""Forbidden characters with their descriptions and replacements.

Python's Unicode tables grow with each version, so the messages use only the tables of this file.
"""

from __future__ import annotations

import re

# Rejected everywhere, also in comments and strings: they hide, reorder or break the text around them.
_HIDDEN = {
    (0x00, 0x08): "a control character",
    (0x0B, 0x1F): "a control character",
    (0x7F, 0x9F): "a control character",
    (0xAD, 0xAD): "a soft hyphen, which is invisible",
    (0x61C, 0x61C): "a mark that changes the direction of the text",
    (0x180E, 0x180E): "an invisible separator",
    (0x200B, 0x200D): "an invisible space or joiner",
    (0x200E, 0x200F): "a mark that changes the direction of the text",
    (0x2028, 0x2029): "an invisible line separator",
    (0x202A, 0x202E): "a mark that changes the direction of the text",
    (0x2060, 0x2065): "an invisible joiner or operator",
    (0x2066, 0x2069): "a mark that changes the direction of the text",
    (0x206A, 0x206F): "an invisible format character",
    (0xD800, 0xDFFF): "half of a character",
    (0xFEFF, 0xFEFF): "a byte order mark, which is invisible",
    (0xFFF0, 0xFFFB): "an invisible format character",
    (0xFFFE, 0xFFFF): "no character at all",
    (0xE0000, 0xE007F): "an invisible tag",
}
INVISIBLE = re.compile("[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in _HIDDEN) + "]")

# Common in code pasted from slides, papers and chats.
_LOOKALIKES: dict[str, tuple[str, str]] = {
    "−": ("a minus sign from mathematics", "Type - instead."),
    "–": ("a dash", "Type - instead."),
    "—": ("a dash", "Type - instead."),
    "‐": ("a hyphen from typography", "Type - instead."),
    "‑": ("a hyphen from typography", "Type - instead."),
    "×": ("a multiplication sign", "Type * instead."),
    "·": ("a multiplication dot", "Type * instead."),
    "⋅": ("a multiplication dot", "Type * instead."),
    "∗": ("an asterisk from mathematics", "Type * instead."),
    "÷": ("a division sign", "Type / instead."),
    "∕": ("a slash from mathematics", "Type / instead."),
    "√": ("a root sign", "Write sqrt(x) instead."),
    "²": ("a raised 2", "For a power write x**2."),
    "³": ("a raised 3", "For a power write x**3."),
    "¹": ("a raised 1", "For a power write x**1."),
    "≤": ("a comparison sign", "Type <= instead."),
    "≥": ("a comparison sign", "Type >= instead."),
    "≠": ("a comparison sign", "Type != instead."),
    "=": ("a wide equals sign", "Type = instead."),
    "‘": ("a curly quotation mark", "Type ' instead."),
    "’": ("a curly quotation mark", "Type ' instead."),
    "“": ("a curly quotation mark", 'Type " instead.'),
    "”": ("a curly quotation mark", 'Type " instead.'),
    "„": ("a curly quotation mark", 'Type " instead.'),
    "…": ("a single character of three dots", "Leave it out."),
    "→": ("an arrow", "Leave it out."),
    "∂": ("a sign from mathematics", "Give the derivative a name of plain letters, such as dL_da."),
    "∑": ("a sign from mathematics", "Write sum(...) instead."),
    "Σ": ("a Greek letter", "Write sum(...) for a sum, or a name of plain letters."),
    "π": ("a Greek letter", "Write math.pi instead."),
    "\u00a0": ("a no-break space", "Type a plain space instead."),
    "\u2009": ("a thin space", "Type a plain space instead."),
    "\u202f": ("a narrow no-break space", "Type a plain space instead."),
    "\u3000": ("a wide space", "Type a plain space instead."),
    "ﬁ": ("two letters in one", "Type fi instead."),
    "ﬂ": ("two letters in one", "Type fl instead."),
    "ſ": ("a long s", "Type s instead."),
    "µ": ("a micro sign", "Write the name with plain letters, such as mu."),
}
# Cyrillic and Greek letters, each with the Latin letter that looks the same.
_LATIN_LOOKALIKES = dict(
    zip("аеорсухіјѕԁһАВЕКМНОРСТХοναΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdhABEKMHOPCTXovaABEZHIKMNOPTYX", strict=True)
)

_ASCII_HINTS = {
    "$": "Leave it out: formulas are written as in Python, such as a*b + c.",
    "?": "Leave it out.",
    "`": "Leave it out.",
    "!": "To compare, write !=; to negate a comparison, write not.",
    "\\": "Leave it out: formulas are written as in Python, such as tanh(a*b + c).",
}


def explain_character(character: str) -> tuple[str, str]:
    """Message and hint for a character that is not allowed in a program."""
    if character in _ASCII_HINTS:
        return f"The sign `{character}` has no meaning here.", _ASCII_HINTS[character]
    code = ord(character)
    number = f"U+{code:04X}"
    for (low, high), description in _HIDDEN.items():
        if low <= code <= high:
            return f"There is {description} here ({number}).", "Delete it."
    if character in _LOOKALIKES:
        description, hint = _LOOKALIKES[character]
        return f"`{character}` ({number}) is {description}.", hint
    if character in _LATIN_LOOKALIKES:
        latin = _LATIN_LOOKALIKES[character]
        return (
            f"`{character}` ({number}) looks like the Latin letter {latin}, but is another one.",
            f"Type {latin} instead.",
        )
    if 0xFF01 <= code <= 0xFF5E:
        return f"`{character}` ({number}) is a wide form.", f"Type {chr(code - 0xFEE0)} instead."
    if character.isdecimal():
        return f"`{character}` ({number}) is a digit of another script.", f"Type {int(character)} instead."
    return (
        f"`{character}` ({number}) cannot stand in a program.",
        "Names have plain letters, digits and underscores: a to z, A to Z, 0 to 9, _.",
    )
