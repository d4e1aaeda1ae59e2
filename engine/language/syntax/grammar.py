"""Recursive-descent syntax checker for expressions: reports errors of Python's grammar and unsupported syntax.

The wording and the positions of Python's own syntax errors depend on its version, so they are never shown. The syntax
tree still comes from Python's parser: this checker only has to stop at the right token with the right message.
"""

from __future__ import annotations

from ...scan import Token
from .reader import END, Reader

ARITHMETIC = frozenset(["+", "-", "*", "/", "//", "%", "**"])
COMPARISONS = frozenset(["==", "!=", "<", "<=", ">", ">="])
BINARY = ARITHMETIC | COMPARISONS
AUGMENTED = frozenset(["+=", "-=", "*=", "/=", "//=", "%=", "**="])

# The shape of an expression, as far as an assignment depends on it. REFERENCE is an attribute or a subscript; STARRED
# is an assignable item behind a `*`, and UNPACKED any other.
NAME, REFERENCE, TUPLE, TARGETS, CALL, OTHER = "name", "reference", "tuple", "targets", "call", "other"
STARRED, UNPACKED = "starred", "unpacked"
ASSIGNABLE = frozenset([NAME, REFERENCE, TARGETS])


def _tuple_shape(shapes: list[str]) -> str:
    """The shape of a tuple or list with items of these shapes: at most one name in an assignment may have a `*`."""
    assignable = all(shape in ASSIGNABLE or shape == STARRED for shape in shapes)
    return TARGETS if assignable and shapes.count(STARRED) <= 1 else TUPLE


