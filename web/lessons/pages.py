"""The pages of the lessons and the gallery, by their paths below the site's root; made with or without a server.

`LearnPages(assets)` serves them as /learn/01-derivative; with suffix=".html" the links fit a folder of files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ...engine.examples import EXAMPLES, FIRST, Example
from ..http.assets import Assets
from ..http.templates import ENVIRONMENT
from ..link import fragment
from ..pictures import alt_text, social_card
from . import render
from .numbers import run
from .source import Lesson, read_all

LIST = "learn/"
GALLERY = "gallery/"
INDEXES = {
    GALLERY: ("Gallery", "All examples of the playground with their graphs."),
    LIST: ("Learn", "Backpropagation in short lessons that you can run, step and change."),
}
ROOT = "../"  # every page lies one folder below the root


class Card(NamedTuple):
    title: str
    summary: str
    address: str
    picture: str
    description: str


class Summary(NamedTuple):
    """A page for whoever has not opened it; `words` name the program that stands for it, as a query does."""

    title: str
    about: str
    words: Mapping[str, str]


class LearnPages:
    def __init__(self, assets: Assets, suffix: str = "", static: str = "", policy: str = "") -> None:
        """`static` is the bundle's folder below the root, unless it is the server's; `policy` is the content security policy
        that no header names."""
        self.suffix = suffix
        self.static = static or f"static/{assets.digest}"
        self.policy = policy
        self.drawn = frozenset(path for path in assets.files if path.startswith("pictures/"))
        self._texts: dict[str, str] = {}  # their programs run once

    @cached_property
    def lessons(self) -> Sequence[Lesson]:
        return read_all()

    def paths(self) -> list[str]:
        """All pages; one that ends in "/" is the index of its folder."""
        return [GALLERY, LIST, *(LIST + lesson.name for lesson in self.lessons)]

    def summary(self, path: str) -> Summary:
        """Of the page at one of `paths()`; KeyError where there is none."""
        if path in INDEXES:
            return Summary(*INDEXES[path], {"code": FIRST.source})
        lesson = self.lessons[self._places[path]]
        source, options = render.first_program(lesson)
        return Summary(lesson.title, lesson.summary, {"code": source, "level": options.level})

    def html(self, path: str, card: social_card.Card | None = None) -> str:
        """The page at one of `paths()`; KeyError where there is none."""
        if path == GALLERY:
            return self._fill("lessons/gallery.html", "gallery", card, cards=self._examples)
        if path == LIST:
            return self._fill("lessons/lessons.html", "learn", card, lessons=self.lessons)
        return self._lesson(path, card)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {LIST + lesson.name: i for i, lesson in enumerate(self.lessons)}

    def _lesson(self, path: str, card: social_card.Card | None) -> str:
        place = self._places[path]
        lesson = self.lessons[place]
        if path not in self._texts:
            addresses = render.Addresses(ROOT, f"{ROOT}{self.static}", self.drawn)
            self._texts[path] = render.render(lesson, addresses)
        return self._fill(
            "lessons/lesson.html",
            "learn",
            card,
            lesson=lesson,
            text=self._texts[path],
            number=place + 1,
            count=len(self.lessons),
            before=self.lessons[place - 1] if place else None,
            after=self.lessons[place + 1] if place + 1 < len(self.lessons) else None,
        )

    @cached_property
    def _examples(self) -> Sequence[Card]:
        return [self._card(example) for example in EXAMPLES]

    def _card(self, example: Example) -> Card:
        trace = run(example.source)
        picture = alt_text.path(trace)
        return Card(
            example.title,
            example.summary,
            f"{ROOT}#{fragment({'text': example.source})}",
            f"{ROOT}{self.static}/{picture}" if picture in self.drawn else "",
            alt_text.description(trace),
        )

    def _fill(self, template: str, here: str, card: social_card.Card | None, **values: object) -> str:
        return ENVIRONMENT.get_template(template).render(
            home=ROOT,
            learn=f"{ROOT}{LIST}",
            gallery=f"{ROOT}{GALLERY}",
            lab=f"{ROOT}lab/",
            static=f"{ROOT}{self.static}",
            suffix=self.suffix,
            policy=self.policy,
            here=here,
            card=card,
            **values,
        )
