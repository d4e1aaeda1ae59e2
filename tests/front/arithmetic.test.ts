// Tests of the parser of arithmetic answers.

import { ArithmeticError, evaluate } from "../../static/src/lib/arithmetic.js";
import { assert, equal, test, throws } from "../support/harness.js";

export { run } from "../support/harness.js";

test("numbers and plain arithmetic are read as Python reads them", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["6", 6],
    ["-3*-2", 6],
    [" 1 / 4 ", 0.25],
    ["2 - 3 - 4", -5],
    ["2*(3 + 4)", 14],
    ["1/2/2", 0.25],
    [".5", 0.5],
    ["1.", 1],
    ["1e-3", 0.001],
    ["2**3**2", 512],
    ["-2**2", -4],
    ["2**-1", 0.5],
    ["--3", 3],
    ["+4", 4],
    ["(1)", 1],
  ];
  for (const [text, value] of cases) equal(evaluate(text), value, text);
});

test("signs as they stand on the page and on a phone are read too", () => {
  equal(evaluate("−3 × −2"), 6);
  equal(evaluate("6 ÷ 4"), 1.5);
  equal(evaluate("3^2"), 9);
});

test("what is not finite can be answered", () => {
  equal(evaluate("inf"), Infinity);
  equal(evaluate("-Infinity"), -Infinity);
  assert(Number.isNaN(evaluate("NaN")), "nan is read as something else");
});

test("what is said of a refused answer has no number in it, which could be the right one", () => {
  for (const text of ["", "six", "0,5", "-3*"]) {
    try {
      evaluate(text);
    } catch (error) {
      assert(!/\d/.test(String(error)), String(error));
    }
  }
});

test("everything else is refused with a way on", () => {
  throws(() => evaluate(""), "Type a number");
  throws(() => evaluate("0,5"), "with a point");
  throws(() => evaluate("(1 + 2"), "A bracket is not closed");
  throws(() => evaluate("9".repeat(101)), "up to 100 characters");
  throws(() => evaluate(`${"(".repeat(40)}1${")".repeat(40)}`), "brackets inside one another");
  for (const text of [
    "a",
    "1 2",
    "1 +",
    "*3",
    "alert(1)",
    "1..2",
    "1e",
    "3)",
    "[1]",
    "0x10",
    "1_000",
    "window",
    "2 ** ",
  ]) {
    throws(() => evaluate(text), "This is not a number");
  }
});

test("a refusal is an error of its own", () => {
  try {
    evaluate("what");
  } catch (error) {
    assert(error instanceof ArithmeticError, "it is another error");
    return;
  }
  throw new Error("it was not refused");
});
