"""Tests of bad request bodies: the answer is the one error shape with the status that fits, and never a 500."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from autograd_playground.engine.service import api
from autograd_playground.web.http.json_value import parse_json
from autograd_playground.web.refusal import Refusal
from autograd_playground.web.settings import Settings
from tests.support.error_shape import assert_error

METHODS = tuple(method for method in api.METHODS if not method.startswith("lab"))  # the lab's are in test_lab.py
JSON_TYPE = "application/json"


class Bad(NamedTuple):
    body: bytes
    status: int
    code: str
    says: str
    content_type: str | None = JSON_TYPE


def text(source: str) -> bytes:
    return json.dumps({"format": "dot", "source": source}).encode()


def also(members: str) -> bytes:
    return b'{"format": "dot", "source": "a = 2", ' + members.encode() + b"}"


BAD = {
    "nothing": Bad(b"", 422, "syntax", "The body is not JSON"),
    "a space": Bad(b" ", 422, "syntax", "The body is not JSON"),
    "no content type": Bad(text("a = 2"), 422, "type", "The Content-Type is missing", None),
    "a form": Bad(b"source=a", 422, "type", "'application/x-www-form-urlencoded'", "application/x-www-form-urlencoded"),
    "plain text": Bad(text("a = 2"), 422, "type", "it must be application/json", "text/plain"),
    "a content type that is nearly right": Bad(text("a = 2"), 422, "type", "must be", "application/json5"),
    "cut short": Bad(b'{"source": "a', 422, "syntax", "line 1, column"),
    "something after the end": Bad(text("a = 2") + b"}", 422, "syntax", "Extra data"),
    "single quotes": Bad(b"{'source': 'a'}", 422, "syntax", "The body is not JSON"),
    "a comment": Bad(b'{"source": "a"} // x', 422, "syntax", "The body is not JSON"),
    "a raw newline in a string": Bad(b'{"source": "a\nb"}', 422, "syntax", "The body is not JSON"),
    "a byte order mark": Bad(b"\xef\xbb\xbf{}", 422, "syntax", "The body is not JSON"),
    "UTF-16": Bad('{"source": "a"}'.encode("utf-16"), 422, "syntax", "The body is not UTF-8: byte 0"),
    "Latin-1": Bad('{"source": "é"}'.encode("latin-1"), 422, "syntax", "The body is not UTF-8"),
    "a surrogate as UTF-8": Bad(b'{"source": "\xed\xa0\x80"}', 422, "syntax", "The body is not UTF-8"),
    "zeros": Bad(b"\0" * 100, 422, "syntax", "The body is not JSON"),
    "null": Bad(b"null", 422, "type", "must be an object"),
    "a list": Bad(b"[1]", 422, "type", "must be an object"),
    "a string": Bad(b'"a = 2"', 422, "type", "must be an object"),
    "a lone surrogate": Bad(b'"\\ud800"', 422, "type", "must be an object"),
    "a number": Bad(b"1", 422, "type", "must be an object"),
    "brackets without end": Bad(b"[" * 100_000, 422, "limit", "nested too deeply"),
    "objects without end": Bad(b'{"a":' * 40_000, 422, "limit", "nested too deeply"),
    "deep and closed": Bad(b"[" * 50_000 + b"]" * 50_000, 422, "limit", "nested too deeply"),
    "a few brackets too many": Bad(b"[" * 33 + b"]" * 33, 422, "limit", "nested too deeply"),
    "brackets in a string": Bad(text("[" * 33), 422, "syntax", "never closed"),
    "too many keys": Bad(b"{" + b",".join(b'"%d": 1' % i for i in range(5_001)) + b"}", 422, "limit", "5,001 keys"),
    "too many digits": Bad(also(f'"pass": {"9" * 6_001}'), 422, "limit", "more than 6,000 characters"),
    "NaN": Bad(also('"names": {"x": NaN}'), 422, "syntax", "NaN is no JSON number"),
    "Infinity": Bad(also('"names": {"x": -Infinity}'), 422, "syntax", "-Infinity is no JSON number"),
    "a float that overflows": Bad(also('"names": {"x": 1e999}'), 422, "value", "'1e999' is too large"),
    "an integer that overflows": Bad(also(f'"names": {{"x": {"9" * 400}}}'), 422, "value", "too large"),
    "5000 digits": Bad(also(f'"pass": {"9" * 5_000}'), 422, "value", "too large"),
    "a key twice": Bad(b'{"source": "a", "source": "b"}', 422, "name", "the key 'source' twice"),
    "a key twice, deeper": Bad(also('"names": {"x": 1, "x": 2}'), 422, "name", "the key 'x' twice"),
    "no source": Bad(b'{"format": "dot", "level": "lecture"}', 422, "type", "source"),
    "source null": Bad(b'{"format": "dot", "source": null}', 422, "type", "source"),
    "source a list": Bad(b'{"format": "dot", "source": ["a"]}', 422, "type", "source"),
    "an unknown key": Bad(also('"sauce": 1'), 422, "name", "'sauce'"),
    "an unknown key with a surrogate": Bad(also('"\\ud800": 1'), 422, "name", "\\ud800"),
    "an unknown key, long": Bad(also(f'"{"k" * 10_000}": 1'), 422, "name", "kkk"),
    "__proto__": Bad(also('"__proto__": {}'), 422, "name", "__proto__"),
    "an unknown level": Bad(also('"level": "deep"'), 422, "value", "'deep'"),
    "level a list": Bad(also('"level": ["lecture"]'), 422, "value", "level"),
    "level an object": Bad(also('"level": {}'), 422, "value", "level"),
    "level null": Bad(also('"level": null'), 422, "value", "level"),
    "pass a string": Bad(also('"pass": "0"'), 422, "value", "pass"),
    "pass true": Bad(also('"pass": true'), 422, "value", "pass"),
    "pass negative": Bad(also('"pass": -1'), 422, "value", "pass"),
    "pass a float": Bad(also('"pass": 0.5'), 422, "value", "pass"),
    "pass huge": Bad(also('"pass": 99999999999999999999'), 422, "value", "pass"),
    "names a list": Bad(also('"names": [1]'), 422, "type", "names"),
    "names of strings": Bad(also('"names": {"x": "1"}'), 422, "type", "'x'"),
    "names of truths": Bad(also('"names": {"x": true}'), 422, "type", "'x'"),
    "a name that is none": Bad(also('"names": {"a b": 1}'), 422, "name", "'a b'"),
    "a name with a surrogate": Bad(also('"names": {"\\ud800": 1}'), 422, "name", "\\ud800"),
    "a name with underscores": Bad(also('"names": {"__class__": 1}'), 422, "name", "__class__"),
    "a thousand names": Bad(
        also('"names": {' + ",".join(f'"x{i}": {i}' for i in range(1_000)) + "}"), 422, "type", "names"
    ),
    "a syntax error": Bad(text("a = = 2"), 422, "syntax", ""),
    "a surrogate in the program": Bad(b'{"format": "dot", "source": "a = \\ud800"}', 422, "syntax", ""),
    "a NUL in the program": Bad(text("a = 2\0"), 422, "syntax", ""),
    "a class": Bad(text("class A: pass"), 422, "unsupported", ""),
    "a dunder": Bad(text("().__class__"), 422, "type", "__class__"),
    "a loop without end": Bad(text("while True:\n  pass"), 422, "unsupported", ""),
    "a power tower": Bad(text("x = 9**9**9**9"), 422, "value", ""),
    "nested brackets": Bad(text("(" * 190 + "1" + ")" * 190), 422, "limit", ""),
    "a long program": Bad(text("a = 2\n" * 2_000), 413, "limit", "8,000"),
    "a body that is too long": Bad(b" " * 262_145, 413, "limit", "262144 bytes"),
}  # fmt: skip


# One function reads the bodies of all methods, so only `draw` is sent all of them.
OF_ALL = (
    "nothing",
    "no content type",
    "NaN",
    "no source",
    "an unknown key",
    "an unknown level",
    "a syntax error",
    "a body that is too long",
)


@pytest.mark.parametrize(
    ("method", "name"), [(method, name) for name in BAD for method in METHODS if method == "draw" or name in OF_ALL]
)
def test_a_bad_body_gets_the_error_that_fits(client: TestClient, method: str, name: str) -> None:
    bad = BAD[name]
    headers = {} if bad.content_type is None else {"content-type": bad.content_type}
    # Every body of the table names a format, which only draw and export take; compare names a library.
    named = {"draw": b'"format": "dot", ', "export": b'"format": "dot", ', "compare": b'"library": "torch", '}
    body = bad.body.replace(b'"format": "dot", ', named.get(method, b""))
    reply = client.post(f"/api/{method}", content=body, headers=headers)
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == "no-store"
    error = assert_error(reply.text, bad.code)
    assert reply.status_code == bad.status, error
    assert bad.says in error["message"], error
    assert len(error["message"]) < 400


def test_a_packed_body_is_refused(client: TestClient) -> None:
    headers = {"content-type": JSON_TYPE, "content-encoding": "gzip"}
    reply = client.post("/api/trace", content=b"\x1f\x8b", headers=headers)
    assert reply.status_code == 422
    assert "The Content-Encoding is 'gzip'" in assert_error(reply.text, "unsupported")["message"]


def test_a_content_type_with_a_charset_is_taken(client: TestClient) -> None:
    for content_type in ("application/json; charset=utf-8", "Application/JSON"):
        assert client.post("/api/draw", content=text("a = 2"), headers={"content-type": content_type}).is_success


@pytest.mark.parametrize("form", ["png", None, 1, ["svg"], {}])
def test_draw_names_its_formats(client: TestClient, form: object) -> None:
    reply = client.post("/api/draw", json={"source": "a = 2", "format": form})
    assert reply.status_code == 422
    assert "'dot' nor 'svg'" in assert_error(reply.text, "value")["message"]


@pytest.mark.parametrize("form", ["png", None, 1, ["torch"], {}])
def test_export_names_its_formats(client: TestClient, form: object) -> None:
    reply = client.post("/api/export", json={"source": "a = 2", "format": form})
    assert reply.status_code == 422
    assert "torch" in assert_error(reply.text, "value")["hint"]


@pytest.mark.parametrize("path", [*(f"/api/{method}" for method in METHODS), "/", "/healthz", "/openapi.json"])
def test_a_method_that_is_not_there_is_refused_with_those_that_are(client: TestClient, path: str) -> None:
    reply = client.request("PATCH", path)
    assert reply.status_code == 405
    assert reply.headers["allow"] in assert_error(reply.text, "unsupported")["hint"]


keys = st.sampled_from(["source", "level", "pass", "names", "format", "\udfff", "x"]) | st.text(max_size=5)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["\ud800", "a = 2", "lecture", "svg", "torch"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)


@given(method=st.sampled_from(METHODS), body=st.dictionaries(keys, values, max_size=5) | values)
def test_any_json_gets_a_reply_or_the_error_shape(client: TestClient, method: str, body: object) -> None:
    reply = client.post(f"/api/{method}", content=json.dumps(body), headers={"content-type": JSON_TYPE})
    if reply.status_code != 200:
        assert reply.status_code in (413, 422)
        assert_error(reply.text)


@given(method=st.sampled_from(METHODS), body=st.binary(max_size=200))
def test_any_bytes_get_the_error_shape(client: TestClient, method: str, body: bytes) -> None:
    reply = client.post(f"/api/{method}", content=body, headers={"content-type": JSON_TYPE})
    assert reply.status_code == 422
    assert_error(reply.text)


def test_the_limit_counts_what_arrives(settings: Settings, client: TestClient) -> None:
    def chunks() -> object:
        for _ in range(settings.body_bytes // 1_024 + 1):
            yield b" " * 1_024

    reply = client.post("/api/trace", content=chunks(), headers={"content-type": JSON_TYPE})  # type: ignore[arg-type]
    assert reply.status_code == 413
    assert_error(reply.text, "limit")


@pytest.mark.parametrize("source", ["", "print(1)"])
@pytest.mark.parametrize("form", ["dot", "svg"])
def test_a_drawing_of_a_program_without_a_value_is_empty(client: TestClient, source: str, form: str) -> None:
    reply = client.post("/api/draw", json={"source": source, "format": form})
    assert reply.status_code == 200
    assert (reply.json()["dot"], reply.json().get("svg", "")) == ("", "")


def test_a_body_of_too_many_values_is_refused_before_they_are_made() -> None:
    with pytest.raises(Refusal, match="more than 150,000 values"):
        parse_json(b"[" + b"1," * 150_001 + b"1]")
    assert parse_json(b'{"a": ["' + b"," * 200_000 + b'"]}') == {"a": ["," * 200_000]}


def test_brackets_without_commas_count_as_values_before_they_are_walked() -> None:
    with pytest.raises(Refusal, match="more than 150,000 values"):
        parse_json(b'{"a": [' + b"[[]] " * 100_000 + b"]}")


def test_numbers_are_measured_whole() -> None:
    with pytest.raises(Refusal, match="more than 6,000 characters"):
        parse_json(b"[1, " + b"9" * 6_001 + b"]")
    assert parse_json(b"[" + b"0." + b"9" * 5_998 + b"]") == [1.0]
