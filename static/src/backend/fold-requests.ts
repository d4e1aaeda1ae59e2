// Requests for folded pictures of a trace: the engine's default comes with the trace, other foldings from the API's
// `draw`.

import { LatestRequest } from "../lib/latest-request.js";
import type { Store } from "../lib/store.js";
import type { Drawing, Fault, Picture, ProgramParams, Result, Trace, TraceParams } from "../trace/contract.js";
import { DEFAULT_FOLDING, type Folding, foldFurther, isDefaultFolding, sameFolding } from "../trace/folding.js";

type Draw = (params: DrawParams, signal: AbortSignal) => Promise<Result<Drawing>>;

export interface DrawParams extends ProgramParams {
  readonly closed?: readonly string[];
  readonly constants?: boolean;
}

export interface FoldState {
  readonly folding: Folding;
  /** The picture to draw; null for the trace's own. */
  readonly picture: Picture | null;
  /** Whether `picture` still belongs to another trace or folding. */
  readonly waiting: boolean;
  /** Why the picture differs from the folding that the user chose; "" if it does not. */
  readonly note: string;
}

export const INITIAL_FOLD_STATE: FoldState = { folding: DEFAULT_FOLDING, picture: null, waiting: false, note: "" };

export class FoldRequests {
  #trace: Trace | null = null;
  #params: ProgramParams | null = null;
  readonly #latest = new LatestRequest();
  readonly #draw: Draw;
  readonly #store: Store<{ readonly foldState: FoldState }>;

  constructor(draw: Draw, store: Store<{ readonly foldState: FoldState }>) {
    this.#draw = draw;
    this.#store = store;
  }

  get #state(): FoldState {
    return this.#store.state.foldState;
  }

  /** Shows another trace. A trace with the same boxes keeps the folding; another program starts with the default. */
  show(trace: Trace, { mistake: _, ...params }: TraceParams): void {
    const before = this.#trace;
    this.#trace = trace;
    this.#params = params;
    if (before && hasSameBoxes(before, trace)) this.#apply(this.#state.folding, hasSamePicture(before, trace));
    else this.#apply({ ...DEFAULT_FOLDING, constants: this.#state.folding.constants }, false);
  }

  /** Opens or closes boxes. */
  setFolding(folding: Folding): void {
    if (this.#trace && !sameFolding(folding, this.#state.folding)) this.#apply(folding, false);
  }

  /** After a failed drawing: folds more of the graph, until everything is folded. */
  foldMore({ message }: Fault): void {
    const folding = this.#trace && foldFurther(this.#state.folding, this.#trace);
    if (folding) this.#apply(folding, false, `${message} So more of it is folded.`);
  }

  #apply(folding: Folding, keepPicture: boolean, note = ""): void {
    this.#latest.cancel();
    if (isDefaultFolding(folding)) return this.#set({ ...INITIAL_FOLD_STATE, folding });
    if (keepPicture && this.#state.picture && !this.#state.waiting) return this.#set({ ...this.#state, note });
    this.#set({ folding, picture: this.#state.picture, waiting: true, note });
    void this.#request({ folding, picture: null, waiting: false, note });
  }

  async #request(next: FoldState): Promise<void> {
    const { closed, constants } = next.folding;
    const params = { ...this.#params!, constants, ...(closed ? { closed } : {}) };
    const result = await this.#latest.replace((signal) => this.#draw(params, signal));
    if (result?.ok) this.#set({ ...next, picture: result.value });
    else if (result) this.#set({ ...INITIAL_FOLD_STATE, note: `${result.error.message} ${result.error.hint}` });
  }

  #set(foldState: FoldState): void {
    this.#store.set({ foldState });
  }
}

/** Whether a folding of one trace applies to the other. */
function hasSameBoxes(a: Trace, b: Trace): boolean {
  return a.source === b.source || hasSameShape(a, b);
}

function hasSameShape(a: Trace, b: Trace): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.nodes.every(({ op, parents, group }, i) => {
      const other = b.nodes[i]!;
      return op === other.op && String(parents) === String(other.parents) && String(group) === String(other.group);
    })
  );
}

/** Whether a picture of one trace serves for the other: its numbers are repainted, its names are not. */
function hasSamePicture(a: Trace, b: Trace): boolean {
  return a.shape === b.shape;
}
