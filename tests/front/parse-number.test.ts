// Tests of the reader of typed numbers.

import { parseNumber } from "../../static/src/lib/parse-number.js";
import { equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

test("a hyphen, a minus sign and a dash all make a number negative", () => {
  for (const typed of ["-2.5", "\u22122.5", "\u20132.5", " -2,5 ", "-25e-1", "\u221225e\u22121"])
    equal(parseNumber(typed), -2.5, typed);
});

test("what is no number is null", () => {
  for (const typed of ["", "-", "two", "1.2.3", "--1", "1,2,3", "NaN", "Infinity"])
    equal(parseNumber(typed), null, typed);
});
