// Types of the API's requests and replies, by the names that the front-end uses for them. They are made from the
// engine's own types (generated.ts); the decoder turns encoded NaN and infinities into numbers, so that all other code
// handles numbers only.

import {
  ENUMS,
  type ErrorCode as EngineErrorCode,
  type Fault as EngineFault,
  type Methods,
  type TraceReply,
} from "./generated.js";

export type {
  Activation,
  Agreement,
  Axis,
  BesideLeaf,
  BesideReply as Beside,
  Biases,
  Box,
  Change,
  CheckedLeaf,
  CheckReply as Check,
  CodeFormat,
  ComparedRow,
  CompareReply as Comparison,
  CompileReply as Compiled,
  Correction,
  Data,
  DatasetKind,
  DrawReply as Drawing,
  Edge,
  ExportFormat,
  ExportReply as Export,
  Field,
  FlowStep,
  Instruction,
  Level,
  Library,
  LineReply as Line,
  Loss,
  Methods,
  Mistake,
  Node,
  NodeId,
  NodeKind,
  NudgeReply as Nudge,
  NumbersReply as Numbers,
  Optimiser,
  OwnOperation,
  Pass,
  Phase,
  ProgramParams,
  Settings,
  Span,
  Step,
  SurfaceReply as Surface,
  TraceParams,
  TraceReply as Trace,
  Warning,
  WatLine,
} from "./generated.js";

export const {
  Phase: PHASES,
  Level: LEVELS,
  Library: LIBRARIES,
  Mistake: MISTAKES,
  ExportFormat: EXPORT_FORMATS,
  CodeFormat: CODE_FORMATS,
} = ENUMS;

export type Method = keyof Methods;

/** A graph in DOT, the folded boxes in it, and the digest of what is drawn beside the numbers. */
export type Picture = Pick<TraceReply, "dot" | "boxes" | "shape">;

/** `backend` is a client-side code: no reply, or a reply that violates the contract. */
export type ErrorCode = EngineErrorCode | "backend";
export type Fault = Omit<EngineFault, "code"> & { readonly code: ErrorCode };

/** The result of every back-end call: the value, or an error in the common shape. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Fault };
