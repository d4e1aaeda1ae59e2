// A text without a statement in it: nothing to run, which is no fault. It is answered here, by a trace of nothing.

import type { Trace, TraceParams } from "./contract.js";

/** Whether there are only blank lines and comments. */
export function isEmptyProgram(source: string): boolean {
  return source.split(/\r\n?|\n/).every((line) => /^\s*(?:#|$)/.test(line));
}

export function emptyTrace({ source, level = "lecture" }: TraceParams): Trace {
  return {
    version: 1,
    source,
    level,
    nodes: [],
    roots: [],
    steps: [],
    passes: [],
    pass: 0,
    output: [],
    warnings: [],
    dot: "",
    boxes: [],
  };
}
