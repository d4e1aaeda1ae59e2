"""Mutants: the table of the small faults that the test suite has to catch.

A row replaces one piece of text that its file holds exactly once. The pieces are short, with as few names as
possible: renaming does not make them stale.
"""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One small fault.

    name         a noun phrase, in kebab-case
    file         the file that it is in
    text         what stands there, exactly once
    replacement  what stands there with the fault
    tests        the smallest tests that should catch it: files or node ids
    """

    name: str
    file: str
    text: str
    replacement: str
    tests: tuple[str, ...]


def front(name: str) -> str:
    """The node id of a file of tests/front."""
    return f"tests/front/test_front.py::test_every_sentence_of[{name}.test.ts]"


BROWSER = "tests/browser"
NOTEBOOK = "tests/browser/notebook"
ENGINE = "tests/unit/engine"
LANGUAGE = "tests/unit/language"
LAB = "tests/unit/lab"
LOWER = "tests/unit/lower"
OBSERVE = "tests/unit/observe"
WEB = "tests/unit/web"

# Differentiation, and the numbers that it gives.
CALCULUS = (
    Fault(
        "pieces-left-behind-by-the-stepper",
        "engine/trace/beside.py",
        "reached = ends[event]",
        "reached = ends[event] - 1",
        (f"{ENGINE}/test_beside.py",),
    ),
    Fault(
        "first-difference-one-stop-late",
        "engine/notebook/true_run.py",
        "if left > wrong)",
        "if left > wrong + 1)",
        ("tests/unit/notebook/test_passes.py",),
    ),
    Fault(
        "backward-of-a-class-unmeasured",
        "engine/language/torch_functions.py",
        "not isclose(given, factor * once",
        "False and not isclose(given, factor * once",
        (f"{LANGUAGE}/test_torch_functions.py",),
    ),
    Fault(
        "operation-checked-at-its-first-point-only",
        "engine/language/operation_checks.py",
        "for i in range(len(POINTS)) for check",
        "for i in range(1) for check",
        (f"{LANGUAGE}/test_torch_functions.py", f"{LANGUAGE}/test_own_operations.py"),
    ),
    Fault(
        "decorator-allowed-outside-of-a-class",
        "engine/language/syntax/lines.py",
        'if blocks[-1:] == ["class"] and _is_static',
        "if _is_static",
        (f"{LANGUAGE}/test_torch_functions.py",),
    ),
    Fault(
        "gradients-by-hand-doubled-by-a-pass",
        "engine/trace/tape.py",
        "        if self.by_hand is None:\n            self.backward(self.last)",
        "        if True:\n            self.backward(self.last)",
        (f"{ENGINE}/test_by_hand.py",),
    ),
    Fault(
        "gradient-by-hand-noted-before-it-is-set",
        "static/src/trace/notes/by-hand.ts",
        "if (position < ",
        "if (position + 1 < ",
        (front("by-hand"),),
    ),
    Fault(
        "answers-that-wait-for-their-heads",
        "web/cli/uvicorn_server.py",
        "[_tcp(socket.create_server(address, family=family))",
        "[(socket.create_server(address, family=family))",
        ("tests/system/test_socket.py",),
    ),
    Fault(
        "number-that-the-program-sees-unnoticed",
        "engine/trace/tape.py",
        "        self.tape.static = False\n",
        "",
        (f"{ENGINE}/test_recording.py",),
    ),
    Fault(
        "numbers-of-another-form-of-an-operation",
        "engine/trace/recording.py",
        "is not answer for",
        "is None for",
        (f"{ENGINE}/test_recording.py",),
    ),
    Fault(
        "recordings-that-are-never-dropped",
        "engine/service/recordings.py",
        "or self.size > MAX_VALUES",
        "",
        (f"{ENGINE}/test_recording.py",),
    ),
    Fault(
        "sentence-of-the-numbers-before",
        "static/src/trace/renumber.ts",
        '{ meaning: "", text: "", math: "" }',
        "step",
        (front("renumber"),),
    ),
    Fault(
        "moved-leaf-without-its-trace",
        "static/src/backend/trace-requests.ts",
        "setTimeout(() => this.coalesce(request), REST)",
        "setTimeout(() => {}, REST)",
        (front("trace-requests"),),
    ),
    Fault(
        "numbers-out-of-view-left-unpainted",
        "static/src/graph/number-painter.ts",
        "this.#timer = setTimeout(() => this.paint(state, null), PAUSE)",
        "this.#timer = undefined",
        (front("graph-view"),),
    ),
    Fault(
        "sign-of-the-derivative-of-a-quotient",
        "engine/ops.py",
        '"-divide(out, b)"',
        '"divide(out, b)"',
        (f"{ENGINE}/test_ops.py",),
    ),
    Fault(
        "whole-gradient-for-both-at-a-tie",
        "engine/ops.py",
        '"0.0 if a < b else 0.5 if a == b else 1.0"',
        '"0.0 if a < b else 1.0"',
        (f"{ENGINE}/test_value_cases.py",),
    ),
    Fault(
        "gradient-that-is-replaced",
        "engine/ops.py",
        'f"+= g * (',
        'f"= g * (',
        (f"{ENGINE}/test_backward.py",),
    ),
    Fault(
        "sign-of-a-coefficient-of-exp",
        "engine/elementary.py",
        "-1.65339022054652515390e-06",
        "1.65339022054652515390e-06",
        (f"{ENGINE}/test_elementary.py::test_this_python_gives_the_golden_bits",),
    ),
    Fault(
        "backward-from-the-leaves-to-the-root",
        "engine/value.py",
        "in reversed(order):\n            value.op.vjp",
        "in list(order):\n            value.op.vjp",
        (f"{ENGINE}/test_backward.py",),
    ),
    Fault(
        "a-gradients-graph-takes-the-wrong-side-of-a-choice",
        "engine/gradient_graph.py",
        "return body() if condition else orelse()",
        "return orelse() if condition else body()",
        (f"{ENGINE}/test_second_derivatives.py",),
    ),
    Fault(
        "a-number-set-in-a-gradient-keeps-the-old-graph",
        "engine/trace/tape.py",
        "                value.gradient = None",
        "                pass",
        (f"{LANGUAGE}/test_second_derivatives.py",),
    ),
    Fault(
        "second-operand-first-in-the-topological-order",
        "engine/value.py",
        "b = value.b\n",
        "b = value.b\n                if b is not None:\n                    a, b = b, a\n",
        (f"{ENGINE}/test_backward.py",),
    ),
    Fault(
        "quotient-exported-as-product",
        "engine/ops.py",
        'calls={"python": "{a} / {b}"}',
        'calls={"python": "{a} * {b}"}',
        (f"{ENGINE}/test_export_runs.py::test_the_text_of_every_case_prints_what_is_shown",),
    ),
    Fault(
        "maximum-exported-to-pytorch-as-minimum",
        "engine/ops.py",
        '"torch": "torch.maximum(',
        '"torch": "torch.minimum(',
        (f"{ENGINE}/test_export.py::test_what_a_row_calls_in_another_library_gave_the_rows_numbers_there",),
    ),
    Fault(
        "function-that-pytorch-has-elsewhere",
        "engine/ops.py",
        '"torch": "torch.nn.functional.silu(',
        '"torch": "torch.silu(',
        (f"{ENGINE}/test_export.py::test_what_a_row_calls_in_another_library_gave_the_rows_numbers_there",),
    ),
    Fault(
        "operation-that-micrograd-is-thought-to-have",
        "engine/trace/missing.py",
        'frozenset({"relu"})',
        'frozenset({"relu", "silu"})',
        (f"{ENGINE}/test_export_runs.py::test_the_text_defines_what_the_library_lacks",),
    ),
    Fault(
        "guards-of-a-power-left-out-for-micrograd",
        "engine/trace/missing.py",
        'f"({derivative.text})" for',
        'f"({derivative.shown})" for',
        (f"{ENGINE}/test_export_runs.py::test_a_value_as_exponent_keeps_the_numbers_at_bases_of_zero_and_below",),
    ),
    Fault(
        "what-is-left-to-a-leaf-overwritten-by-micrograd",
        "engine/trace/export.py",
        '# left by earlier passes", "carried")] if root in earlier else []',
        '# left by earlier passes", "carried")][1:] if root in earlier else []',
        (f"{ENGINE}/test_export_runs.py::test_after_several_passes_the_text_prints_what_is_shown",),
    ),
    Fault(
        "bracket-of-a-derivative-in-another-place",
        "engine/ops.py",
        '"sigmoid(a) + out * (1.0 - sigmoid(a))"',
        'LocalDerivative("sigmoid(a) + out * (1.0 - sigmoid(a))", "(sigmoid(a) + out) * (1 - sigmoid(a))")',
        (f"{ENGINE}/test_shown_derivatives.py",),
    ),
    Fault(
        "sum-without-brackets-in-a-backward-line",
        "engine/trace/expressions.py",
        'text if level >= SIGN else f"({text})"',
        "text",
        (f"{ENGINE}/test_shown_derivatives.py::test_the_backward_line_runs_and_adds_the_contribution",),
    ),
    Fault(
        "sum-without-brackets-in-a-formula",
        "engine/trace/expressions.py",
        r'rf"\left({text}\right)" if is_sum else text',
        "text",
        (f"{ENGINE}/test_shown_derivatives.py::test_the_formula_multiplies_to_the_contribution",),
    ),
    Fault(
        "expression-that-is-squared-without-brackets",
        "engine/trace/expressions.py",
        "name_level = SUM ",
        "name_level = ATOM ",
        (f"{ENGINE}/test_shown_derivatives.py::test_brackets_follow_from_the_tree",),
    ),
    Fault(
        "factor-of-the-derivative-of-erf",
        "engine/ops.py",
        "1.1283791670955126 *",
        "1.128379167 *",
        (f"{ENGINE}/test_shown_derivatives.py", f"{ENGINE}/test_value_cases.py"),
    ),
    Fault(
        "sign-of-a-coefficient-of-erf",
        "engine/elementary.py",
        "* -2.37630166566501626084e-05",
        "* 2.37630166566501626084e-05",
        (f"{ENGINE}/test_elementary.py::test_this_python_gives_the_golden_bits",),
    ),
    Fault(
        "contribution-that-is-not-added-in-a-compiled-step",
        "engine/lower/gradient.py",
        'return contribution if grad is None else program.emit("+", grad, contribution)',
        "return contribution",
        (f"{LOWER}/test_program.py",),
    ),
    Fault(
        "contributions-added-in-another-order-in-webassembly",
        "engine/lower/wasm/sums.py",
        "in reversed(contributions)",
        "in list(contributions)",
        (f"{LOWER}/test_wasm.py::test_random_expressions_in_several_functions_have_the_bits_of_the_interpreter",),
    ),
    Fault(
        "samples-from-the-first-to-the-last-in-the-reference-step",
        "engine/lower/trainer.py",
        "in reversed(rows)",
        "in list(rows)",
        (f"{LOWER}/test_step.py",),
    ),
    Fault(
        "adam-without-its-bias-correction",
        "engine/lower/update.py",
        "rate / of_mean * mean",
        "rate * mean",
        (f"{LOWER}/test_step.py",),
    ),
    Fault(
        "sign-of-the-max-margin-loss",
        "engine/lab/model.py",
        "(1 + -label * score).relu()",
        "(1 + label * score).relu()",
        (f"{LAB}/test_reference_numbers.py",),
    ),
)

# The trace: the steps, the places in the text, the drawing.
TRACE = (
    Fault(
        "number-before-a-step-that-is-the-one-after",
        "engine/trace/steps.py",
        "return (i, field, before, after)",
        "return (i, field, after, after)",
        (f"{ENGINE}/test_traces.py",),
    ),
    Fault(
        "truth-of-a-mistake-with-the-mistake-in-it",
        "engine/trace/builder.py",
        "(tape, snapshot, names)\n",
        "(tape, snapshot, names, mistake)\n",
        (f"{ENGINE}/test_mistakes.py",),
    ),
    Fault(
        "number-that-is-not-itself",
        "engine/float_identity.py",
        "a != a if b != b else",
        "False if b != b else",
        (f"{ENGINE}/test_extreme_numbers.py",),
    ),
    Fault(
        "operation-named-as-the-level-computes-it",
        "engine/trace/tape.py",
        "if was_finite and self.not_finite",
        "if not was_finite and self.not_finite",
        (f"{ENGINE}/test_non_finite.py",),
    ),
    Fault(
        "pieces-that-lose-a-small-softplus",
        "engine/trace/levels.py",
        "_SMALL_SOFTPLUS = -8.0",
        "_SMALL_SOFTPLUS = -80.0",
        (f"{ENGINE}/test_levels.py",),
    ),
    Fault(
        "verdict-without-its-rounding",
        "engine/difference.py",
        "rounding = max(rounding, abs(otherwise[root] - up[root]))",
        "rounding = 0.0",
        (f"{ENGINE}/test_verdicts.py",),
    ),
    Fault(
        "verdict-without-the-smaller-steps",
        "engine/difference.py",
        "range(i + 1, len(points))",
        "range(0)",
        (f"{ENGINE}/test_verdicts.py",),
    ),
    Fault(
        "trail-that-begins-after-its-step",
        "static/src/trace/notes/nan-trail.ts",
        "trace.steps.slice(since)",
        "trace.steps.slice(since + 1)",
        (front("non-finite"),),
    ),
    Fault(
        "span-one-character-late",
        "engine/language/syntax/parse.py",
        "return (node.lineno, node.col_offset,",
        "return (node.lineno, node.col_offset + 1,",
        (f"{LANGUAGE}/test_language.py",),
    ),
    Fault(
        "place-of-an-error-one-character-short",
        "engine/scan/cursor.py",
        "column + width)",
        "column + width - 1)",
        (f"{LANGUAGE}/test_hostile.py::test_hostile_input_has_its_outcome",),
    ),
    Fault(
        "box-named-by-half-of-its-path",
        "engine/trace/fold.py",
        "group[: i + 1]",
        "group[: i or 1]",
        (f"{ENGINE}/test_fold.py",),
    ),
    Fault(
        "backslash-of-a-label-not-escaped-in-dot",
        "engine/trace/draw.py",
        'ord("\\\\"): "\\\\\\\\",',
        "",
        ("tests/parity/test_draw.py::test_a_hostile_label_is_shown_as_it_was_typed_and_does_nothing",),
    ),
    Fault(
        "ampersand-of-a-label-not-escaped-in-dot",
        "engine/trace/draw.py",
        'ord("&"): "&amp;", ',
        "",
        ("tests/parity/test_draw.py::test_a_hostile_label_is_shown_as_it_was_typed_and_does_nothing",),
    ),
    Fault(
        "whole-number-of-plain-style-with-a-point",
        "engine/language/plain.py",
        "value.plain = compute(*numbers)",
        "value.plain = float(compute(*numbers))",
        (f"{LANGUAGE}/test_plain_style.py",),
    ),
    Fault(
        "count-taken-for-what-the-program-computes",
        "engine/language/plain.py",
        "if not value.counted:\n",
        "if value:\n",
        (f"{LANGUAGE}/test_plain_style.py",),
    ),
    Fault(
        "output-lost-under-an-error",
        "engine/trace/tape.py",
        "error.output = self.printed()",
        "pass",
        (f"{ENGINE}/test_without_graph.py",),
    ),
    Fault(
        "lectures-network-with-relu",
        "engine/language/networks.py",
        'named["convention"] = run.convention',
        "pass",
        (f"{LANGUAGE}/test_lecture.py",),
    ),
    Fault(
        "error-in-a-class-before-the-class",
        "engine/language/syntax/parse.py",
        "_refuse_class(source, error.span[0], budget)",
        "pass",
        (f"{LANGUAGE}/test_lecture.py",),
    ),
    Fault(
        "nan-as-a-word-that-json-lacks",
        "engine/service/wire.py",
        "allow_nan=False",
        "allow_nan=True",
        (f"{ENGINE}/test_service.py",),
    ),
)

# What a run may cost.
BUDGETS = (
    Fault(
        "values-without-a-limit",
        "engine/trace/tape.py",
        "len(self.values) >= self.budget.values",
        "len(self.values) < 0",
        (f"{LANGUAGE}/test_cases.py::test_program_is_refused",),
    ),
    Fault(
        "items-of-a-list-for-nothing",
        "engine/language/interpreter.py",
        "self.steps += steps",
        "self.steps += min(steps, 1)",
        (f"{LANGUAGE}/test_cases.py::test_program_is_refused",),
    ),
    Fault(
        "seconds-without-a-limit",
        "engine/language/interpreter.py",
        "+ tape.budget.seconds",
        "+ 3600",
        (f"{LANGUAGE}/test_language.py",),
    ),
    Fault(
        "server-with-the-browsers-budget",
        "engine/budgets.py",
        "steps=50_000",
        "steps=400_000",
        (f"{LANGUAGE}/test_cases.py::test_program_is_refused",),
    ),
    Fault(
        "item-of-a-tuple-key-not-charged",
        "engine/language/keys.py",
        "run.charge(len(x))\n        return tuple",
        "return tuple",
        (f"{LANGUAGE}/test_cases.py",),
    ),
    Fault(
        "width-of-a-percent-format-not-limited",
        "engine/language/formatting.py",
        "int(size) > budgets.MAX_WIDTH",
        "int(size) < 0",
        (f"{LANGUAGE}/test_cases.py",),
    ),
    Fault(
        "name-with-a-digit-taken-for-a-slip",
        "engine/language/spelling.py",
        "if len(other) < 4 or _digits(name) != _digits(other):",
        "if len(other) < 4:",
        (f"{LANGUAGE}/test_foreign_names.py",),
    ),
    Fault(
        "correction-torn-apart-by-its-neighbours",
        "engine/language/corrections.py",
        "return not (closed and opened)",
        "return False",
        (f"{LANGUAGE}/test_foreign_names.py",),
    ),
    Fault(
        "import-written-over-the-line-after-a-class",
        "engine/language/syntax/classes.py",
        "if begin and own <= indent:",
        "if begin and own < indent:",
        (f"{LANGUAGE}/test_lecture.py",),
    ),
    Fault(
        "import-of-the-lectures-network-without-effect",
        "engine/language/imports.py",
        "run.builtins[name] = member",
        "pass",
        (f"{LANGUAGE}/test_lecture.py",),
    ),
    Fault(
        "choice-of-a-network-with-one-button",
        "static/src/editor/editor.ts",
        "(corrections ?? (",
        "(corrections?.slice(1) ?? (",
        (f"{BROWSER}/playground/test_corrections.py::test_a_class_of_a_network_has_a_button_for_each_kind",),
    ),
    Fault(
        "error-placed-without-the-prompt-before-it",
        "engine/language/syntax/prompts.py",
        "node.col_offset += self._width(node.lineno)",
        "node.col_offset += 0",
        (f"{LANGUAGE}/test_foreign_names.py",),
    ),
)

# What the server sends, and what it takes.
SERVER = (
    Fault(
        "missing-nosniff-header",
        "web/http/security_headers.py",
        '"X-Content-Type-Options": "nosniff",',
        "",
        (f"{WEB}/test_headers.py",),
    ),
    Fault(
        "inline-scripts-allowed-by-the-policy",
        "web/http/security_headers.py",
        """"script-src 'self'",""",
        """"script-src 'self' 'unsafe-inline'",""",
        (f"{WEB}/test_headers.py",),
    ),
    Fault(
        "page-that-any-site-may-frame",
        "web/http/security_headers.py",
        """"frame-ancestors 'none'",""",
        """"frame-ancestors *",""",
        (f"{WEB}/test_headers.py",),
    ),
    Fault(
        "templates-without-escaping",
        "web/http/templates.py",
        "autoescape=True",
        "autoescape=False",
        (f"{WEB}/test_cards.py::test_a_hostile_program_adds_nothing_to_the_page",),
    ),
    Fault(
        "script-element-that-its-json-can-end",
        "web/http/templates.py",
        r'"<": "\\u003c", ',
        "",
        (f"{WEB}/test_page.py",),
    ),
    Fault(
        "title-of-a-picture-not-escaped",
        "web/pictures/svg.py",
        "escape(replace_invalid(title))",
        "replace_invalid(title)",
        (f"{WEB}/test_pictures.py::test_a_hostile_label_is_text_in_the_drawing_and_in_its_title",),
    ),
    Fault(
        "program-of-a-standalone-file-not-escaped",
        "web/cli/standalone.py",
        'escape(trace["source"].rstrip())',
        'trace["source"].rstrip()',
        (f"{BROWSER}/export/test_standalone.py::test_hostile_words_are_words",),
    ),
    Fault(
        "cache-that-drops-the-newest",
        "web/pictures/byte_lru.py",
        "popitem(last=False)",
        "popitem(last=True)",
        (f"{WEB}/test_byte_lru.py",),
    ),
    Fault(
        "cache-that-drops-nothing",
        "web/pictures/byte_lru.py",
        "while self.",
        "while 0 > self.",
        (f"{WEB}/test_byte_lru.py",),
    ),
    Fault(
        "content-sent-again-although-it-is-there",
        "web/http/content.py",
        "status_code=304",
        "status_code=200",
        (f"{WEB}/test_assets.py",),
    ),
    Fault(
        "readers-text-in-the-log-of-a-fault",
        "web/fault_report.py",
        "and known.issuperset(words)",
        "",
        (f"{WEB}/test_fault_report.py",),
    ),
    Fault(
        "path-without-an-end-in-the-log-of-requests",
        "web/operation/request_log.py",
        '"path": record.path[:MAX_PATH]',
        '"path": record.path',
        (f"{WEB}/test_operation.py::test_a_path_cannot_break_a_line_of_the_log",),
    ),
    Fault(
        "id-of-a-request-from-anybody",
        "web/operation/request_log.py",
        " if self.keep_ids else ",
        " if True else ",
        (f"{WEB}/test_operation.py::test_an_id_counts_only_behind_a_proxy",),
    ),
    Fault(
        "readiness-that-draws-for-everybody-who-asks",
        "web/operation/readiness.py",
        "self._clock() - self._checked_at >= KEPT_SECONDS",
        "True",
        (f"{WEB}/test_operation.py::test_readiness_is_checked_once_for_all_who_ask_within_two_seconds",),
    ),
    Fault(
        "reader-without-a-limit",
        "web/operation/reader_limit.py",
        "tokens >= 1",
        "tokens >= -1_000",
        (f"{WEB}/test_reader_limit.py",),
    ),
    Fault(
        "limit-per-reader-that-an-address-of-ipv6-evades",
        "web/operation/reader_limit.py",
        "(address, 64)",
        "(address, 128)",
        (f"{WEB}/test_reader_limit.py::test_the_addresses_of_one_network_of_ipv6_are_one_reader",),
    ),
    Fault(
        "message-with-a-bigint-that-breaks-its-own-answer",
        "static/src/lib/decode.ts",
        'if (typeof value === "bigint") return "a BigInt";',
        'if (typeof value === "bigint") return JSON.stringify(value);',
        (f"{BROWSER}/embed/test_embed_protocol.py::test_values_that_no_json_holds_are_answered_with_an_error",),
    ),
    Fault(
        "replica-that-can-write-its-own-files",
        "deploy/kubernetes/playground.yaml",
        "readOnlyRootFilesystem: true",
        "readOnlyRootFilesystem: false",
        ("tests/unit/deploy/test_manifests.py",),
    ),
    Fault(
        "proxy-without-strict-transport-security",
        "deploy/Caddyfile",
        "max-age=63072000",
        "max-age=63",
        ("tests/system/test_proxy.py",),
    ),
    Fault(
        "waiting-room-without-an-end",
        "web/http/worker_pool.py",
        "settings.runs + settings.waiting",
        "settings.runs + settings.waiting + 1_000_000",
        (f"{WEB}/test_worker_pool.py::test_a_request_beyond_the_queue_gets_429_and_retry_after",),
    ),
    Fault(
        "body-twice-as-long-as-allowed",
        "web/http/json_body.py",
        "if size > limit",
        "if size > 2 * limit",
        (f"{WEB}/test_json_body.py",),
    ),
    Fault(
        "number-of-a-body-that-is-infinite",
        "web/http/json_body.py",
        "math.isinf(number)",
        "math.isnan(number)",
        (f"{WEB}/test_json_body.py",),
    ),
    Fault(
        "frame-wider-than-there-is-room",
        "web/pages/oembed_routes.py",
        "min(oembed.WIDTH, max_width)",
        "oembed.WIDTH",
        (f"{WEB}/test_oembed.py::test_the_frame_and_its_thumbnail_fit_the_requested_size",),
    ),
    Fault(
        "link-of-another-version-read-by-the-server",
        "web/link.py",
        ") != VERSION",
        ") > 999",
        (f"{WEB}/test_link.py",),
    ),
    Fault(
        "link-unpacked-by-the-server-without-a-bound",
        "web/link.py",
        ", MAX_BYTES + 1)",
        ")",
        (f"{WEB}/test_link.py",),
    ),
    Fault(
        "file-of-somebody-elses-overwritten-by-a-build",
        "web/cli/build.py",
        "if path not in written:",
        "if path in ():",
        ("tests/system/site/test_build.py::test_it_leaves_a_folder_alone_that_holds_anything_else",),
    ),
    Fault(
        "decimals-of-a-lesson-left-out",
        "web/lessons/numbers.py",
        "if decimals is None else f",
        "if True else f",
        (f"{WEB}/test_lessons.py::test_a_marker_can_have_decimals_and_stand_in_code",),
    ),
    Fault(
        "number-of-a-lesson-typed-by-hand",
        "lessons/02-value-and-graph.md",
        "and has data {{ d.data }}",
        "and has data 7.25",
        (f"{WEB}/test_lessons.py::test_a_number_outside_of_markers_is_an_input_of_a_program",),
    ),
)

# What holds the tree in order.
REPOSITORY = (
    Fault(
        "import-from-a-folder-above",
        "static/src/lib/rect.ts",
        "export interface Rect",
        'export type { Fault } from "../trace/contract.js";\n\nexport interface Rect',
        ("tests/unit/test_import_direction.py",),
    ),
    Fault(
        "import-of-a-package-in-the-engine",
        "engine/errors.py",
        "from __future__ import annotations\n",
        "from __future__ import annotations\n\nimport markupsafe as markupsafe\n",
        ("tests/unit/test_repository.py::test_the_engine_imports_the_standard_library_only",),
    ),
    Fault(
        "address-in-the-lock-file",
        "package-lock.json",
        '"node_modules/lit": {',
        '"node_modules/lit": {\n      "resolved": "https://packages.example/lit-3.3.3.tgz",',
        ("tests/unit/test_repository.py::test_the_lock_file_names_versions_and_digests_but_no_place_to_get_them",),
    ),
)

# The front-end, by its own sentences.
FRONT_END = (
    Fault(
        "event-handler-imported-with-a-drawing",
        "static/src/graph/svg-import.ts",
        "path: { d: PATH },",
        "path: { d: PATH, onclick: /./ },",
        (front("svg-import"),),
    ),
    Fault(
        "foreign-object-imported-with-a-drawing",
        "static/src/graph/svg-import.ts",
        "path: { d: PATH },",
        "path: { d: PATH },\n  foreignObject: {},",
        (front("svg-import"),),
    ),
    Fault(
        "link-of-another-version-read",
        "static/src/url/compression.ts",
        "if (version !== VERSION)",
        'if (version === "0")',
        (front("link"),),
    ),
    Fault(
        "link-unpacked-without-a-bound",
        "static/src/lib/deflate.ts",
        "if (size > limit)",
        "if (size < 0)",
        (front("link"),),
    ),
    Fault(
        "stale-reply-shown",
        "static/src/lib/latest-request.ts",
        "aborted ? null : result",
        "aborted ? result : result",
        (front("latest-request"),),
    ),
    Fault(
        "request-that-waits-for-ever",
        "static/src/lib/latest-request.ts",
        "if (next) void this.#run(next);",
        "if (next && !next) void this.#run(next);",
        (front("latest-request"), front("trace-requests")),
    ),
    Fault(
        "overtaking-that-loses-the-key-after-it",
        "static/src/backend/trace-requests.ts",
        "this.#latest.overtake();",
        "this.#latest.overtake();\n    clearTimeout(this.#timer);",
        (front("trace-requests"),),
    ),
    Fault(
        "keystroke-sent-although-another-follows",
        "static/src/backend/trace-requests.ts",
        "    clearTimeout(this.#timer);\n    this.#timer =",
        "    this.#timer =",
        (front("trace-requests"),),
    ),
    Fault(
        "key-that-withdraws-what-is-asked",
        "static/src/backend/trace-requests.ts",
        "      this.coalesce(request);",
        "      void this.run(request);",
        (front("trace-requests"),),
    ),
    Fault(
        "slow-start-that-sets-the-pace",
        "static/src/backend/trace-requests.ts",
        "this.#durations.get(backend) ?? 0",
        "this.#durations.get(backend) ?? duration",
        (front("trace-requests"),),
    ),
    Fault(
        "row-with-too-many-columns-accepted",
        "static/src/lab/parse-table.ts",
        "cells.length !== width",
        "cells.length < width",
        (front("lab-csv"),),
    ),
    Fault(
        "label-of-0-beside-minus-1-accepted",
        "static/src/lab/parse-table.ts",
        "label === 0 && zeros",
        "label === 0",
        (front("lab-csv"),),
    ),
    Fault(
        "optimiser-that-forgets-when-a-run-goes-back",
        "static/src/lab/training/machine.ts",
        ".set(saved.subarray(2 * length));",
        ".fill(0);",
        (front("lab-training"),),
    ),
    Fault(
        "checkpoint-of-a-future-that-is-no-more",
        "static/src/lab/training/checkpoints.ts",
        "if (each > step) this",
        "if (each < 0) this",
        (front("lab-training"),),
    ),
    Fault(
        "wrong-sign-accepted-by-the-quiz",
        "static/src/trace/quiz-questions.ts",
        "Math.abs(given - answer) <=",
        "Math.abs(Math.abs(given) - Math.abs(answer)) <=",
        (front("predict"),),
    ),
    Fault(
        "check-of-other-gradients-than-those-on-screen",
        "engine/service/methods.py",
        "        shown.make(mistake)\n        results",
        "        results",
        (f"{ENGINE}/test_mistakes.py",),
    ),
    Fault(
        "panels-that-ask-without-the-mistake",
        "static/src/backend/queries.ts",
        "mistake: this.#trace.mistake ?? null",
        "mistake: null",
        ("tests/browser/playground/test_mistakes.py",),
    ),
    Fault(
        "right-order-listed-while-a-wrong-one-is-walked",
        "static/src/panels/order-panel.ts",
        "wrong ? backwardOrder(trace) : ",
        "",
        ("tests/browser/playground/test_mistakes.py",),
    ),
    Fault(
        "gradient-called-wrong-before-it-is-finished",
        "static/src/trace/notes/mistakes.ts",
        " < position)",
        " <= position)",
        (front("mistakes"),),
    ),
    Fault(
        "character-of-two-units-counted-as-one",
        "static/src/editor/offsets.ts",
        "? 2 : 1",
        "? 1 : 1",
        (front("offsets"),),
    ),
    Fault(
        "value-found-one-character-behind-its-text",
        "static/src/editor/offsets.ts",
        "offset >= range.to",
        "offset > range.to",
        (front("offsets"),),
    ),
)

# What only a whole page shows.
PAGES = (
    Fault(
        "command-of-another-frame-obeyed",
        "static/src/embed/host-bridge.ts",
        "source !== parent || parent === window",
        "parent === window",
        (f"{BROWSER}/embed/test_embed_protocol.py::test_an_embed_obeys_the_page_around_it_and_no_other_frame",),
    ),
    Fault(
        "report-sent-to-any-origin",
        "static/src/embed/host-bridge.ts",
        '? "*" : origin);',
        '? "*" : "*");',
        (f"{BROWSER}/embed/test_embed_protocol.py::test_reports_go_to_the_origin_that_spoke_and_to_no_other",),
    ),
    Fault(
        "key-that-is-lost",
        "static/src/state/keymap.ts",
        'key: "End"',
        'key: "Ende"',
        (f"{BROWSER}/playground/test_stepping.py::test_home_and_end_go_to_both_ends",),
    ),
    Fault(
        "draft-that-is-not-restored",
        "static/src/url/initial-state.ts",
        "const [source, ...offers] = readDrafts();",
        "const [source, ...offers]: readonly string[] = [];",
        (f"{BROWSER}/playground/test_links.py::test_what_was_typed_is_there_on_the_next_visit",),
    ),
    Fault(
        "edit-that-is-lost-before-a-reload",
        "static/src/url/history-sync.ts",
        "const stored = storeTabState(state);",
        "const stored = true;",
        (f"{BROWSER}/playground/test_links.py::test_a_reload_loses_nothing_not_even_the_last_key",),
    ),
    Fault(
        "text-of-another-tab-that-is-overwritten",
        "static/src/url/drafts.ts",
        "if (drafts.length < MOST_DRAFTS",
        "if (drafts.length < 0",
        (f"{BROWSER}/playground/test_nothing_is_lost.py::test_two_tabs_that_type_on_one_text_each_keep_their_own",),
    ),
    Fault(
        "text-that-a-pasted-one-replaces-in-the-drafts",
        "static/src/url/drafts.ts",
        "return 2 * (start + end) >= before.length;",
        "return true;",
        (f"{BROWSER}/playground/test_nothing_is_lost.py::test_a_text_that_is_pasted_over_can_be_chosen_again",),
    ),
    Fault(
        "edit-that-is-lost-where-storage-is-denied",
        "static/src/url/initial-state.ts",
        "readTabState() ?? storedState(history.state)",
        "readTabState()",
        (
            f"{BROWSER}/playground/test_nothing_is_lost.py::test_a_reload_right_after_a_key_keeps_it_where_storage_is_denied",
        ),
    ),
    Fault(
        "edit-that-is-not-told-to-the-page",
        "static/src/editor/codemirror.ts",
        "if (update.docChanged && !",
        "if (update.docChanged && update.view.composing && !",
        (f"{BROWSER}/playground/test_editing.py::test_what_is_typed_is_drawn_and_shown_at_its_end",),
    ),
    Fault(
        "program-that-is-never-given-up",
        "static/src/backend/pyodide-client.ts",
        "= 20_000;",
        "= 2_000_000_000;",
        (
            f"{BROWSER}/playground/test_workers.py"
            "::test_a_program_that_is_not_answered_is_given_up_and_the_next_one_runs",
        ),
    ),
    Fault(
        "setting-without-a-label",
        "static/src/lib/dom/fields.ts",
        '<span class="setting-label">${label}</span>',
        "",
        (f"{BROWSER}/access/test_accessibility.py::test_axe_finds_nothing_in_what_only_a_phone_or_a_projector_shows",),
    ),
    Fault(
        "prediction-that-agrees-from-afar",
        "static/src/lesson/verdict.ts",
        "Math.abs(guess - right) <= near",
        "Math.abs(guess - right) <= 100 * near",
        (front("verdict"),),
    ),
    Fault(
        "paragraph-of-marks-read-for-seconds",
        "static/src/notebook/cell/markdown.ts",
        "if (cost > this.#left)",
        "if (cost < 0)",
        (front("notebook-markdown"),),
    ),
    Fault(
        "changes-lost-without-a-question",
        "static/src/notebook/storage/draft-keeper.ts",
        'if (this.#outcome === "failed") event.preventDefault();',
        "",
        (f"{NOTEBOOK}/test_documents.py::test_where_the_storage_is_full_the_browser_asks_before_changes_are_lost",),
    ),
    Fault(
        "python-started-again-by-a-stop-before-it-is-ready",
        "static/src/notebook/kernel-client.ts",
        'if (this.#state === "starting") {\n      // Nothing was sent',
        "if (false) {\n      // Nothing was sent",
        (f"{NOTEBOOK}/test_running.py::test_a_cell_is_stopped_before_python_is_ready_and_python_goes_on_starting",),
    ),
    Fault(
        "browser-within-reach-of-a-cell",
        "engine/notebook/surroundings.py",
        "for each in sys.meta_path if each not in finders)",
        "for each in sys.meta_path)",
        ("tests/unit/notebook/test_errors.py",),
    ),
)

# Verdicts on a reader's own class.
VERDICT = (
    Fault(
        "passed-seed-taken-for-a-wrong-one",
        "engine/observe/verdict/seed.py",
        "        return Seed(first if first in passed else 1.0)",
        "        return Seed(1.0)",
        (f"{OBSERVE}/test_deliberate.py::test_a_seed_that_the_caller_passes_scales_the_true_gradients",),
    ),
    Fault(
        "freed-gradient-taken-for-a-wrong-one",
        "engine/observe/verdict/judge.py",
        "            and i not in released\n",
        "",
        (f"{OBSERVE}/test_verdict.py::test_a_right_class_is_called_right",),
    ),
    Fault(
        "any-change-taken-for-clipping",
        "engine/observe/verdict/revisions.py",
        "0.0 < after / before <= 1.0",
        "True",
        (f"{OBSERVE}/test_deliberate.py::test_another_scale_than_a_clipping_is_wrong",),
    ),
    Fault(
        "seed-taken-for-a-judged-gradient",
        "engine/observe/verdict/judge.py",
        "if not wrong and not self._says_something(known):",
        "if False:",
        (f"{OBSERVE}/test_deliberate.py::test_lists_of_numbers_cannot_be_judged",),
    ),
    Fault(
        "search-for-an-exception-that-leaves-gradients",
        "engine/observe/verdict/swallowed.py",
        "                put(value, name, gradient)",
        "                pass",
        (f"{OBSERVE}/test_deliberate.py::test_the_search_for_a_silent_exception_changes_no_gradient",),
    ),
    Fault(
        "pass-by-hand-told-twice",
        "engine/observe/tracing/passes.py",
        "            self.events.pop()  # the write is the new pass's own\n",
        "",
        (f"{OBSERVE}/test_deliberate.py::test_a_pass_by_hand_is_not_told_again_when_the_next_cell_begins_another_one",),
    ),
)

# Tracing of a reader's own class.
TRACING = (
    Fault(
        "earlier-steps-kept-by-their-nodes",
        "engine/observe/tracing/graph.py",
        "    if type(content) is not dict:",
        "    if content is not None:",
        ("tests/unit/observe/test_observer.py",),
    ),
    Fault(
        "operands-left-in-the-value",
        "engine/observe/tracing/graph.py",
        'del stored(value, "__dict__")[LENT]',
        "pass",
        ("tests/unit/observe/test_observer.py",),
    ),
    Fault(
        "names-not-kept-at-the-end-of-a-pass",
        "engine/observe/tracing/recorder.py",
        "        self.given = given_names(hooks, graph)\n",
        "        self.given = [''] * len(graph)\n",
        ("tests/unit/observe/test_observer.py",),
    ),
)

FAULTS = (*CALCULUS, *TRACE, *VERDICT, *TRACING, *BUDGETS, *SERVER, *REPOSITORY, *FRONT_END, *PAGES)
