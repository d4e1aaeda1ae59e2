// Queries about the shown trace. Every trace gets a new object, so panels that hold an older one repeat their queries.

import type { AxisParams, Check, Compiled, Line, Nudge, Result, Surface, Trace } from "../trace/contract.js";
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
    return this.#backend.check(this.#params);
  }

  line(x: AxisParams): Promise<Result<Line>> {
    return this.#backend.line({ ...this.#params, x });
  }

  surface(x: AxisParams, y: AxisParams): Promise<Result<Surface>> {
    return this.#backend.surface({ ...this.#params, x, y });
  }

  nudge(ordinal: number, h: number): Promise<Result<Nudge>> {
    return this.#backend.nudge({ ...this.#params, by: { [ordinal]: h } });
  }

  compile(): Promise<Result<Compiled>> {
    return this.#backend.compile(this.#params);
  }

  get #params() {
    const { source, level, pass } = this.#trace;
    return { source, level, pass, leaves: overridesOf(this.#trace) };
  }
}
