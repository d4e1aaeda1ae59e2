"""The whole playground as files for a host that has no Python: the pages, and the bundle that they load."""

from __future__ import annotations

from collections.abc import Iterator

from web import embedding, lab_page, page
from web.assets import Assets
from web.headers import EMBED_POLICY, PAGE_POLICY, in_page
from web.learn_pages import LearnPages

# As on the server, at an address that other sites can write down.
ELEMENT = "autograd-playground.js"


def files(assets: Assets) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, by its path; LessonError where a lesson has to be corrected."""
    static = f"static/{assets.digest}"
    yield "index.html", page.html(assets, server=False, policy=in_page(PAGE_POLICY, engine=True)).encode()
    embed = embedding.html(static=f"../{static}", home="../", server=False, policy=in_page(EMBED_POLICY))
    yield "embed/index.html", embed.encode()
    lab = lab_page.html(static=f"../{static}", home="../", server=False, policy=in_page(PAGE_POLICY, engine=True))
    yield "lab/index.html", lab.encode()
    framed = lab_page.html(
        static=f"../../{static}", home="../../", server=False, embed=True, policy=in_page(EMBED_POLICY)
    )
    yield "embed/lab/index.html", framed.encode()
    learn = LearnPages(assets, suffix=".html", static=static, policy=in_page(PAGE_POLICY))
    for path in learn.paths():
        yield f"{path}index.html" if path.endswith("/") else f"{path}.html", learn.html(path).encode()
    yield ELEMENT, assets.files[ELEMENT].forms["identity"]
    for path, content in assets.files.items():
        yield f"{static}/{path}", content.forms["identity"]
