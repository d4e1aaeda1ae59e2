"""The directive `playground` for Sphinx, Jupyter Book and MyST: a program that the reader plays.

HTML gets the element <autograd-playground> with the program and its picture inside, which readers without scripts see.
Everything else (LaTeX, epub, text) gets the program and its picture. Pictures are drawn while building, by the
playground's own engine and Graphviz, if the playground is installed in Sphinx's Python; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.ext.graphviz import graphviz, render_dot
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

try:
    from autograd_playground.engine.service.api import handle
    from autograd_playground.web.pictures.alt_text import description

    DRAWS = True
except ImportError:  # the playground is not installed here: programs come without pictures
    DRAWS = False

logger = logging.getLogger(__name__)

PANELS = ("code", "graph", "step", "order", "values", "transport")


def one_of(*words: str) -> Callable[[str], str]:
    return lambda given: directives.choice(given, words)


def step(given: str) -> str:
    if not re.fullmatch(r"\d{1,9}|end", given or ""):
        raise ValueError(f"step is a whole number from 0, or end; not {given!r}.")
    return given


def panels(given: str) -> str:
    return ",".join(directives.choice(panel, PANELS) for panel in given.split(","))


def height(given: str) -> str:
    return str(directives.positive_int(given))


def flag(given: str | None) -> str:
    directives.flag(given)
    return ""


# The element's own, by the same names.
ATTRIBUTES: dict[str, Callable[[str], str]] = {
    "step": step,
    "phase": one_of("forward", "order", "backward", "update"),
    "level": one_of("atoms", "lecture", "compact"),
    "predict": flag,
    "panels": panels,
    "theme": one_of("auto", "light", "dark", "projector"),
    "readonly": flag,
    "controls": one_of("0", "1"),
    "autoplay": flag,
    "start": one_of("click", "view", "now"),
    "height": height,
}


class playground(nodes.General, nodes.Element):  # noqa: N801 (Sphinx's visitors are named for it)
    """The element: the program and its picture are inside."""


class playground_picture(graphviz):  # noqa: N801
    """Drawn by sphinx.ext.graphviz but for HTML, where that does not escape the alternative text."""


class Playground(SphinxDirective):
    has_content = True
    option_spec = {  # noqa: RUF012 (as docutils has it)
        **ATTRIBUTES,
        "caption": directives.unchanged,
        "alt": directives.unchanged,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        source = "\n".join(self.content)
        program = nodes.literal_block(source, source, language="python", force=True, linenos=False)
        attributes = {name: self.options[name] for name in ATTRIBUTES if name in self.options}
        element = playground("", program, *self.picture(source), attributes=attributes)
        figure = self.captioned(element) if "caption" in self.options else element
        self.add_name(figure)
        return [figure]

    def captioned(self, element: playground) -> nodes.Element:
        words, messages = self.parse_inline(self.options["caption"], lineno=self.lineno)
        return nodes.figure("", element, nodes.caption("", "", *words), *messages)

    def picture(self, source: str) -> list[nodes.Node]:
        if not DRAWS:
            return []
        reply = handle({"method": "trace", "params": {"source": source, "level": self.options.get("level", "lecture")}})
        if "error" in reply:
            line = self.content_offset + (reply["error"]["line"] or 0)
            logger.warning("playground: %s", reply["error"]["message"], location=(self.env.docname, line))
            return []
        alt = self.options.get("alt") or description(reply)
        drawing = playground_picture("", code=reply["dot"], options={"docname": self.env.docname}, alt=alt)
        return [nodes.paragraph("", "", drawing)]


def visit_html(self: HTML5Translator, node: playground) -> None:
    if self.builder.name != "epub":
        self.body.append(self.starttag(node, "autograd-playground", **node["attributes"]))


def depart_html(self: HTML5Translator, node: playground) -> None:
    if self.builder.name != "epub":
        self.body.append("</autograd-playground>\n")


def visit_picture_html(self: HTML5Translator, node: playground_picture) -> None:
    address, _ = render_dot(self, node["code"], node["options"], "svg", "playground")
    if address is not None:
        self.body.append(f'<img src="{address.as_posix()}" alt="{escape(node["alt"])}"/>')
    raise nodes.SkipNode


def nothing(self: nodes.NodeVisitor, node: playground) -> None:
    """Only what is inside is written."""


def add_script(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is not None and app.builder.name != "epub" and any(doctree.findall(playground)):
        base = app.config.autograd_playground_base.rstrip("/")
        app.add_js_file(f"{base}/autograd-playground.js", loading_method="defer")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx.ext.graphviz")
    app.add_config_value("autograd_playground_base", "http://127.0.0.1:8000/", "html", str)
    inside = (nothing, nothing)
    app.add_node(playground, html=(visit_html, depart_html), latex=inside, text=inside, man=inside, texinfo=inside)
    app.add_node(playground_picture, html=(visit_picture_html, None))
    app.add_directive("playground", Playground)
    app.connect("html-page-context", add_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
