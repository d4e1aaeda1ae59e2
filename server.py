"""The only entry point: python server.py serves the playground, python server.py --help tells what else it does."""

from __future__ import annotations

from autograd_playground.web.cli.main import main

if __name__ == "__main__":
    main()
