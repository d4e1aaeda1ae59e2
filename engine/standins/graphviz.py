"""Stand-in for the package graphviz: the same DOT text from the same calls; the page lays it out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

MIME = "text/vnd.graphviz"
INSTEAD = "put the graph on the last line of a cell to draw it; its DOT text is in `.source`."
NO_FILES = f"No file is written here: {INSTEAD}"
NO_PIPE = f"Graphviz gives no bytes here: {INSTEAD}"

HTML = re.compile(r"<.*>$", re.DOTALL)
IDENTIFIER = re.compile(r"([a-zA-Z_][a-zA-Z0-9_]*|-?(\.[0-9]+|[0-9]+(\.[0-9]*)?))$")
KEYWORDS = {"node", "edge", "graph", "digraph", "subgraph", "strict"}
ODD_BACKSLASHES = re.compile(r"(?<!\\)(?:\\{2})*\\$")
QUOTE = re.compile(r'((?:\\{2})*)\\?"')  # a quotation mark, escaped already or not

Attributes = Mapping[str, Any] | Iterable[tuple[str, Any]] | None


class DotSyntaxWarning(RuntimeWarning):
    """A text that Graphviz will probably not read."""


class _Literal(str):
    """A text that is no HTML, whatever it looks like."""

    __slots__ = ()


def nohtml(s: str) -> str:
    return _Literal(s)


def escape(s: str) -> str:
    return _Literal(s.replace("\\", "\\\\"))


def _quote(text: str) -> str:
    if HTML.match(text) and not isinstance(text, _Literal):
        return text
    if IDENTIFIER.match(text) and text.lower() not in KEYWORDS:
        return text
    if ODD_BACKSLASHES.search(text):
        message = f"expect syntax error scanning invalid quoted string: {text!r}"
        warnings.warn(message, category=DotSyntaxWarning, stacklevel=4)
    return '"' + QUOTE.sub(r'\1\\"', text) + '"'


def _quote_end(text: str) -> str:
    """An end of an edge: a node, perhaps with a port and a point of the compass."""
    node, _, rest = text.partition(":")
    port, _, compass = rest.partition(":")
    return ":".join([_quote(node), *([_quote(port)] if rest else []), *([compass] if compass else [])])


def _pairs(attributes: Attributes) -> Iterable[tuple[str, Any]]:
    if isinstance(attributes, Mapping):
        return sorted(attributes.items()) if type(attributes) is dict else attributes.items()
    return attributes or ()


def _assignments(label: str | None, keywords: Mapping[str, Any], attributes: Attributes = None) -> str:
    named = [] if label is None else [("label", label)]
    pairs = [*named, *_pairs(keywords), *_pairs(attributes)]
    return " ".join(f"{_quote(name)}={_quote(value)}" for name, value in pairs if value is not None)


def _bracketed(label: str | None, keywords: Mapping[str, Any], attributes: Attributes = None) -> str:
    content = _assignments(label, keywords, attributes)
    return f" [{content}]" if content else ""


class _BaseGraph:
    """Statements of a graph, in the order in which they were added."""

    directed = False
    _keyword = "graph"
    _arrow = "--"

    def __init__(
        self,
        name: str | None = None,
        comment: str | None = None,
        filename: Any = None,
        directory: Any = None,
        format: str | None = None,
        engine: str | None = None,
        encoding: str | None = "utf-8",
        graph_attr: Attributes = None,
        node_attr: Attributes = None,
        edge_attr: Attributes = None,
        body: Iterable[str] | None = None,
        strict: bool | None = False,
        *,
        renderer: str | None = None,
        formatter: str | None = None,
    ) -> None:
        self.name, self.comment, self.strict = name, comment, strict
        self.filename = filename or (f"{name}.gv" if name is not None else f"{type(self).__name__}.gv")
        self.directory, self.encoding = directory or "", encoding
        self.format, self.engine = format or "pdf", engine or "dot"
        self.renderer, self.formatter = renderer, formatter
        self.graph_attr: dict[str, Any] = dict(graph_attr or {})
        self.node_attr: dict[str, Any] = dict(node_attr or {})
        self.edge_attr: dict[str, Any] = dict(edge_attr or {})
        self.body: list[str] = list(body or ())

    def __iter__(self) -> Iterator[str]:
        return self._lines(subgraph=False)

    def _lines(self, subgraph: bool) -> Iterator[str]:
        if self.comment:
            yield f"// {self.comment}\n"
        if subgraph and self.strict:
            raise ValueError("subgraphs cannot be strict")
        name = f"{_quote(self.name)} " if self.name else ""
        if subgraph:
            yield f"subgraph {name}{{\n" if name else "{\n"
        else:
            yield f"{'strict ' if self.strict else ''}{self._keyword} {name}{{\n"
        for what, attributes in (("graph", self.graph_attr), ("node", self.node_attr), ("edge", self.edge_attr)):
            if attributes:
                yield f"\t{what}{_bracketed(None, attributes)}\n"
        yield from self.body
        yield "}\n"

    @property
    def source(self) -> str:
        return "".join(self)

    def __str__(self) -> str:
        return self.source

    def node(self, name: str, label: str | None = None, _attributes: Attributes = None, **attrs: Any) -> None:
        self.body.append(f"\t{_quote(name)}{_bracketed(label, attrs, _attributes)}\n")

    def edge(
        self, tail_name: str, head_name: str, label: str | None = None, _attributes: Attributes = None, **attrs: Any
    ) -> None:
        ends = f"{_quote_end(tail_name)} {self._arrow} {_quote_end(head_name)}"
        self.body.append(f"\t{ends}{_bracketed(label, attrs, _attributes)}\n")

    def edges(self, tail_head_iter: Iterable[tuple[str, str]]) -> None:
        for tail, head in tail_head_iter:
            self.edge(tail, head)

    def attr(self, kw: str | None = None, _attributes: Attributes = None, **attrs: Any) -> None:
        if kw is not None and kw.lower() not in ("graph", "node", "edge"):
            raise ValueError(f"attr statement must target graph, node, or edge: {kw!r}")
        if attrs or _attributes:
            text = _assignments(None, attrs, _attributes) if kw is None else kw + _bracketed(None, attrs, _attributes)
            self.body.append(f"\t{text}\n")

    def subgraph(
        self,
        graph: _BaseGraph | None = None,
        name: str | None = None,
        comment: str | None = None,
        graph_attr: Attributes = None,
        node_attr: Attributes = None,
        edge_attr: Attributes = None,
        body: Iterable[str] | None = None,
    ) -> Any:
        given = (name, comment, graph_attr, node_attr, edge_attr, body)
        if graph is None:
            return self._within(type(self)(name, comment, None, None, None, None, None, *given[2:], strict=None))
        if any(one is not None for one in given):
            raise ValueError("graph must be sole argument of subgraph()")
        if graph.directed != self.directed:
            raise ValueError(f"{self!r} cannot add subgraph of different kind: {graph!r}")
        self.body += [f"\t{line}" for line in graph._lines(subgraph=True)]
        return None

    @contextmanager
    def _within(self, inner: _BaseGraph) -> Iterator[_BaseGraph]:
        yield inner
        self.subgraph(inner)

    def clear(self, keep_attrs: bool = False) -> None:
        if not keep_attrs:
            for attributes in (self.graph_attr, self.node_attr, self.edge_attr):
                attributes.clear()
        self.body.clear()

    def copy(self) -> _BaseGraph:
        given = (self.name, self.comment, self.filename, self.directory, self.format, self.engine, self.encoding)
        made = type(self)(*given, strict=self.strict)
        made.graph_attr, made.node_attr = dict(self.graph_attr), dict(self.node_attr)
        made.edge_attr, made.body = dict(self.edge_attr), list(self.body)
        return made

    def render(self, filename: Any = None, *_: Any, format: str | None = None, **__: Any) -> str:
        """Says that it writes no file. A notebook goes on: most use the graph only where it is drawn."""
        print(NO_FILES)
        return f"{filename or self.filename}.{format or self.format}"

    def view(self, *_: Any, **__: Any) -> str:
        return self.render()

    def save(self, filename: Any = None, *_: Any, **__: Any) -> str:
        print(NO_FILES)
        return str(filename or self.filename)

    def pipe(self, *_: Any, **__: Any) -> bytes:
        raise RuntimeError(NO_PIPE)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None, **_: Any) -> dict[str, str]:
        return {MIME: self.source, "text/plain": repr(self)}


class Graph(_BaseGraph):
    """A graph without arrows."""


class Digraph(_BaseGraph):
    """A graph with arrows."""

    directed = True
    _keyword = "digraph"
    _arrow = "->"


class Source:
    """DOT text as it is."""

    def __init__(self, source: str, *_: Any, **__: Any) -> None:
        self.source = source

    def __str__(self) -> str:
        return self.source

    render: Callable[..., str] = _BaseGraph.render
    filename, format = "Source.gv", "pdf"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None, **_: Any) -> dict[str, str]:
        return {MIME: self.source, "text/plain": repr(self)}


Graph.__module__ = Digraph.__module__ = "graphviz.graphs"
Source.__module__ = "graphviz.sources"
__all__ = ["Digraph", "DotSyntaxWarning", "Graph", "Source", "escape", "nohtml"]
