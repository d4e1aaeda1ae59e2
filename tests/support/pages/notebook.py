"""Page object of the notebook: its cells as a reader sees them, and what one does with them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from autograd_playground.web.link import fragment

Cell = tuple[str, str]  # kind and text

VALUE = """class Value:
    def __init__(self, data, children=(), op=""):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(children)
        self._op = op

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for child in value._prev:
                    visit(child)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            value._backward()"""
# The second contribution takes the place of the first.
OVERWRITES = VALUE.replace("other.grad += out.grad", "other.grad = out.grad")
OVERWRITING_LINE = 1 + OVERWRITES.splitlines().index("            other.grad = out.grad")


def linked(*cells: Cell, name: str = "mine") -> str:
    """The fragment of a link to a notebook of these cells."""
    return fragment({"name": name, "cells": [list(cell) for cell in cells]})


def code(*sources: str) -> Sequence[Cell]:
    return [("code", source) for source in sources]


def ipynb(*cells: dict[str, object]) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}).encode()


class Notebook:
    def __init__(self, page: Page, *cells: Cell, path: str = "./notebook/") -> None:
        self.page = page
        page.goto(f"{path}#{linked(*cells)}" if cells else path)
        expect(self.cells.first).to_be_attached()

    # what is there

    @property
    def cells(self) -> Locator:
        return self.page.locator("notebook-cell")

    def cell(self, number: int) -> Locator:
        """A cell, counted from 1."""
        return self.cells.nth(number - 1)

    def output(self, number: int) -> Locator:
        return self.cell(number).locator(".outputs")

    def verdict(self, number: int) -> Locator:
        return self.cell(number).locator(".verdict")

    @property
    def notice(self) -> Locator:
        return self.page.locator(".notebook-notice")

    def sources(self) -> list[str]:
        sources: list[str] = self.cells.evaluate_all("cells => cells.map(({ cell }) => cell.source)")
        return sources

    def has(self, *sources: str) -> Notebook:
        """Wait until the cells have these texts."""
        found = "JSON.stringify([...document.querySelectorAll('notebook-cell')].map(({ cell }) => cell.source))"
        wanted = json.dumps(list(sources), separators=(",", ":"), ensure_ascii=False)
        self.page.wait_for_function(f"wanted => {found} === wanted", arg=wanted)
        return self

    @property
    def selected(self) -> Locator:
        return self.page.locator("notebook-cell[selected]")

    # what one does

    def button(self, name: str, *, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    def press(self, *keys: str) -> Notebook:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def run_all(self) -> Notebook:
        return self.menu("More ways to run", "Run all").rested()

    def rested(self) -> Notebook:
        """Wait until no cell runs and none waits."""
        expect(self.page.locator("notebook-cell:is([data-status=running], [data-status=waiting])")).to_have_count(0)
        return self

    def menu(self, menu: str, item: str) -> Notebook:
        self.button(menu).click()
        items = self.page.get_by_role("dialog").get_by_role("button")
        items.filter(has=self.page.get_by_text(item, exact=not item.endswith(","))).first.click()
        return self

    def open_file(self, name: str, content: bytes) -> Notebook:
        self.page.locator(".file-input").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        return self

    def kept(self) -> Notebook:
        """Wait until the present cells are in the browser's storage."""
        self.page.wait_for_function(
            """() => {
              const texts = (cells) => JSON.stringify(cells.map(({ source }) => source));
              const shown = texts([...document.querySelectorAll('notebook-cell')].map(({ cell }) => cell));
              const drafts = Object.keys(localStorage).filter((key) => key.includes('/notebook/'));
              return drafts.some((key) => texts(JSON.parse(localStorage[key]).cells) === shown);
            }"""
        )
        return self
