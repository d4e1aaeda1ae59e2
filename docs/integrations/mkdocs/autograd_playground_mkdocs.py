"""A hook for MkDocs: a fence `playground` holds a program that the reader plays.

    ```playground step="end" panels="code,graph" readonly

The words are the element's attributes, with `caption` beside them. Without scripts the program is shown.
"""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from pymdownx.superfences import SuperFencesException  # the one exception that a fence may end a build with

WORDS = ("step", "phase", "level", "panels", "theme", "start", "height", "controls")
FLAGS = ("predict", "readonly", "autoplay")
DEFAULT = "http://127.0.0.1:8000/"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Teach the fence to pymdownx.superfences, beside whatever else it is set to do, and load the element's script."""
    if "pymdownx.superfences" not in config.markdown_extensions:
        config.markdown_extensions.append("pymdownx.superfences")
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append({"name": "playground", "class": "playground", "validator": check, "format": element})
    base = config.extra.get("autograd_playground", DEFAULT).rstrip("/")
    config.extra_javascript.append(f"{base}/autograd-playground.js")
    return config


def check(language: str, inputs: dict[str, str], options: dict[str, str], attrs: dict[str, str], md: object) -> bool:
    """Take the words of a fence as options; a word that is none ends the build."""
    for name, value in inputs.items():
        if name not in (*WORDS, *FLAGS, "caption"):
            known = ", ".join((*WORDS, *FLAGS, "caption"))
            raise SuperFencesException(f"A playground has no option {name!r}; there are {known}.")
        options[name] = "" if name in FLAGS else value
    return True


def element(source: str, language: str, css_class: str, options: dict[str, str], md: object, **more: Any) -> str:
    words = "".join(f' {name}="{escape(value)}"' for name, value in options.items() if name != "caption")
    inside = f'<pre><code class="language-python">{escape(source)}</code></pre>'
    caption = f"<figcaption>{escape(options['caption'])}</figcaption>" if "caption" in options else ""
    return f'<figure class="{css_class}"><autograd-playground{words}>{inside}</autograd-playground>{caption}</figure>'
