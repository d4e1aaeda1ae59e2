"""Listing of a compiled graph for readers: its instructions, and the WebAssembly module as text."""
