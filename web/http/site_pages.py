"""The site's pages in the order of the header: name, title and path below the root. One row adds a page."""

from __future__ import annotations

from typing import NamedTuple


class SitePage(NamedTuple):
    name: str  # what a template calls itself in `section`
    title: str
    path: str


SITE_PAGES = (
    SitePage("playground", "Playground", ""),
    SitePage("learn", "Learn", "learn/"),
    SitePage("lab", "Lab", "lab/"),
    SitePage("notebook", "Notebook", "notebook/"),
    SitePage("gallery", "Gallery", "gallery/"),
)
