"""Renderer of a lesson's Markdown as HTML, with computed numbers, embedded players and questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..http.templates import ENVIRONMENT
from ..link import fragment
from ..pictures import alt_text, prebuilt
from . import blocks
from .numbers import Numbers, steps_taken
from .source import Lesson, LessonError

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_TEXTS = ("text", "code_inline")


@dataclass(frozen=True)
class SiteUrls:
    """URLs that a lesson links to; they are relative, so that the site works below any path."""

    playground: str
    static: str  # folder of the bundle
    pictures: frozenset[str]  # paths of the prebuilt pictures in the bundle


def render(lesson: Lesson, urls: SiteUrls) -> str:
    """The lesson's text as HTML; raises LessonError, with the lesson's name, for a mistake in its source."""
    try:
        return _Page(urls).html(lesson.text)
    except LessonError as error:
        raise LessonError(f"{lesson.name}: {error}") from None


def first_program(lesson: Lesson) -> tuple[str, blocks.Options]:
    """The first playground block of a lesson: its program and options. Raises LessonError if there is none."""
    for token in _MARKDOWN.parse(lesson.text):
        kind, _, info = token.info.partition(" ")
        if token.type == "fence" and kind == "playground":
            return token.content, blocks.parse_options(info)
    raise LessonError(f"{lesson.name}: a lesson has a playground block; this one has none.")


class _Page:
    """Renderer of one lesson, with the state that its blocks share."""

    def __init__(self, urls: SiteUrls) -> None:
        self.urls = urls
        self.numbers = Numbers()
        self.predictions = 0
        self.fences: dict[str, Callable[[str, str], str]] = {
            "playground": self._playground_block,
            "compute": self._compute_block,
            "predict": partial(self._question_block, "predict"),
            "question": partial(self._question_block, "question"),
            "export": self._export_block,
            "lab": self._lab_block,
        }

    def html(self, text: str) -> str:
        """Renders token by token, because a marker refers to the program before it."""
        parts: list[str] = []
        pending: list[Token] = []  # Markdown since the last block
        for token in _MARKDOWN.parse(text):
            kind, _, info = token.info.partition(" ")
            if token.type == "fence" and kind in self.fences:
                parts += [_html(pending), self.fences[kind](token.content, info)]
                pending = []
            else:
                pending.append(self._fill(token))
        return "".join([*parts, _html(pending)])

    def _fill(self, token: Token) -> Token:
        for child in token.children or ():
            if child.type in _TEXTS:
                child.content = self.numbers.fill(child.content)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + 1, 6)}"  # the h1 is the page's title
        return token

    def _playground_block(self, source: str, info: str) -> str:
        options = blocks.parse_options(info)
        trace = self.numbers.play(source, options)
        step = steps_taken(trace, options.step)
        picture = prebuilt.path(trace["dot"])
        url = f"{self.urls.static}/{picture}" if picture in self.urls.pictures else ""
        return _template(
            "playground",
            source=source,
            options=options,
            step=step,
            picture=url,
            dark_picture=prebuilt.dark(url) if url else "",
            description=alt_text.description(trace),
            url=f"{self.urls.playground}#{fragment(_state(source, options, step))}",
        )

    def _compute_block(self, source: str, _: str) -> str:
        self.numbers.compute(source)
        return ""

    def _question_block(self, kind: str, text: str, _: str) -> str:
        question, answer = blocks.split_answer(text, kind)
        if kind == "predict":
            self.predictions += 1
        return _template(kind, question=self.html(question), answer=self.html(answer), number=self.predictions)

    def _export_block(self, _: str, info: str) -> str:
        return _template("export", text=self.numbers.export(blocks.parse_export_format(info)))

    def _lab_block(self, settings: str, label: str) -> str:
        link = fragment({"settings": blocks.parse_lab_settings(settings)})
        return _template("lab", label=label, url=f"{self.urls.playground}lab/#{link}")


def _html(tokens: Sequence[Token]) -> str:
    html = str(_MARKDOWN.renderer.render(list(tokens), _MARKDOWN.options, {}))
    return html.replace("<pre>", '<pre tabindex="0">')  # scrollable by keyboard; "<" in text is escaped


def _template(name: str, **values: object) -> str:
    return ENVIRONMENT.get_template(f"lessons/lesson-{name}.html").render(**values)


def _state(source: str, options: blocks.Options, step: int) -> dict[str, object]:
    state: dict[str, object] = {"text": source, "step": step}
    if options.level != blocks.Options.level:
        state["level"] = options.level
    if options.predict:
        state["predict"] = {"on": True, "steps": None}
    return state
