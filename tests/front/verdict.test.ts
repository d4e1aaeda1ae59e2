// Comparison of a predicted number with the computed one.

import { compare } from "../../static/src/lesson/verdict.js";
import { equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

test("a prediction agrees within a hundredth of the number's size, and no further", () => {
  for (const near of ["6", "5.95", "6.05", "6,0", " 6.0 ", "+6", "6e0"]) equal(compare(near, "6.0"), "agrees", near);
  for (const far of ["5.9", "6.1", "0", "60", "12"]) equal(compare(far, "6.0"), "differs", far);
  equal(compare("0", "0"), "agrees");
  equal(compare("0.001", "0"), "differs");
});

test("the right size with the wrong sign is told apart, with a real minus sign too", () => {
  for (const turned of ["-6", "−6.03"]) equal(compare(turned, "6.0"), "sign", turned);
  equal(compare("6", "−6.0"), "sign");
  equal(compare("-6", "−6.0"), "agrees");
  equal(compare("-5", "6.0"), "differs");
});

test("what is no number is not compared", () => {
  for (const words of ["", "six", "6 or 7", "0x6", "Infinity", "1,000.5"])
    equal(compare(words, "6.0"), "unreadable", words);
});
