// Queries about the shown trace. Every trace gets a new object, so panels that hold an older one repeat their queries.

import type { Axis, Check, Compiled, Line, Nudge, Result, Surface, Trace } from "../trace/contract.js";
import { overridesOf } from "../trace/leaves.js";
import type { Backend } from "./backend.js";

export class TraceQueries {
  readonly #backend: Backend;
  readonly #trace: Trace;

  constructor(backend: Backend, trace: Trace) {
    this.#backend = backend;
    this.#trace = trace;
  }

  check(): Promise<Result<Check>> {
    return this.#backend.call("check", this.#params);
  }

  line(x: Axis): Promise<Result<Line>> {
    // The reply is a line unless there is a second axis.
    return this.#backend.call("plot", { ...this.#params, x }) as Promise<Result<Line>>;
  }

  surface(x: Axis, y: Axis): Promise<Result<Surface>> {
    return this.#backend.call("plot", { ...this.#params, x, y }) as Promise<Result<Surface>>;
  }

  nudge(ordinal: number, h: number): Promise<Result<Nudge>> {
    return this.#backend.call("nudge", { ...this.#params, by: { [ordinal]: h } });
  }

  compile(): Promise<Result<Compiled>> {
    return this.#backend.call("compile", this.#params);
  }

  get #params() {
    const { source, level, pass } = this.#trace;
    return { source, level, pass, leaves: overridesOf(this.#trace) };
  }
}
