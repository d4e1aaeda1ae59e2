// Gradients that the program sets by hand, beside those of backward(), or that a reader's own code leaves, beside the
// true ones.

import { plain } from "../../lib/format.js";
import type { NodeId, Trace } from "../contract.js";
import { fieldOf } from "../names.js";
import type { NodeNote } from "./node-note.js";

/** Where the backward phase ends, as a position; before it a gradient may still come. */
function endOfBackward(trace: Trace): number {
  return trace.steps.findLastIndex(({ phase }) => phase === "backward") + 1;
}

/** Per node: the position from which its gradient is complete. */
function positions(trace: Trace): Map<NodeId, number> {
  const last = new Map<NodeId, number>();
  trace.steps.forEach((step, i) => {
    if (step.phase === "backward") for (const [node] of step.set) last.set(node, i + 1);
  });
  return last;
}

/** Notes on the gradients that differ, and at the end of the backward phase on those that are not set. */
export function byHandNotes(trace: Trace, position: number): NodeNote[] {
  const { by_hand: agreements, truth, nodes, observed = false } = trace;
  if (!agreements || !truth) return [];
  const complete = positions(trace);
  const end = endOfBackward(trace);
  return nodes.flatMap(({ id, grad }) => {
    const agreement = agreements[id];
    if (agreement !== "differs" && agreement !== "unset") return [];
    if (position < (complete.get(id) ?? end)) return [];
    const correct = plain(truth[id]!);
    const name = fieldOf(trace, id, "grad");
    return [
      agreement === "differs"
        ? {
            node: id,
            field: "grad",
            short: `${observed ? "true" : "backward()"}: ${correct}`,
            text: observed
              ? `${name} is ${plain(grad)} and should be ${correct}`
              : `${name} is ${plain(grad)} by hand; backward() gives ${correct}`,
          }
        : {
            node: id,
            field: "grad",
            short: `not set: ${correct}`,
            text: observed
              ? `${name} is not set; it should be ${correct}`
              : `${name} is not set yet; backward() gives ${correct}`,
          },
    ];
  });
}

/** "3 gradients equal those of backward(), 1 differs, 2 are not set yet." */
export function byHandSummary({ by_hand: agreements }: Trace): string {
  const count = (wanted: string): number => (agreements ?? []).filter((each) => each === wanted).length;
  const [equal, differs, unset] = [count("equal"), count("differs"), count("unset")];
  const parts = [
    `${equal} ${equal === 1 ? "gradient equals that" : "gradients equal those"} of backward()`,
    ...(differs > 0 ? [`${differs} ${differs === 1 ? "differs" : "differ"}`] : []),
    ...(unset > 0 ? [`${unset} ${unset === 1 ? "is" : "are"} not set yet`] : []),
  ];
  const done = differs === 0 && unset === 0 ? " That is all of them." : "";
  return `${parts.join(", ")}.${done}`;
}
