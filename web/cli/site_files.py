"""The whole playground as files for a host that has no Python: the pages, and the bundle that they load."""

from __future__ import annotations

from collections.abc import Iterator

from ..http.assets import Assets
from ..http.security_headers import EMBED_POLICY, PAGE_POLICY, in_page
from ..lessons.pages import LearnPages
from ..pages import embed, lab, playground

# As on the server, at an address that other sites can write down.
ELEMENT = "autograd-playground.js"


def files(assets: Assets) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, by its path; LessonError where a lesson has to be corrected."""
    static = f"static/{assets.digest}"
    yield "index.html", playground.html(assets, server=False, policy=in_page(PAGE_POLICY, engine=True)).encode()
    embedded = embed.html(static=f"../{static}", home="../", server=False, policy=in_page(EMBED_POLICY))
    yield "embed/index.html", embedded.encode()
    own = lab.html(static=f"../{static}", home="../", server=False, policy=in_page(PAGE_POLICY, engine=True))
    yield "lab/index.html", own.encode()
    framed = lab.html(static=f"../../{static}", home="../../", server=False, embed=True, policy=in_page(EMBED_POLICY))
    yield "embed/lab/index.html", framed.encode()
    learn = LearnPages(assets, suffix=".html", static=static, policy=in_page(PAGE_POLICY))
    for path in learn.paths():
        yield f"{path}index.html" if path.endswith("/") else f"{path}.html", learn.html(path).encode()
    yield ELEMENT, assets.files[ELEMENT].forms["identity"]
    for path, content in assets.files.items():
        yield f"{static}/{path}", content.forms["identity"]
