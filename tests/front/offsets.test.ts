// Conversion between spans and editor offsets: code points outside the basic plane, line ends, the ends of the text.

import { Text } from "@codemirror/state";
import { rangeOf, SpanIndex } from "../../static/src/editor/offsets.js";
import type { Span, Trace } from "../../static/src/trace/contract.js";
import { equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const doc = Text.of(['print("\u{1F600}\u{1F600}"); a = 2', "b = a*a"]);

/** The text at a span of the engine's: lines from 1, columns in characters. */
const at = (span: Span): string => {
  const { from, to } = rangeOf(doc, span);
  return doc.sliceString(from, to);
};

test("characters beyond the first 65 536 take one column and two places in the editor", () => {
  equal(at([1, 7, 1, 9]), "\u{1F600}\u{1F600}");
  equal(at([1, 13, 1, 18]), "a = 2");
  equal(at([2, 4, 2, 7]), "a*a");
  equal(at([1, 13, 2, 1]), "a = 2\nb");
});

test("a place past the end of the text is its end", () => {
  equal(rangeOf(doc, [2, 50, 9, 50]), { from: doc.length, to: doc.length });
  equal(rangeOf(doc, [2, 4, 2, 1]), { from: doc.length - 3, to: doc.length - 3 }, "a span that ends before it begins");
});

test("a value is found at each of its own characters and at none beside them, the smallest first", () => {
  const nodes: { id: number; span: Span | null }[] = [
    { id: 0, span: [1, 17, 1, 18] },
    { id: 1, span: [2, 0, 2, 7] },
    { id: 2, span: [2, 4, 2, 5] },
    { id: 3, span: [2, 6, 2, 7] },
    { id: 4, span: [2, 6, 2, 7] },
    { id: 5, span: null },
  ];
  const spans = new SpanIndex(doc, { nodes } as unknown as Trace);
  const second = doc.line(2).from;
  const found = Array.from({ length: 8 }, (_, i) => spans.at(second + i));
  equal(found, [1, 1, 1, 1, 2, 1, 4, null]);
  equal([spans.at(second - 1), spans.at(second - 2), spans.at(second - 3)], [null, 0, null]);
});
