"""Files that a notebook finds without a network: the list of names that microgpt learns from."""

from __future__ import annotations

import io
import os
from typing import Any

TEXT = """
abena adriel alwin amaya anouk arvid aurelio bastian belen birgit caspian celeste dagny darius delphine edda eliska
emre esme farid fenna fiora gareth gisela halvard hedda idris ilse imogen ines isolde jarek jorunn kaia kalani katya
kerensa lorcan lucinda maelis malik marisol mirela nadim nerys nikhil odalys oriol osric petra quentin rasmus rosalba
sanna severin sorcha tamsin tavish ulla valeria wenke xanthe yusuf zelda
"""
NAMES = TEXT.split()
FILES = {"input.txt": "\n".join(NAMES) + "\n"}
NO_NETWORK = "A notebook has no network here"


def name_of(path: Any) -> str | None:
    """The file that a path means, if it is one of these."""
    if not isinstance(path, (str, os.PathLike)):
        return None
    name = os.path.normpath(os.fspath(path))
    return name if isinstance(name, str) and name in FILES else None


def exists(path: Any) -> bool:
    return name_of(path) is not None


def opened(path: Any, mode: str = "r") -> io.StringIO | io.BytesIO | None:
    """The file for reading; None for another name, or for writing."""
    name = name_of(path)
    if name is None or mode not in ("r", "rt", "rb"):
        return None
    return io.BytesIO(FILES[name].encode()) if "b" in mode else io.StringIO(FILES[name])


def urlretrieve(url: str, filename: Any = None, *_: Any, **__: Any) -> tuple[Any, None]:
    """Stands in for `urllib.request.urlretrieve`: goes on where the file is here already."""
    if not exists(filename):
        raise OSError(f"{NO_NETWORK}, so {url} cannot be read; the files that it has are {', '.join(FILES)}.")
    print(f"{NO_NETWORK}; '{filename}' is there already, with {len(NAMES)} names.")
    return filename, None
