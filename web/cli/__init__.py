"""Command line: serve, build and export."""
