"""Syntax check of statements and blocks: block structure, indentation and statement forms."""

from __future__ import annotations

from ... import budgets
from ...errors import PlaygroundError, Span
from ...scan import Line, Token
from .grammar import ASSIGNABLE, AUGMENTED, CALL, NAME, REFERENCE, Grammar
from .reader import OPERANDS
from .unsupported import COMMON_SLIPS, NOTEBOOK

SOFT_KEYWORDS = ("match", "case", "type")
HEADERS = ("for", "if", "elif", "else", "def", "class")

_FOR = -1  # a `for` ended, which may have an `else` and no `elif`


def check_lines(lines: list[Line]) -> None:
    """Raise PlaygroundError at the first token, in reading order, that does not fit."""
    indents = [lines[0].indent] if lines else []
    # Per open block: 0 unless a statement that may have an `else` just ended; of an `if`, 1 + the number of its elif.
    branches = [0]
    blocks: list[str] = []  # the words that the open blocks begin with
    header: Line | None = None
    for i, line in enumerate(lines):
        first = line.tokens[0]
        if header is not None:
            _open_block(line, header, indents, branches)
        else:
            _close_blocks(line, indents, branches)
        blocks[len(indents) - 1 :] = [] if header is None else [header.tokens[0].text]
        header = None
        if blocks[-1:] == ["class"] and _is_static_method(line, lines[i + 1 : i + 2]):
            continue
        if first.text in ("elif", "else") and first.kind == "keyword":
            _check_branch(first, branches)
        header = line if _begins_block(line.tokens) else None
        if first.kind == "keyword" and first.text in ("if", "elif"):
            branches[-1] += 1
        elif first.kind == "keyword" and first.text == "for":
            branches[-1] = _FOR
        else:
            branches[-1] = 0
    if header is not None:
        _missing_block(header)


def is_torch_function(tokens: list[Token]) -> bool:
    """Whether a line begins a class derived from torch.autograd.Function, which is read as an operation."""
    texts = [token.text for token in tokens]
    if ")" not in texts or texts[0] != "class" or texts[2:3] != ["("]:
        return False
    base = texts[3 : texts.index(")")]
    kinds = {token.kind for token in tokens[3 : 3 + len(base) : 2]}
    return base[-1:] == ["Function"] and set(base[1::2]) <= {"."} and kinds == {"name"} and tokens[1].kind == "name"


def _is_static_method(line: Line, following: list[Line]) -> bool:
    """Whether a line is the decorator of the def in the next line, the only one that there is."""
    return [token.text for token in line.tokens] == ["@", "staticmethod"] and [
        (each.indent, each.tokens[0].text) for each in following
    ] == [(line.indent, "def")]


def _open_block(line: Line, header: Line, indents: list[str], branches: list[int]) -> None:
    """Check the first line of a block."""
    if not line.indent.startswith(indents[-1]) or line.indent == indents[-1]:
        if line.indent != indents[-1] and len(line.indent) > len(indents[-1]):
            _mixed_indentation(line)
        _missing_block(header)
    indents.append(line.indent)
    branches.append(0)
    if len(indents) - 1 > budgets.MAX_INDENT:
        raise PlaygroundError(
            "limit",
            f"Blocks are nested more than {budgets.MAX_INDENT} deep here.",
            line.tokens[0].span,
            "Move a part into a function with def.",
        )


def _close_blocks(line: Line, indents: list[str], branches: list[int]) -> None:
    """Check a line of the same block, or the first line after it."""
    inside = len(indents)
    while len(indents) > 1 and line.indent != indents[-1] and len(line.indent) < len(indents[-1]):
        indents.pop()
        branches.pop()
    if line.indent == indents[-1]:
        return
    span = _indentation(line)
    if line.indent.startswith(indents[-1]) and len(indents) == inside:
        raise PlaygroundError(
            "syntax", "This line is indented, but no line above begins a block.", span, "Remove the spaces before it."
        )
    if "\t" in line.indent + indents[-1]:
        _mixed_indentation(line)
    raise PlaygroundError(
        "syntax",
        "This line's indentation fits none of the lines above.",
        span,
        "Begin it at the same column as one of them.",
    )


def _mixed_indentation(line: Line) -> None:
    raise PlaygroundError(
        "syntax", "Tabs and spaces are mixed in this line's indentation.", _indentation(line), "Use spaces only."
    )


def _indentation(line: Line) -> Span:
    number, column = line.tokens[0].span[:2]
    return (number, 0, number, column) if column else line.tokens[0].span


def _missing_block(header: Line) -> None:
    raise PlaygroundError(
        "syntax",
        f"An indented line is missing after this `{header.tokens[0].text}`.",
        (*header.tokens[0].span[:2], *header.tokens[-1].span[2:]),
        "Indent the lines that belong to it by four spaces.",
    )


def _check_branch(token: Token, branches: list[int]) -> None:
    if not branches[-1]:
        raise PlaygroundError(
            "syntax",
            f"This `{token.text}` belongs to no `if`.",
            token.span,
            "Begin with an if at the same indentation.",
        )
    if token.text == "elif" and branches[-1] == _FOR:
        raise PlaygroundError(
            "syntax",
            "This `elif` stands after a `for`, and belongs to no `if`.",
            token.span,
            "Begin with an if at the same indentation.",
        )
    if token.text == "elif" and branches[-1] > budgets.MAX_BRANCHES:
        raise PlaygroundError(
            "limit", f"One `if` may have {budgets.MAX_BRANCHES} `elif`.", token.span, "Split it, or compute the case."
        )