class Grammar(Reader):
    """Reader of one simple statement or one header line, following Python's grammar."""

    def expressions(self) -> str:
        """Read one expression, or several separated by commas: a tuple. Returns its shape, as do the methods below."""
        begin = self.token
        shapes = [self.item()]
        comma = False
        while self.take(","):
            comma = True
            if self.token is END or self.at("=", ")", "]"):
                break
            shapes.append(self.item())
        if not comma:
            self.refuse_lone_star(shapes[0], begin)
            return shapes[0]
        return _tuple_shape(shapes)

    def item(self) -> str:
        """Read an item of a tuple, list or set: an expression, or `*xs`, whose items are unpacked."""
        if not self.take("*"):
            return self.expression()
        return STARRED if self.arithmetic() in ASSIGNABLE else UNPACKED

    def refuse_lone_star(self, shape: str, begin: Token) -> None:
        if shape in (STARRED, UNPACKED):
            place = self.tokens.index(begin)
            if place and self.tokens[place + 1].kind == "number":
                before = self.tokens[place - 1].text
                self.fail(
                    f"A value is missing between `{before}` and `*`.", "Write a name or a number there.", begin.span
                )
            self.fail(
                "A `*` unpacks into a list, a tuple, a set or a call, and none stands around it.",
                "Write [*xs], or a, *rest = xs.",
                begin.span,
            )

    def arithmetic(self) -> str:
        """Read an expression without comparisons, such as what follows a `*`."""
        shape = self.operand()
        while self.token.text in ARITHMETIC:
            self.advance()
            self.operand()
            shape = OTHER
        return shape

    def expression(self) -> str:
        shape = ""
        while True:
            if self.take("lambda"):
                self.parameters(":")
                if not self.take(":"):
                    self.fail("`lambda` needs a colon after its parameters.", "Write lambda x: x**2, for example.")
                shape = OTHER
                continue
            shape = self.disjunction() if not shape else self.disjunction() and OTHER
            if not self.take("if"):
                return shape
            self.disjunction()
            if not self.take("else"):
                if self.token is END or self.at(")", "]", ","):
                    self.fail(
                        "This `if` inside an expression has no `else`.",
                        "Write x if x > 0 else 0, for example.",
                        self.last.span,
                    )
                self.unexpected()
            shape = OTHER

    def disjunction(self) -> str:
        shape = self.inversion()
        while self.take("and", "or"):
            self.inversion()
            shape = OTHER
        return shape

    def inversion(self) -> str:
        negated = False
        while self.take("not"):
            negated = True
        shape = self.operand()
        while self.operator():
            self.operand()
            shape = OTHER
        return OTHER if negated else shape

    def operator(self) -> bool:
        """Read an operator between two operands, one of two words too; returns whether there was one."""
        if self.take("is"):
            self.take("not")
            return True
        if self.at("not"):
            if self.following != "in":
                self.unexpected()
            self.advance()
        elif not self.at("in") and self.token.text not in BINARY:
            return False
        self.advance()
        return True

    def operand(self) -> str:
        signed = False
        while self.take("+", "-"):
            signed = True
        shape = self.atom()
        while True:
            if self.take("."):
                self.attribute()
                shape = REFERENCE
            elif self.take("("):
                self.arguments()
                shape = CALL
            elif self.take("["):
                self.subscript()
                shape = REFERENCE
            else:
                return OTHER if signed else shape

    def attribute(self) -> None:
        if self.token.kind != "name":
            self.fail("A name is expected after the point.", "Write a.data or a.grad, for example.")
        self.advance()

    def atom(self) -> str:
        token = self.token
        if token.kind in ("number", "string"):
            self.advance()
            if token.kind == "string" and self.token.kind in ("string", "format"):
                self.fail("Two strings stand side by side.", "Write + between them.", code="unsupported")
            return OTHER
        if token.kind == "name":
            self.advance()
            return NAME
        if token.kind == "format":
            return self.format()
        if self.take("True", "False", "None"):
            return OTHER
        if self.take("("):
            return self.bracket(")")
        if self.take("{"):
            return self.braces()
        if not self.take("["):
            self.missing_operand()
        return self.bracket("]")

    def format(self) -> str:
        self.advance()
        while self.token.kind != "format-end":
            if self.token.kind == "field-end":
                self.fail("These braces of an f-string are empty.", "Write an expression between them: {x}.")
            self.expression()
            if self.at(","):
                self.fail("Two values stand in one field of this f-string.", "Give each its own braces: {x} {y}.")
            if self.token.kind != "field-end":
                self.unexpected()
            self.advance()
        self.advance()
        if self.token.kind in ("string", "format"):
            self.fail("Two strings stand side by side.", "Write + between them.", code="unsupported")
        return OTHER

    def bracket(self, closing: str) -> str:
        """Read the inside of round or square brackets: a group, a tuple, a list or a comprehension."""
        if self.take(closing):
            return TUPLE
        begin = self.token
        shape = self.item()
        if self.at("for"):
            self.refuse_lone_star(shape, begin)
            self.comprehension()
            shape = OTHER
        elif self.at(","):
            shape = _tuple_shape([shape, *self.items(closing)])
        elif closing == "]":
            shape = _tuple_shape([shape])
        else:
            self.refuse_lone_star(shape, begin)
        if not self.take(closing):
            self.unexpected()
        return shape

    def items(self, closing: str) -> list[str]:
        """Read further items, each after a comma; the last comma may stand before the closing bracket."""
        shapes = []
        while self.take(","):
            if self.at(closing):
                break
            shapes.append(self.item())
        return shapes

    def braces(self) -> str:
        """Read the inside of braces: a dictionary, a set, or a comprehension of one."""
        if self.take("}"):
            return OTHER
        begin = self.token
        shape = self.item()
        if self.at(":") and shape not in (STARRED, UNPACKED):
            self.entries()
        elif self.at("for"):
            self.refuse_lone_star(shape, begin)
            self.comprehension()
        else:
            self.items("}")
        if not self.take("}"):
            self.unexpected()
        return OTHER

    def entries(self) -> None:
        """Read a dictionary from its first colon on."""
        first = True
        while True:
            if not self.take(":"):
                self.fail("A colon and a value are missing after this key.", "Write {'a': 1.0, 'b': 2.0}.")
            self.expression()
            if first and self.at("for"):
                self.comprehension()
                return
            first = False
            if not self.take(",") or self.at("}"):
                return
            self.expression()

    def comprehension(self) -> None:
        while self.take("for"):
            self.targets()
            self.disjunction()
            while self.take("if"):
                self.disjunction()

    def targets(self) -> None:
        """Read the targets between `for` and `in`, and the `in`."""
        while True:
            self.take("*")
            if self.operand() not in ASSIGNABLE:
                self.fail("`for` needs names before its `in`.", "Write for x in xs, for example.", self.last.span)
            if not self.take(",") or self.at("in"):
                break
        if not self.take("in"):
            if self.token is END or self.token.kind != "operator":
                self.fail("This `for` has no `in`.", "Write for x in xs, for example.")
            self.unexpected()

    def arguments(self) -> None:
        named = False
        first = self.index
        while not self.take(")"):
            if self.token.kind == "name" and self.following == "=":
                named = True
                self.advance()
                self.advance()
                self.expression()
            else:
                begin = self.token
                starred = self.take("*")
                self.expression()
                if named and not starred and not self.at("="):
                    self.fail(
                        "An argument without a name follows one with a name.",
                        "Put the named arguments last.",
                        begin.span,
                    )
                if self.at("for"):
                    alone = begin is self.tokens[first] and not starred
                    self.comprehension()
                    if not alone or not self.at(")"):
                        self.fail(
                            "A generator expression must be the only argument.",
                            "Write square brackets around it.",
                            begin.span,
                        )
            if self.at("="):
                self.fail("`=` inside a call names an argument, and the name is missing.", "To compare, write ==.")
            if not self.at(")") and not self.take(","):
                self.unexpected()

    def subscript(self) -> None:
        if self.at("]"):
            self.fail("The index between the brackets is missing.", "Write xs[0], for example.")
        while True:
            if not self.at(":", "]", ","):
                self.expression()
            if self.take("]"):
                return
            if not self.take(":", ","):
                self.unexpected()
            if self.last.text == "," and self.at(","):
                self.missing_operand()

    def parameters(self, closing: str) -> None:
        """Read names with defaults up to `closing`, which is not consumed; in a def they may have types."""
        names: set[str] = set()
        default = starred = False
        while not self.at(closing):
            if self.at("**", "/") or (self.at("*") and starred):
                self.fail(
                    f"`{self.token.text}` among the parameters is not part of this language here.",
                    "Name each parameter; after *args, too.",
                    code="unsupported",
                )
            rest = self.take("*")
            starred = starred or rest
            if rest and self.at(","):
                self.advance()
                if self.at(closing):
                    self.fail("A parameter is missing after this `*`.", "Write *args, or leave it out.", self.last.span)
                continue
            token = self.name("the name of a parameter")
            if token.text in names:
                self.fail(f"Two parameters are called `{token.text}`.", "Give each its own name.", token.span)
            names.add(token.text)
            if closing == ")" and self.take(":"):
                self.annotation()
            if not rest and self.take("="):
                default = True
                self.expression()
            elif default and not starred:
                self.fail(
                    f"`{token.text}` has no default, but a parameter before it has one.",
                    "Put the defaults last.",
                    token.span,
                )
            if not self.take(",") and not self.at(closing):
                if self.token is END:
                    return
                self.unexpected()

    def annotation(self) -> None:
        """Read a type, such as `float`, `list[Value]` or `int | None`, which has no meaning here."""
        while True:
            if self.token.kind == "string" or self.at("None"):
                self.advance()
            else:
                self.name("a type, such as float,")
                while self.take("."):
                    self.attribute()
                if self.take("["):
                    self.annotation_arguments()
            if not self.take("|"):
                return

    def annotation_arguments(self) -> None:
        """Read the inside of a type's square brackets: types, `...`, numbers, or lists of types."""
        while True:
            if self.take("["):
                if not self.take("]"):
                    self.annotation_arguments()
            elif self.token.kind == "number" or self.at("..."):
                self.advance()
            else:
                self.annotation()
            if self.take("]"):
                return
            if not self.take(","):
                self.unexpected()
