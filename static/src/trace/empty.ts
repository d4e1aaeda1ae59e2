// Empty trace for a program without statements. It is not an error, and the engine is not called.

import type { ProgramParams, Trace } from "./contract.js";

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
    static: true,
  };
}
