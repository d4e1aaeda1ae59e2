"""Files of the static site, for hosts without Python: the pages and the bundle."""

from __future__ import annotations

from collections.abc import Iterator

from ..http.assets import Assets
from ..http.security_headers import EMBED_POLICY, PAGE_POLICY, meta_policy
from ..lessons.pages import LearnPages
from ..pages import embed, lab, notebook, playground

# At a stable URL for other sites, as on the server.
ELEMENT = "autograd-playground.js"


def files(assets: Assets) -> Iterator[tuple[str, bytes]]:
    """Every file of the site as path and content; raises LessonError for a mistake in a lesson."""
    static = f"static/{assets.digest}"
    yield "index.html", playground.html(assets, server=False, policy=meta_policy(PAGE_POLICY, engine=True)).encode()
    embed_page = embed.html(static=f"../{static}", home="../", server=False, policy=meta_policy(EMBED_POLICY))
    yield "embed/index.html", embed_page.encode()
    lab_page = lab.html(static=f"../{static}", home="../", server=False, policy=meta_policy(PAGE_POLICY, engine=True))
    yield "lab/index.html", lab_page.encode()
    lab_embed = lab.html(
        static=f"../../{static}", home="../../", server=False, embed=True, policy=meta_policy(EMBED_POLICY)
    )
    yield "embed/lab/index.html", lab_embed.encode()
    notebook_page = notebook.html(
        static=f"../{static}", home="../", server=False, policy=meta_policy(PAGE_POLICY, engine=True)
    )
    yield "notebook/index.html", notebook_page.encode()
    notebook_embed = notebook.html(
        static=f"../../{static}", home="../../", server=False, embed=True, policy=meta_policy(EMBED_POLICY)
    )
    yield "embed/notebook/index.html", notebook_embed.encode()
    learn = LearnPages(assets, suffix=".html", static=static, policy=meta_policy(PAGE_POLICY))
    for path in learn.paths():
        yield f"{path}index.html" if path.endswith("/") else f"{path}.html", learn.html(path).encode()
    yield ELEMENT, assets.files[ELEMENT].encodings["identity"]
    for path, content in assets.files.items():
        yield f"{static}/{path}", content.encodings["identity"]