def _begins_block(tokens: list[Token]) -> bool:
    """Check one logical line; true if it begins a block on the following lines."""
    first = tokens[0]
    if first.text in NOTEBOOK and first.kind == "operator":
        message, hint = NOTEBOOK[first.text]
        raise PlaygroundError("unsupported", message, first.span, hint)
    if first.kind == "keyword" and first.text in HEADERS:
        reader = Grammar(tokens)
        if first.text == "class" and not is_torch_function(tokens):
            reader.refuse_keyword(first)
        _check_header(reader)
        rest = tokens[reader.index :]
        if not rest:
            return True
    else:
        rest = tokens
    for statement in _split_statements(rest):
        _check_simple_statement(Grammar(statement))
    return False


def _split_statements(tokens: list[Token]) -> list[list[Token]]:
    """The statements between semicolons; the last semicolon may end the line."""
    statements: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "operator" and token.text == ";":
            if not statements[-1]:
                raise PlaygroundError(
                    "syntax", "There is no statement before this semicolon.", token.span, "Remove it."
                )
            statements.append([])
        else:
            statements[-1].append(token)
    return statements if statements[-1] else statements[:-1]


def _check_header(reader: Grammar) -> None:
    keyword = reader.token
    reader.advance()
    if keyword.text == "for":
        reader.targets()
        reader.expressions()
    elif keyword.text in ("if", "elif"):
        reader.expression()
    elif keyword.text == "def":
        _check_signature(reader)
    elif keyword.text == "class":
        while not reader.take(")"):
            reader.advance()
    elif reader.at("if"):
        reader.fail("Python writes `else if` in one word.", "Write elif.")
    if not reader.take(":"):
        if reader.token.kind == "end":
            reader.fail(f"The colon at the end of this `{keyword.text}` line is missing.", "Add a : at its end.")
        if reader.token.kind in OPERANDS and not any(token.text == ":" for token in reader.tokens[reader.index :]):
            reader.fail(f"The colon of this `{keyword.text}` is missing.", "Write a : before this.")
        reader.unexpected()


def _check_signature(reader: Grammar) -> None:
    reader.name("the name of the function")
    if not reader.take("("):
        reader.fail(
            "The brackets after the function's name are missing.", "Write def f(x): for example.", reader.last.span
        )
    opener = reader.last
    reader.parameters(")")
    if not reader.take(")"):
        reader.fail("These brackets are never closed.", "Add a ).", opener.span)
    if reader.take("->"):
        reader.annotation()


def _check_simple_statement(reader: Grammar) -> None:
    first = reader.token
    if first.kind == "keyword":
        reader.refuse_keyword(first)
        if first.text in ("pass", "break", "continue"):
            reader.advance()
            reader.end()
            return
        if first.text == "return":
            reader.advance()
            if reader.token.kind != "end":
                reader.expressions()
            reader.end()
            return
        if first.text == "assert":
            reader.advance()
            reader.expression()
            if reader.take(","):
                reader.expression()
            reader.end()
            return
        if first.text in ("import", "from"):
            _check_import(reader)
            return
        if first.text in HEADERS:
            reader.fail(f"`{first.text}` begins a line of its own.", "Put it on a new line.")
    if first.text in SOFT_KEYWORDS and first.kind == "name" and reader.tokens[1].kind in OPERANDS:
        reader.fail(*COMMON_SLIPS[first.text], first.span, "unsupported")
    _check_assignment(reader)


def _check_assignment(reader: Grammar) -> None:
    """Check an expression statement, or an assignment in one of its forms."""
    begin = reader.index
    shape = reader.expressions()
    targets = [(begin, reader.index, shape)]
    if shape in (NAME, REFERENCE) and reader.take(":"):
        reader.annotation()
        if reader.take("="):
            reader.expressions()
        reader.end()
        return
    if reader.token.kind == "operator" and reader.token.text in AUGMENTED:
        _check_target(reader, *targets[0], allowed=(NAME, REFERENCE))
        reader.advance()
        reader.expressions()
        reader.end()
        return
    while reader.take("="):
        begin = reader.index
        shape = reader.expressions()
        targets.append((begin, reader.index, shape))
    for target in targets[:-1]:
        _check_target(reader, *target, allowed=tuple(ASSIGNABLE))
    reader.end()


def _check_target(reader: Grammar, begin: int, end: int, shape: str, allowed: tuple[str, ...]) -> None:
    if shape in allowed:
        return
    first, last = reader.tokens[begin], reader.tokens[end - 1]
    target = "the result of a call" if shape == CALL else "this"
    hint = "Names, a.data, a.grad and xs[0] can be assigned to."
    if first.kind == "number":
        hint = "The name stands on the left: a = 1."
    raise PlaygroundError("syntax", f"You cannot assign to {target}.", (*first.span[:2], *last.span[2:]), hint)


def _check_import(reader: Grammar) -> None:
    """Check `import a.b as c, d`, `from a.b import c as d, e` and `from a.b import (c, d)`."""
    keyword = reader.token.text
    reader.advance()
    _dotted_name(reader)
    if keyword == "from":
        if not reader.take("import"):
            reader.fail(
                "`import` is missing in this line.",
                "Write from micrograd.engine import Value, for example.",
                reader.last.span,
            )
        if reader.take("*"):
            reader.end()
            return
        bracket = reader.take("(")
        _dotted_name(reader)
        while reader.take(","):
            if bracket and reader.at(")"):
                break
            _dotted_name(reader)
        if bracket and not reader.take(")"):
            reader.unexpected()
    else:
        while reader.take(","):
            _dotted_name(reader)
    reader.end()


def _dotted_name(reader: Grammar) -> None:
    reader.name("the name of a module")
    while reader.take("."):
        reader.name("a name")
    if reader.take("as"):
        reader.name("a name")
