"""HTML pages of the lessons and the gallery, by their paths below the site's root, for the server and the static site.

`LearnPages(assets)` links to /learn/01-derivative; with suffix=".html" the links fit a folder of files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ...engine.examples import EXAMPLES, FIRST, Example
from ...engine.trace import thumbnail
from ..http.assets import Assets
from ..http.templates import ENVIRONMENT
from ..link import fragment
from ..pictures import alt_text, prebuilt, social_card
from ..pictures.program_query import QueryParams
from . import render
from .numbers import run
from .source import Lesson, read_all

LIST = "learn/"
GALLERY = "gallery/"
INDEXES = {
    GALLERY: ("Gallery", "All examples of the playground with their graphs."),
    LIST: ("Learn", "Backpropagation in short lessons that you can run, step and change."),
}
ROOT = "../"  # every page is one folder below the root


class GalleryItem(NamedTuple):
    title: str
    summary: str
    url: str
    picture: str  # URL, or empty if there is no prebuilt picture
    dark_picture: str
    description: str  # text alternative of the picture


class Summary(NamedTuple):
    """Metadata of a page; `params` define the program whose picture represents it."""

    title: str
    description: str
    params: QueryParams


class LearnPages:
    """All pages of the lessons and the gallery. A lesson's programs run when its page is first rendered."""

    def __init__(self, assets: Assets, suffix: str = "", static: str = "", policy: str = "") -> None:
        """`static` is the bundle's folder below the root, by default the server's.

        `policy` is the Content-Security-Policy for a <meta> element, needed where no header sets it.
        """
        self.suffix = suffix
        self.static = static or f"static/{assets.digest}"
        self.policy = policy
        self.pictures = frozenset(path for path in assets.files if path.startswith("pictures/"))
        self._rendered: dict[str, str] = {}  # lesson HTML by path, so that programs run once

    @cached_property
    def lessons(self) -> Sequence[Lesson]:
        return read_all()

    def paths(self) -> list[str]:
        """The paths of all pages; one that ends in "/" is the index page of a folder."""
        return [GALLERY, LIST, *(LIST + lesson.name for lesson in self.lessons)]

    def summary(self, path: str) -> Summary:
        """Metadata of the page at one of `paths()`; raises KeyError for any other path."""
        if path in INDEXES:
            return Summary(*INDEXES[path], {"code": FIRST.source})
        lesson = self.lessons[self._lesson_index[path]]
        source, options = render.first_program(lesson)
        return Summary(lesson.title, lesson.summary, {"code": source, "level": options.level})

    def html(self, path: str, card: social_card.Card | None = None) -> str:
        """The page at one of `paths()`; raises KeyError for any other path."""
        if path == GALLERY:
            return self._fill("lessons/gallery.html", "gallery", card, items=self._gallery_items)
        if path == LIST:
            return self._fill("lessons/lessons.html", "learn", card, lessons=self.lessons)
        return self._lesson(path, card)

    @cached_property
    def _lesson_index(self) -> Mapping[str, int]:
        return {LIST + lesson.name: i for i, lesson in enumerate(self.lessons)}

    def _lesson(self, path: str, card: social_card.Card | None) -> str:
        index = self._lesson_index[path]
        lesson = self.lessons[index]
        if path not in self._rendered:
            urls = render.SiteUrls(ROOT, f"{ROOT}{self.static}", self.pictures)
            self._rendered[path] = render.render(lesson, urls)
        return self._fill(
            "lessons/lesson.html",
            "learn",
            card,
            lesson=lesson,
            text=self._rendered[path],
            number=index + 1,
            count=len(self.lessons),
            previous=self.lessons[index - 1] if index else None,
            next=self.lessons[index + 1] if index + 1 < len(self.lessons) else None,
        )

    @cached_property
    def _gallery_items(self) -> Sequence[GalleryItem]:
        return [self._gallery_item(example) for example in EXAMPLES]

    def _gallery_item(self, example: Example) -> GalleryItem:
        trace = run(example.source)
        picture = prebuilt.path(thumbnail.dot(trace))
        url = f"{ROOT}{self.static}/{picture}" if picture in self.pictures else ""
        return GalleryItem(
            example.title,
            example.summary,
            f"{ROOT}#{fragment({'text': example.source})}",
            url,
            prebuilt.dark(url) if url else "",
            alt_text.description(trace),
        )

    def _fill(self, template: str, section: str, card: social_card.Card | None, **values: object) -> str:
        return ENVIRONMENT.get_template(template).render(
            home=ROOT,
            gallery=f"{ROOT}{GALLERY}",
            static=f"{ROOT}{self.static}",
            suffix=self.suffix,
            policy=self.policy,
            section=section,
            card=card,
            **values,
        )
