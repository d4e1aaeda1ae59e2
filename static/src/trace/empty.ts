// Traces without a graph: of a program without statements, for which the engine is not called, and of one that only
// prints or defines. Neither is an error.

import type { ProgramParams, Trace } from "./contract.js";

/** What the status line and the graph say in place of a graph. */
export function emptyNotice({ source }: Trace): { status: string; graph: string } {
  if (isEmptyProgram(source))
    return {
      status: "There is nothing to run yet. Write an expression, such as a = 2; b = a*a.",
      graph: "The graph of your expression appears here.",
    };
  return {
    status: "Your program ran. It computes no value, so there is nothing to step through yet.",
    graph: "There is nothing to draw yet. The graph appears with the first value, such as a = 2; b = a*a.",
  };
}

/** Whether the program has only blank lines and comments. */
export function isEmptyProgram(source: string): boolean {
  return source.split(/\r\n?|\n/).every((line) => /^\s*(?:#|$)/.test(line));
}

export function emptyTrace({ source, level = "lecture" }: ProgramParams): Trace {
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
    shape: "",
    static: false,
  };
}
