"""Tests of the headers' score: what the pages have behind a proxy gets the best grade, and each loss is noticed."""

from __future__ import annotations

import pytest

from autograd_playground.web.http.security_headers import headers_for
from tests.support.observatory import grade, score

HSTS = {"strict-transport-security": "max-age=63072000; includeSubDomains"}  # the proxy's part


def headers_of(path: str) -> dict[str, str]:
    return {name.lower(): text for name, text in headers_for(path, "*").items()} | HSTS


@pytest.mark.parametrize("path", ["/", "/lab/", "/notebook/", "/learn/01-derivative", "/nothing"])
def test_a_page_gets_the_best_grade(path: str) -> None:
    assert grade(score(headers_of(path), "", True)) == "A+"


@pytest.mark.parametrize(
    ("name", "text", "points"),
    [
        ("content-security-policy", "", 55),
        ("content-security-policy", "default-src 'self'; frame-ancestors 'none'", 125),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'", 120),
        ("content-security-policy", "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'", 80),
        ("content-security-policy", "default-src 'none'; script-src https:; frame-ancestors 'none'", 80),
        ("content-security-policy", "default-src 'none'; script-src 'unsafe-eval'; frame-ancestors 'none'", 110),
        ("content-security-policy", "default-src 'none'; frame-ancestors *", 80),
        ("strict-transport-security", "", 80),
        ("strict-transport-security", "max-age=3600", 120),
        ("x-content-type-options", "", 125),
        ("referrer-policy", "unsafe-url", 120),
        ("cross-origin-resource-policy", "cross-origin", 115),
        ("set-cookie", "a=b", 60),
    ],
)
def test_each_loss_costs_what_the_rules_say(name: str, text: str, points: int) -> None:
    assert score(headers_of("/") | {name: text}, "", True) == points


def test_a_script_of_another_host_and_a_missing_redirect_cost_points() -> None:
    assert score(headers_of("/"), '<script src="https://a.example/x.js"></script>', True) == 50
    assert score(headers_of("/"), "", False) == 80
