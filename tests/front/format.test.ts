// Tests of number formatting: the sign of zero, and numbers that no comparison sees.

import { allDigits, changed, plain, precise } from "../../static/src/lib/format.js";
import { snapToGrid } from "../../static/src/trace/leaves.js";
import { equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

test("zero keeps its sign, which decides what 1 / x is", () => {
  equal([plain(0), plain(-0)], ["0", "−0"]);
  equal([allDigits(0), allDigits(-0)], ["0.0", "-0.0"]);
});

test("numbers that are not finite are written out", () => {
  equal([plain(NaN), plain(-Infinity), allDigits(NaN)], ["NaN", "−Infinity", "NaN"]);
});

test("the smallest and the largest numbers are written in powers of ten", () => {
  equal([plain(5e-324), plain(-1.7976931348623157e308)], ["4.941e−324", "−1.798e308"]);
});

test("a number has five digits, four below 1, and all of those before its point", () => {
  const numbers = [
    2, -3, 0.70712345, 0.0123456, 9.99999, 24.70408, 138.83381924, 645.57725947, 1234.56, 123456.789, 12000,
  ];
  equal(numbers.map(plain), [
    "2",
    "−3",
    "0.7071",
    "0.01235",
    "10",
    "24.704",
    "138.83",
    "645.58",
    "1234.6",
    "123457",
    "12000",
  ]);
});

test("a tie is rounded to the even digit, as Python does it", () => {
  equal([0.03125, 12345.5, 12346.5, 0.00390625, 10.0625].map(plain), [
    "0.03125",
    "12346",
    "12346",
    "0.003906",
    "10.062",
  ]);
});

test("a slider never stands on minus zero, which a request could not say", () => {
  equal(Object.is(snapToGrid(-0.001, 5), 0), true);
});

test("seven digits write a power of ten as four do", () => {
  equal([1e308, -2.5e21, 1e-9, 1e16, 1234567].map(precise), ["1e308", "−2.5e21", "1e−9", "1e16", "1234567"]);
});

test("a change is said with all digits where the short ones hide it", () => {
  equal(changed(1, 2), ["1", "2"]);
  equal(changed(1e16, 1e16 + 2), ["1e+16", "1.0000000000000002e+16"]);
  equal(changed(2, 2.000000001, precise), ["2.0", "2.000000001"]);
  equal(changed(3, 3), ["3", "3"]);
});
