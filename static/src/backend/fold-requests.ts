// Gets the drawing that the reader wants of a trace: the engine's own, or one with other boxes open, from the door's `draw`.

import { Latest } from "../lib/latest.js";
import type { Drawing, Fault, Picture, Result, Trace, TraceMethodParams, TraceParams } from "../trace/contract.js";
import { DEFAULT_FOLDING, type Folding, foldFurther, isDefaultFolding, sameFolding } from "../trace/folding.js";

type Draw = (params: DrawParams, signal: AbortSignal) => Promise<Result<Drawing>>;

export interface DrawParams extends TraceParams {
  readonly closed?: readonly string[];
  readonly constants?: boolean;
}

export interface FoldState {
  readonly folding: Folding;
  /** What is drawn; null for the trace's own picture. */
  readonly picture: Picture | null;
  /** Whether `picture` is still that of another trace or folding. */
  readonly waiting: boolean;
  /** Why it is drawn otherwise than the reader wanted; "" where it is not. */
  readonly note: string;
}

export const INITIAL_FOLD_STATE: FoldState = { folding: DEFAULT_FOLDING, picture: null, waiting: false, note: "" };

export class FoldRequests {
  #folded: FoldState = INITIAL_FOLD_STATE;
  #trace: Trace | null = null;
  #params: TraceParams | null = null;
  readonly #latest = new Latest();
  readonly #draw: Draw;
  readonly #changed: () => void;

  constructor(draw: Draw, changed: () => void) {
    this.#draw = draw;
    this.#changed = changed;
  }

  get state(): FoldState {
    return this.#folded;
  }

  /** Another trace is shown. One of the same graph keeps its boxes, open and closed; another text starts untouched. */
  show(trace: Trace, { mistake: _, ...params }: TraceMethodParams): void {
    const before = this.#trace;
    this.#trace = trace;
    this.#params = params;
    if (before && hasSameBoxes(before, trace)) this.#apply(this.#folded.folding, hasSamePicture(before, trace));
    else this.#apply({ ...DEFAULT_FOLDING, constants: this.#folded.folding.constants }, false);
  }

  /** The reader opens or closes boxes. */
  setFolding(folding: Folding): void {
    if (this.#trace && !sameFolding(folding, this.#folded.folding)) this.#apply(folding, false);
  }

  /** The drawing came to nothing: fold more of it, until all is folded. */
  foldMore({ message }: Fault): void {
    const next = this.#trace && foldFurther(this.#folded.folding, this.#trace);
    if (next) this.#apply(next, false, `${message} So more of it is folded.`);
  }

  #apply(folding: Folding, keepPicture: boolean, note = ""): void {
    this.#latest.cancel();
    if (isDefaultFolding(folding)) return this.#set({ ...INITIAL_FOLD_STATE, folding });
    if (keepPicture && this.#folded.picture && !this.#folded.waiting) return this.#set({ ...this.#folded, note });
    this.#set({ folding, picture: this.#folded.picture, waiting: true, note });
    void this.#ask({ folding, picture: null, waiting: false, note });
  }

  async #ask(wanted: FoldState): Promise<void> {
    const { closed, constants } = wanted.folding;
    const params = { ...this.#params!, constants, ...(closed ? { closed } : {}) };
    const result = await this.#latest.run((signal) => this.#draw(params, signal));
    if (result?.ok) this.#set({ ...wanted, picture: result.value });
    else if (result) this.#set({ ...INITIAL_FOLD_STATE, note: `${result.error.message} ${result.error.hint}` });
  }

  #set(folded: FoldState): void {
    this.#folded = folded;
    this.#changed();
  }
}

/** Whether what is folded in one can be folded in the other. */
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

/** Whether a picture of one is a picture of the other: the numbers in it are painted anew, the names are not. */
function hasSamePicture(a: Trace, b: Trace): boolean {
  return hasSameShape(a, b) && a.nodes.every(({ name }, i) => name === b.nodes[i]!.name);
}
