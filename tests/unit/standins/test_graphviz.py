"""The stand-in for graphviz writes what the package writes."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import graphviz as real
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_playground.engine.standins import graphviz as stand_in

PROGRAMS = {
    "the lecture's nodes": """
dot = graphviz.Digraph(format='svg', graph_attr={'rankdir': 'LR'})
dot.node(name='1', label='{ a | data %.4f | grad %.4f }' % (2, 0), shape='record')
dot.node(name='1+', label='+')
dot.edge('1+', '1')
""",
    "attributes": """
boxes, lines = {'shape': 'box', 'color': None}, {'b': '1', 'a': '2'}
dot = graphviz.Graph('G', comment='a comment', node_attr=boxes, edge_attr=lines, strict=True)
dot.attr('node', shape='circle', style='filled')
dot.attr(rankdir='LR', label='two words')
dot.attr('edge')
dot.graph_attr['rankdir'] = 'TB'
dot.node('node', _attributes={'z': 'ä', 'b': ''})
dot.edge('a:p q:sw', 'b:', 'label', color='red')
dot.edges(['ab', ('c d', 'e')])
""",
    "subgraphs": """
dot = graphviz.Digraph('outer')
with dot.subgraph(name='cluster_0', graph_attr={'label': 'in'}) as inner:
    inner.node('x')
    with inner.subgraph() as deeper:
        deeper.edge('x', 'y')
other = graphviz.Digraph(name='other part')
other.node('z')
dot.subgraph(other)
dot.copy().clear()
""",
    "literal texts": r"""
dot = graphviz.Digraph()
dot.node('<<b>bold</b>>')
dot.node(graphviz.nohtml('<>'), graphviz.escape('a\\l<b>'))
dot.body.append('\tverbatim\n')
""",
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_writes_the_same_dot(program: str) -> None:
    sources = []
    for graphviz in (real, stand_in):
        namespace: dict[str, Any] = {"graphviz": graphviz}
        exec(program, namespace)
        sources.append(namespace["dot"].source)
    assert sources[1] == sources[0]


TEXT = st.text(alphabet='ab1_.-<>"\\:| \né', max_size=8)


@given(TEXT, TEXT, TEXT)
@pytest.mark.filterwarnings("ignore:expect syntax error")
def test_any_text_is_quoted_the_same(name: str, label: str, value: str) -> None:
    first, second = (graphviz.Digraph() for graphviz in (real, stand_in))
    for dot in (first, second):
        dot.node(name, label, tooltip=value)
        dot.edge(name, label, value)
    assert second.source == first.source


def test_a_wrong_target_or_kind_is_refused_in_the_packages_words() -> None:
    dot = stand_in.Digraph()
    with pytest.raises(ValueError, match="attr statement must target graph, node, or edge: 'nodes'"):
        dot.attr("nodes", shape="box")
    with pytest.raises(ValueError, match="cannot add subgraph of different kind"):
        dot.subgraph(stand_in.Graph())
    with pytest.raises(ValueError, match="sole argument"):
        dot.subgraph(stand_in.Digraph(), name="n")


def test_a_graph_offers_its_dot_to_the_page() -> None:
    dot = stand_in.Digraph()
    assert dot._repr_mimebundle_()["text/vnd.graphviz"] == "digraph {\n}\n"
    assert stand_in.Source("graph {}")._repr_mimebundle_()["text/vnd.graphviz"] == "graph {}"


def test_rendering_says_what_to_do_instead_and_goes_on() -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert stand_in.Digraph(format="svg").render("gout") == "gout.svg"
    assert printed.getvalue().startswith("No file is written here: put the graph on the last line")
    with pytest.raises(RuntimeError, match="put the graph on the last line"):
        stand_in.Digraph().pipe()
