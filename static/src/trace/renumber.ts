// Renumbering of a trace: the same steps with the numbers for other leaf data, which the API's `numbers` gives.

import type { Change, Methods, Node, Numbers, Step, Trace, TraceParams } from "./contract.js";
import type { LeafOverrides } from "./leaves.js";

/** A trace of fewer steps is as quickly asked for as a whole. */
const MANY_STEPS = 200;

/** Traces whose sentences are missing but for the one that was asked for. */
const renumbered = new WeakSet<Trace>();

export function isRenumbered(trace: Trace): boolean {
  return renumbered.has(trace);
}

/** Whether the trace that `params` ask for has the steps of `trace`, so that only its numbers have to be asked for. */
export function canRenumber(trace: Trace, { source, level, mistake, pass }: TraceParams): boolean {
  return (
    trace.static &&
    trace.warnings.length === 0 &&
    trace.steps.length >= MANY_STEPS &&
    trace.source === source &&
    trace.level === level &&
    (trace.mistake ?? null) === (mistake ?? null) &&
    (pass ?? trace.pass) === trace.pass
  );
}

/** The parameter that asks for the sentence of the step at `position`; none if it has no number. */
export function shownStep(trace: Trace, position: number): Pick<Methods["numbers"]["params"], "node" | "contribution"> {
  const step = trace.steps[position - 1];
  if (step?.kind === "leaf" || step?.kind === "operation") return { node: step.node };
  if (step?.kind !== "flow") return {};
  const earlier = trace.steps.slice(0, position - 1);
  return { contribution: earlier.filter(({ kind }) => kind === "flow").length };
}

/** `trace` with other numbers; `position` is that of the step whose sentence the numbers came with. */
export function renumber(trace: Trace, numbers: Numbers, leaves: LeafOverrides, position: number): Trace {
  const data = doubles(numbers.data);
  const grad = doubles(numbers.grad);
  const contributions = doubles(numbers.contributions);
  let offset = 0;
  const steps = trace.steps.map((step, i): Step => {
    const { meaning, text, math } = i === position - 1 ? numbers : { meaning: "", text: "", math: "" };
    if (step.kind === "leaf" || step.kind === "operation") {
      const set = step.set.map((change): Change => [change[0], change[1], change[2], data[change[0]]!]);
      return { ...step, set, meaning, text, math };
    }
    if (step.kind !== "flow") return step;
    const [local, upstream, contribution, before, after] = contributions.subarray(offset, (offset += 5));
    const known = step.set[0]![2] === null ? null : before!;
    const set: Change[] = [[step.node, "grad", known, after!]];
    return { ...step, set, local: local!, upstream: upstream!, contribution: contribution!, meaning, text, math };
  });
  const nodes = trace.nodes.map((node, i) => moved({ ...node, data: data[i]!, grad: grad[i]! }, node, leaves));
  const passes = trace.passes.map((pass) => (pass.root === null ? pass : { ...pass, data: data[pass.root]! }));
  const truth = numbers.truth === undefined ? {} : { truth: [...doubles(numbers.truth)] };
  const result = { ...trace, nodes, steps, passes, ...truth };
  renumbered.add(result);
  return result;
}

/** A leaf that has other data than the program gives it says what the program's are. */
function moved(node: Node, before: Node, leaves: LeafOverrides): Node {
  if (node.leaf === undefined) return node;
  const { written = before.data, ...others } = node;
  return node.leaf in leaves ? { ...others, written } : others;
}

/** Little-endian doubles in base64; every machine with a browser is little-endian. */
function doubles(text: string): Float64Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return new Float64Array(bytes.buffer);
}
