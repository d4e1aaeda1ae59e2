// Types of the engine API's requests and replies: docs/architecture.md in TypeScript.
//
// JSON encodes NaN and the infinities as the strings "NaN", "Infinity" and "-Infinity"; the decoders (decode.ts) turn
// them into numbers, so that all other code handles numbers only.

export const VERSION = 1;

export const PHASES = ["forward", "order", "backward", "update"] as const;
export type Phase = (typeof PHASES)[number];

export const LEVELS = ["atoms", "lecture", "compact"] as const;
export type Level = (typeof LEVELS)[number];

/** Deliberate mistakes of the backward phase: `=` in place of `+=`, or a wrong order. */
export const MISTAKES = ["overwrite", "shuffled"] as const;
export type Mistake = (typeof MISTAKES)[number];

export type NodeId = number;
export type NodeKind = "leaf" | "constant" | "result";
export type Field = "data" | "grad";

/** Lines count from 1, columns from 0 in code points; the end is exclusive. */
export type Span = readonly [line: number, column: number, endLine: number, endColumn: number];

/** A change of one field of one node; `before` is null for a field that was not known. */
export type Change = readonly [node: NodeId, field: Field, before: number | null, after: number];

/** Operand number `operand` of the result `consumer`. */
export type Edge = readonly [consumer: NodeId, operand: number];

export interface Node {
  readonly id: NodeId;
  readonly label: string;
  /** The name in sentences and boxes: unique in the trace, never empty. */
  readonly name: string;
  readonly op: string;
  readonly parents: readonly NodeId[];
  readonly data: number;
  readonly grad: number;
  readonly kind: NodeKind;
  readonly span: Span | null;
  readonly group: readonly string[];
  /** For a power with a constant exponent: the exponent in full precision. */
  readonly exponent?: number;
  /** For a leaf: its ordinal, counted from 0 in the order of creation. */
  readonly leaf?: number;
  /** For a leaf that the program assigned other data before this pass: its initial data. */
  readonly start?: number;
  /** For a leaf whose data the request overrides: its data in the source text. */
  readonly written?: number;
}

interface StepBase {
  readonly phase: Phase;
  readonly node: NodeId | null;
  readonly set: readonly Change[];
  readonly text: string;
  readonly math: string;
  readonly span: Span | null;
}

export interface PlainStep extends StepBase {
  readonly kind: "leaf" | "operation" | "assign" | "zero" | "seed";
}

export interface PassStep extends StepBase {
  readonly kind: "pass";
  readonly pass: number;
}

export interface SearchStep extends StepBase {
  readonly kind: "enter" | "seen";
  readonly node: NodeId;
  /** The edge by which the search arrived; null for the root. */
  readonly edge: Edge | null;
}

export interface AppendStep extends StepBase {
  readonly kind: "append";
  readonly node: NodeId;
  readonly position: number;
}

/** One contribution of the chain rule: `node` receives `local * upstream` from the result `from`. */
export interface FlowStep extends StepBase {
  readonly kind: "flow";
  readonly node: NodeId;
  readonly from: NodeId;
  readonly operand: number;
  readonly local: number;
  readonly upstream: number;
  readonly contribution: number;
  readonly rule: string;
}

export type Step = PlainStep | PassStep | SearchStep | AppendStep | FlowStep;

export interface Pass {
  readonly root: NodeId | null;
  readonly data: number;
  readonly span: Span | null;
}

export interface Output {
  readonly text: string;
  readonly span: Span | null;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly node: NodeId | null;
  readonly span: Span | null;
}

/** A folded box: the values of a neuron, a layer, or a line of the program. */
export interface Box {
  /** Its id in the drawing: g0, g1, ... */
  readonly id: string;
  /** Its path: "MLP/Layer 0/Neuron 2" or "line 7". */
  readonly path: string;
  readonly nodes: readonly NodeId[];
  /** The only value used outside the box; null if there are several. */
  readonly output: NodeId | null;
}

/** A graph in DOT, and the folded boxes in it. */
export interface Picture {
  readonly dot: string;
  readonly boxes: readonly Box[];
}

