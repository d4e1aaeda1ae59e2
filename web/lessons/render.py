"""A lesson as HTML: Markdown whose numbers are computed, whose programs can be played, and whose questions can be answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..http.templates import ENVIRONMENT
from ..link import fragment
from ..pictures import alt_text
from . import blocks
from .numbers import Numbers, steps_taken
from .source import Lesson, LessonError

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_TEXTS = ("text", "code_inline")


@dataclass(frozen=True)
class Addresses:
    """How a lesson's page reaches the rest: relative, so that it works below any path."""

    playground: str  # the page
    static: str  # the bundle
    drawn: frozenset[str]  # the pictures that the bundle holds


def render(lesson: Lesson, addresses: Addresses) -> str:
    """The lesson's text as HTML; raises LessonError, with the lesson's name, for what its author has to correct."""
    try:
        return _Page(addresses).html(lesson.text)
    except LessonError as error:
        raise LessonError(f"{lesson.name}: {error}") from None


def first_program(lesson: Lesson) -> tuple[str, blocks.Options]:
    """The first program that a lesson plays."""
    for token in _MARKDOWN.parse(lesson.text):
        kind, _, words = token.info.partition(" ")
        if token.type == "fence" and kind == "playground":
            return token.content, blocks.options(words)
    raise LessonError(f"{lesson.name}: a lesson has a playground block; this one has none.")


class _Page:
    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.numbers = Numbers()
        self.predictions = 0
        self.fences: dict[str, Callable[[str, str], str]] = {
            "playground": self._playground,
            "compute": self._compute,
            "predict": partial(self._asked, "predict"),
            "question": partial(self._asked, "question"),
            "export": self._export,
            "lab": self._lab,
        }

    def html(self, text: str) -> str:
        """Token by token, because a number belongs to the program before it."""
        parts: list[str] = []
        plain: list[Token] = []
        for token in _MARKDOWN.parse(text):
            kind, _, words = token.info.partition(" ")
            if token.type == "fence" and kind in self.fences:
                parts += [_html(plain), self.fences[kind](token.content, words)]
                plain = []
            else:
                plain.append(self._filled(token))
        return "".join([*parts, _html(plain)])

    def _filled(self, token: Token) -> Token:
        for child in token.children or ():
            if child.type in _TEXTS:
                child.content = self.numbers.fill(child.content)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + 1, 6)}"  # the page's title is its h1
        return token

    def _playground(self, source: str, words: str) -> str:
        options = blocks.options(words)
        trace = self.numbers.play(source, options)
        step = steps_taken(trace, options.step)
        picture = alt_text.path(trace)
        return _template(
            "playground",
            source=source,
            options=options,
            step=step,
            picture=f"{self.addresses.static}/{picture}" if picture in self.addresses.drawn else "",
            description=alt_text.description(trace),
            address=f"{self.addresses.playground}#{fragment(_state(source, options, step))}",
        )

    def _compute(self, source: str, _: str) -> str:
        self.numbers.compute(source)
        return ""

    def _asked(self, kind: str, text: str, _: str) -> str:
        question, answer = blocks.halves(text, kind)
        if kind == "predict":
            self.predictions += 1
        return _template(kind, question=self.html(question), answer=self.html(answer), number=self.predictions)

    def _export(self, _: str, words: str) -> str:
        return _template("export", text=self.numbers.exported(blocks.export_format(words)))

    def _lab(self, settings: str, words: str) -> str:
        link = fragment({"settings": blocks.lab_settings(settings)})
        return _template("lab", words=words, address=f"{self.addresses.playground}lab/#{link}")


def _html(tokens: Sequence[Token]) -> str:
    html = str(_MARKDOWN.renderer.render(list(tokens), _MARKDOWN.options, {}))
    return html.replace("<pre>", '<pre tabindex="0">')  # what scrolls sideways is scrolled by keys too; text has no "<"


def _template(name: str, **values: object) -> str:
    return ENVIRONMENT.get_template(f"lessons/lesson-{name}.html").render(**values)


def _state(source: str, options: blocks.Options, step: int) -> dict[str, object]:
    state: dict[str, object] = {"text": source, "step": step}
    if options.level != blocks.Options.level:
        state["level"] = options.level
    if options.predict:
        state["predict"] = {"on": True, "steps": None}
    return state
