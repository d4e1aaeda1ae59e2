// Queries about the shown trace. Every trace gets a new object, so panels that hold an older one repeat their queries.

import type {
  Axis,
  Beside,
  Check,
  Comparison,
  Compiled,
  Library,
  Line,
  Nudge,
  Result,
  Surface,
  Trace,
} from "../trace/contract.js";
import { overridesOf } from "../trace/leaves.js";
import { sameOverrides } from "../trace/transfer-overrides.js";
import type { Backend } from "./backend.js";

export class TraceQueries {
  readonly #backend: Backend;
  readonly #trace: Trace;

  constructor(backend: Backend, trace: Trace) {
    this.#backend = backend;
    this.#trace = trace;
  }

  /** Whether the answers about this trace are those about `trace` too. */
  serve(backend: Backend, trace: Trace): boolean {
    const { source, level, pass, mistake } = this.#trace;
    return (
      backend === this.#backend &&
      source === trace.source &&
      level === trace.level &&
      pass === trace.pass &&
      mistake === trace.mistake &&
      sameOverrides(overridesOf(this.#trace), overridesOf(trace))
    );
  }

  check(): Promise<Result<Check>> {
    return this.#backend.call("check", this.#runParams);
  }

  line(x: Axis): Promise<Result<Line>> {
    // The reply is a line unless there is a second axis.
    return this.#backend.call("plot", { ...this.#runParams, x }) as Promise<Result<Line>>;
  }

  surface(x: Axis, y: Axis): Promise<Result<Surface>> {
    return this.#backend.call("plot", { ...this.#runParams, x, y }) as Promise<Result<Surface>>;
  }

  nudge(ordinal: number, h: number): Promise<Result<Nudge>> {
    return this.#backend.call("nudge", { ...this.#params, by: { [ordinal]: h } });
  }

  compare(library: Library): Promise<Result<Comparison>> {
    return this.#backend.call("compare", { ...this.#runParams, library });
  }

  beside(): Promise<Result<Beside>> {
    return this.#backend.call("beside", this.#runParams);
  }

  compile(): Promise<Result<Compiled>> {
    return this.#backend.call("compile", this.#params);
  }

  /** With the mistake of the trace, so that replies have the gradients that are on screen. */
  get #runParams() {
    return { ...this.#params, mistake: this.#trace.mistake ?? null };
  }

  get #params() {
    const { source, level, pass } = this.#trace;
    return { source, level, pass, leaves: overridesOf(this.#trace) };
  }
}
