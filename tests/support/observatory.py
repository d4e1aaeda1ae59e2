"""Mozilla Observatory's scoring of a site's headers, from its published rules ("Tests & Scoring").

Only the rules that these headers can meet or break; what a header of ours cannot be counts as the worst of its test.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Headers = Mapping[str, str]  # by name in lower case
SIX_MONTHS = 15_768_000  # seconds

GRADES = (
    (100, "A+"),
    (90, "A"),
    (85, "A-"),
    (80, "B+"),
    (70, "B"),
    (65, "B-"),
    (60, "C+"),
    (50, "C"),
    (0, "D or less"),
)


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {name.lower(): values for name, *values in parts}


def content_security_policy(headers: Headers) -> int:
    policy = directives(headers.get("content-security-policy", ""))
    if not policy:
        return -25
    default = policy.get("default-src")
    scripts = policy.get("script-src", default)
    styles = policy.get("style-src", default)
    objects = policy.get("object-src", default)
    broad = {"*", "http:", "https:", "data:", "ftp:"}
    if scripts is None or "'unsafe-inline'" in scripts or broad & set(scripts) or broad & set(objects or ["*"]):
        return -20
    if any(value.startswith(("http://", "ws://")) for values in policy.values() for value in values):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if styles is None or "'unsafe-inline'" in styles or broad & set(styles):
        return 0
    return 10 if default == ["'none'"] else 5


def cookies(headers: Headers) -> int:
    return 0 if "set-cookie" not in headers else -40


def cross_origin_resource_sharing(headers: Headers) -> int:
    """Only a page that any origin may read with the reader's cookies is punished."""
    return -50 if headers.get("access-control-allow-credentials") == "true" else 0


def referrer_policy(headers: Headers) -> int:
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    given = headers.get("referrer-policy")
    return 0 if given is None else 5 if given in private else -5


def strict_transport_security(headers: Headers) -> int:
    age = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def content_type_options(headers: Headers) -> int:
    return 0 if headers.get("x-content-type-options") == "nosniff" else -5


def frame_options(headers: Headers) -> int:
    ancestors = directives(headers.get("content-security-policy", "")).get("frame-ancestors")
    if ancestors and "*" not in ancestors:
        return 5
    return 0 if headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20


def cross_origin_resource_policy(headers: Headers) -> int:
    policy = headers.get("cross-origin-resource-policy")
    return 10 if policy in ("same-origin", "same-site") else -5 if policy == "cross-origin" else 0


def subresource_integrity(page: str) -> int:
    """A script of another host needs a digest; all of ours are of the page's own host."""
    scripts = re.findall(r"<script[^>]*\bsrc=\"([^\"]+)\"", page)
    return -50 if any(re.match(r"https?:|//", source) for source in scripts) else 0


TESTS = (
    content_security_policy,
    cookies,
    cross_origin_resource_sharing,
    referrer_policy,
    strict_transport_security,
    content_type_options,
    frame_options,
    cross_origin_resource_policy,
)


def score(headers: Headers, page: str, redirects_to_https: bool) -> int:
    """Points of a page: bonuses count only if the penalties leave at least 90."""
    points = [test(headers) for test in TESTS]
    points += [subresource_integrity(page), 0 if redirects_to_https else -20]
    base = 100 + sum(point for point in points if point < 0)
    return max(0, base + sum(point for point in points if point > 0) if base >= 90 else base)


def grade(points: int) -> str:
    return next(letter for least, letter in GRADES if points >= least)