export interface Trace extends Picture {
  readonly version: typeof VERSION;
  readonly source: string;
  readonly level: Level;
  readonly nodes: readonly Node[];
  readonly roots: readonly NodeId[];
  readonly steps: readonly Step[];
  readonly passes: readonly Pass[];
  readonly pass: number;
  readonly output: readonly Output[];
  readonly warnings: readonly Warning[];
  /** The mistake made by the backward phase, and the correct gradient of each node. */
  readonly mistake?: Mistake;
  readonly truth?: readonly number[];
}

export interface LeafCheck {
  readonly node: NodeId;
  readonly name: string;
  readonly data: number;
  readonly grad: number;
  readonly numeric: number;
  readonly difference: number;
  readonly agrees: boolean;
}

export interface Check {
  readonly version: typeof VERSION;
  readonly root: string;
  readonly h: number;
  readonly complete: boolean;
  readonly leaves: readonly LeafCheck[];
  readonly curve: readonly { readonly h: number; readonly error: number }[];
}

export interface Drawing extends Picture {
  readonly version: typeof VERSION;
  readonly svg?: string;
}

export const EXPORT_FORMATS = ["torch", "jax", "micrograd", "latex", "json", "dot"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface Export {
  readonly version: typeof VERSION;
  readonly format: ExportFormat;
  readonly text: string;
}

/** The root as a function of one leaf. */
export interface Line {
  readonly version: typeof VERSION;
  readonly points: readonly (readonly [x: number, f: number])[];
  readonly at: readonly [x: number, f: number];
  readonly slope: number;
}

/** The root as a function of two leaves: one row of values for each y. */
export interface Surface {
  readonly version: typeof VERSION;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly values: readonly (readonly number[])[];
  readonly at: readonly [x: number, y: number, f: number];
  readonly gradient: readonly [number, number];
}

/** One instruction of the compiled program: `%4 = * %2 %3`. */
export interface Instruction {
  readonly text: string;
  readonly phase: Exclude<Phase, "order">;
  /** The values that it computes; in the update, the leaf that it changes. */
  readonly nodes: readonly NodeId[];
  /** The contributions that it helps to compute. */
  readonly flows: readonly Edge[];
}

/** A line of the module's text format, and the index of its instruction. */
export interface WatLine {
  readonly text: string;
  readonly instruction: number | null;
}

/** The graph's training step, compiled. */
export interface Compiled {
  readonly version: typeof VERSION;
  readonly instructions: readonly Instruction[];
  /** Index of the instruction for the root's own gradient; null if the multiplication by 1 is omitted. */
  readonly seed: number | null;
  readonly wat: readonly WatLine[];
  /** WebAssembly, in base64. */
  readonly module: string;
  readonly bytes: number;
}

export interface Nudge {
  readonly version: typeof VERSION;
  readonly before: number;
  readonly after: number;
  readonly leaves: Readonly<Record<string, number>>;
}

export interface TraceParams {
  readonly source: string;
  readonly level?: Level;
  /** The call of backward() to trace in full, counted from 0; null is the last. */
  readonly pass?: number | null;
  /** Predefined leaves, by name. */
  readonly names?: Readonly<Record<string, number>>;
  /** Data to override in leaves, by their ordinals. */
  readonly leaves?: Readonly<Record<string, number>>;
}

/** Parameters of the `trace` method, the only one that supports mistakes. */
export interface TraceMethodParams extends TraceParams {
  readonly mistake?: Mistake | null;
}

/** One axis of a plot: a leaf, by its ordinal, and its range. */
export interface AxisParams {
  readonly leaf: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface LineParams extends TraceParams {
  readonly x: AxisParams;
}

export interface SurfaceParams extends LineParams {
  readonly y: AxisParams;
}

export interface NudgeParams extends TraceParams {
  readonly by: Readonly<Record<string, number>>;
}

export interface ExportParams extends TraceParams {
  readonly format: ExportFormat;
}

export type EngineErrorCode = "syntax" | "unsupported" | "name" | "type" | "value" | "limit";

/** `backend` is a client-side code: no reply, or a reply that violates the contract. */
export type ErrorCode = EngineErrorCode | "backend";

export interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly end_line: number | null;
  readonly end_column: number | null;
  readonly hint: string;
}

/** The result of every back-end call: the value, or an error in the common shape. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Fault };
