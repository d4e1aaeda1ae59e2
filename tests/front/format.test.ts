// Tests of number formatting: the sign of zero, and numbers that no comparison sees.

import { allDigits, fourDecimals, plain } from "../../static/src/lib/format.js";
import { snapToGrid } from "../../static/src/trace/leaves.js";
import { equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

test("zero keeps its sign, which decides what 1 / x is", () => {
  equal([plain(0), plain(-0), fourDecimals(0), fourDecimals(-0)], ["0", "−0", "0.0000", "-0.0000"]);
  equal([allDigits(0), allDigits(-0)], ["0.0", "-0.0"]);
});

test("numbers that are not finite are written out", () => {
  equal(
    [plain(NaN), plain(-Infinity), fourDecimals(Infinity), allDigits(NaN)],
    ["NaN", "−Infinity", "Infinity", "NaN"],
  );
});

test("the smallest and the largest numbers are written in powers of ten", () => {
  equal(
    [plain(5e-324), plain(-1.7976931348623157e308), fourDecimals(5e-324)],
    ["4.941e−324", "−1.798e308", "4.941e−324"],
  );
});

test("a slider never stands on minus zero, which a request could not say", () => {
  equal(Object.is(snapToGrid(-0.001, 5), 0), true);
});
