"""Recursive-descent syntax checker for expressions: reports errors of Python's grammar and unsupported syntax.

The wording and the positions of Python's own syntax errors depend on its version, so they are never shown. The syntax
tree still comes from Python's parser: this checker only has to stop at the right token with the right message.
"""

from __future__ import annotations

from .reader import END, Reader

BINARY = frozenset(["+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">="])
AUGMENTED = frozenset(["+=", "-=", "*=", "/=", "//=", "%=", "**="])

# The shape of an expression, as far as an assignment depends on it. REFERENCE is an attribute or a subscript.
NAME, REFERENCE, TUPLE, TARGETS, CALL, OTHER = "name", "reference", "tuple", "targets", "call", "other"
ASSIGNABLE = frozenset([NAME, REFERENCE, TARGETS])


class Grammar(Reader):
    """Reader of one simple statement or one header line, following Python's grammar."""

    def expressions(self) -> str:
        """Read one expression, or several separated by commas: a tuple. Returns its shape, as do the methods below."""
        shapes = [self.expression()]
        comma = False
        while self.take(","):
            comma = True
            if self.token is END or self.at("=", ")", "]"):
                break
            shapes.append(self.expression())
        if not comma:
            return shapes[0]
        return TARGETS if all(shape in ASSIGNABLE for shape in shapes) else TUPLE

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
        while True:
            if self.at("in", "is", "not"):
                self.refuse_membership()
            if self.token.text not in BINARY:
                return OTHER if negated else shape
            self.advance()
            self.operand()
            shape = OTHER

    def refuse_membership(self) -> None:
        token = self.token
        if token.text == "not" and self.following != "in":
            self.unexpected()
        text = "not in" if token.text == "not" else token.text
        self.fail(
            f"`{text}` is not part of this language here.", "Compare with ==, !=, <, <=, > or >=.", code="unsupported"
        )

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
        if self.take("True", "False"):
            return OTHER
        if self.take("("):
            return self.bracket(")")
        if not self.take("["):
            self.missing_operand()
        return self.bracket("]")

    def format(self) -> str:
        self.advance()
        while self.token.kind != "format-end":
            if self.token.kind == "field-end":
                self.fail("These braces of an f-string are empty.", "Write an expression between them: {x}.")
            self.expressions()
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
        shape = self.expression()
        if self.at("for"):
            self.comprehension()
            shape = OTHER
        elif self.at(","):
            shapes = [shape]
            while self.take(","):
                if self.at(closing):
                    break
                shapes.append(self.expression())
            shape = TARGETS if all(s in ASSIGNABLE for s in shapes) else TUPLE
        elif closing == "]":
            shape = TARGETS if shape in ASSIGNABLE else TUPLE
        if not self.take(closing):
            self.unexpected()
        return shape

    def comprehension(self) -> None:
        while self.take("for"):
            self.targets()
            self.disjunction()
            while self.take("if"):
                self.disjunction()

    def targets(self) -> None:
        """Read the targets between `for` and `in`, and the `in`."""
        while True:
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
                self.expression()
                if named and not self.at("="):
                    self.fail(
                        "An argument without a name follows one with a name.",
                        "Put the named arguments last.",
                        begin.span,
                    )
                if self.at("for"):
                    alone = begin is self.tokens[first]
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
        """Read names with defaults up to `closing`, which is not consumed."""
        names: set[str] = set()
        default = False
        while not self.at(closing):
            if self.at("*", "**", "/"):
                self.fail(
                    f"`{self.token.text}` among the parameters is not part of this language.",
                    "Name each parameter.",
                    code="unsupported",
                )
            token = self.name("the name of a parameter")
            if token.text in names:
                self.fail(f"Two parameters are called `{token.text}`.", "Give each its own name.", token.span)
            names.add(token.text)
            if closing == ")" and self.at(":"):
                self.fail("Types of parameters are not part of this language.", "Leave them out.", code="unsupported")
            if self.take("="):
                default = True
                self.expression()
            elif default:
                self.fail(
                    f"`{token.text}` has no default, but a parameter before it has one.",
                    "Put the defaults last.",
                    token.span,
                )
            if not self.take(",") and not self.at(closing):
                if self.token is END:
                    return
                self.unexpected()
