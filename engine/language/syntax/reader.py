"""Token reader, with the error messages for unexpected tokens."""

from __future__ import annotations

from typing import NoReturn

from ...errors import Code, PlaygroundError, Span
from ...scan import Token
from .unsupported import CLASSES, COMMON_SLIPS, UNSUPPORTED_KEYWORDS, UNSUPPORTED_OPERATORS

OPERANDS = frozenset(["name", "number", "string", "format"])
END = Token("end", "", (0, 0, 0, 0))


class Reader:
    """Reads the tokens of one simple statement or one header line from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = [*tokens, END]
        self.index = 0
        self.token = self.tokens[0]

    # reading

    @property
    def last(self) -> Token:
        """The token before the current one."""
        return self.tokens[max(self.index - 1, 0)]

    @property
    def following(self) -> str:
        """The text of the token after the current one."""
        return self.tokens[min(self.index + 1, len(self.tokens) - 1)].text

    def advance(self) -> None:
        self.index += 1
        self.token = self.tokens[self.index]

    def at(self, *texts: str) -> bool:
        """Whether the current token is one of these operators or keywords; no other kind of token has such a text."""
        return self.token.text in texts

    def take(self, *texts: str) -> bool:
        """Consume the current token if it is one of these; returns whether it was."""
        if self.token.text in texts:
            self.advance()
            return True
        return False

    def name(self, description: str) -> Token:
        """Consume a name; the error otherwise says that `description` is expected."""
        token = self.token
        if token.kind != "name":
            self.refuse_keyword(token)
            self.fail(f"Here {description} is expected.", hint="Names have letters, digits and underscores.")
        self.advance()
        return token

    # errors

    def fail(self, message: str, hint: str = "", span: Span | None = None, code: Code = "syntax") -> NoReturn:
        """Raise PlaygroundError at `span`; default: the current token, or the last one at the end."""
        token = self.token if self.token is not END else self.last
        raise PlaygroundError(code, message, span or token.span, hint)

    def refuse_keyword(self, token: Token) -> None:
        """Raise PlaygroundError if `token` is an unsupported keyword or operator."""
        if token.kind == "keyword" and token.text in UNSUPPORTED_KEYWORDS:
            message, hint = UNSUPPORTED_KEYWORDS[token.text]
            if token.text == "class":
                hint = CLASSES.get(self.following, hint)
            self.fail(message, hint, token.span, "unsupported")
        if token.kind == "operator" and token.text in UNSUPPORTED_OPERATORS:
            message, hint = UNSUPPORTED_OPERATORS[token.text]
            self.fail(message, hint, token.span, "unsupported")

    def missing_operand(self) -> NoReturn:
        """Raise PlaygroundError because an operand is missing before the current token."""
        token, before = self.token, self.last
        self.refuse_keyword(token)
        if token.text == "**" and (self.index == 0 or before.text in ("(", "[", "{", ",")):
            self.fail(
                "Unpacking with `**` is not part of this language.", "Write the items one by one.", code="unsupported"
            )
        if self.index == 0:
            self.fail(f"Nothing can begin with `{token.text}`.", "Begin with a name, a number or a bracket.")
        if token.kind == "keyword":
            self.fail(
                f"`{token.text}` stands where a value is expected.",
                f"`{token.text}` is a word of Python's own; choose another name.",
            )
        if before.text == "+" and self.tokens[max(self.index - 2, 0)].text == "+":
            self.fail("Python has no `++`.", "To add one, write c += 1.", before.span)
        if token is END:
            self.fail(f"A value is missing after `{before.text}`.", "Write a name or a number after it.")
        self.fail(f"A value is missing between `{before.text}` and `{token.text}`.", "Write a name or a number there.")

    def unexpected(self) -> NoReturn:
        """Raise PlaygroundError because the current token cannot follow the last one."""
        token, before = self.token, self.last
        self.refuse_keyword(token)
        if token.kind in OPERANDS or token.kind == "keyword":
            if before.text in COMMON_SLIPS and before.kind == "name":
                self.fail(*COMMON_SLIPS[before.text], before.span)
            left, right = (
                before.text if before.kind in ("name", "number") else "",
                token.text if token.kind != "format" else "",
            )
            between = f" between `{left}` and `{right}`" if left and right else " before this"
            hint = (
                f"To multiply, write {left} * {right}."
                if left and token.kind in ("name", "number")
                else "Write one, such as +, * or a comma."
            )
            self.fail(f"There is no operator{between}.", hint)
        if token.text == "=":
            self.fail("`=` assigns a value to a name; it does not compare.", "To compare, write ==.")
        if token.text == ":":
            self.fail(
                "This colon has no meaning here.", "A colon ends a line that begins with for, if, elif, else or def."
            )
        self.fail(f"`{token.text}` cannot stand here.", "Check the signs around it.")

    def end(self) -> None:
        """Raise PlaygroundError unless all tokens are consumed."""
        if self.token is not END:
            self.unexpected()
