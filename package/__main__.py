"""Entry point of `python -m autograd_playground`: the same commands as `autograd-playground`."""

from __future__ import annotations

from .web.cli.main import main

if __name__ == "__main__":
    main()
