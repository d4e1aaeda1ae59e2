// Conversion between the engine's spans (lines from 1, columns in code points) and the editor's offsets (UTF-16 code
// units).

import type { Text } from "@codemirror/state";
import type { NodeId, Span, Trace } from "../trace/contract.js";

export interface OffsetRange {
  readonly from: number;
  readonly to: number;
}

/** The number of UTF-16 code units in the first `column` code points of `text`, or in all of it if it is shorter. */
export function utf16Length(text: string, column: number): number {
  let units = 0;
  for (let left = column; left > 0 && units < text.length; left--) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}

function offsetOf(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return at.from + utf16Length(at.text, column);
}

export function rangeOf(doc: Text, [line, column, endLine, endColumn]: Span): OffsetRange {
  const from = offsetOf(doc, line, column);
  return { from, to: Math.max(from, offsetOf(doc, endLine, endColumn)) };
}

/** Index from offsets to values: the value with the shortest span that contains the offset. */
export class SpanIndex {
  readonly #ranges: readonly (OffsetRange & { readonly node: NodeId })[];

  constructor(doc: Text, trace: Trace) {
    this.#ranges = trace.nodes.flatMap((node) => (node.span ? [{ ...rangeOf(doc, node.span), node: node.id }] : []));
  }

  /** The node at an offset; of nodes with the same span (a line in a loop), the last. */
  at(offset: number): NodeId | null {
    let best: (OffsetRange & { readonly node: NodeId }) | null = null;
    for (const range of this.#ranges) {
      if (offset < range.from || offset >= range.to) continue;
      if (!best || range.to - range.from <= best.to - best.from) best = range;
    }
    return best ? best.node : null;
  }
}
