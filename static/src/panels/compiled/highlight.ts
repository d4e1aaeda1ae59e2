// Instructions of the compiled program that correspond to the present step, with a sentence about them.

import type { Compiled, FlowStep, NodeId, Step, Trace } from "../../trace/contract.js";
import { nameOf } from "../../trace/names.js";

export interface Highlight {
  readonly instructions: ReadonlySet<number>;
  readonly text: string;
}

const NONE: ReadonlySet<number> = new Set();

export function highlightAt(compiled: Compiled, trace: Trace, step: Step | null): Highlight {
  if (!step) return { instructions: NONE, text: "The instructions of each step are marked as you go." };
  if (step.phase === "order") {
    return {
      instructions: NONE,
      text: "The compiler has sorted the values: the order of the instructions is all that is left of this.",
    };
  }
  switch (step.kind) {
    case "leaf":
    case "operation":
      return computation(compiled, trace, step);
    case "seed":
      return seed(compiled, trace);
    case "flow":
      return contribution(compiled, trace, step);
    case "assign":
      return assignment(compiled, trace, step);
    case "zero":
      return {
        instructions: NONE,
        text: "The function step clears all gradients at once, with memory.fill, before it computes.",
      };
    default:
      return { instructions: NONE, text: "Every pass of this graph runs the same instructions." };
  }
}

function computation(compiled: Compiled, trace: Trace, step: Step): Highlight {
  const computed = new Set(step.set.filter(([, field]) => field === "data").map(([node]) => node));
  const found = instructionsWhere(
    compiled,
    ({ phase, nodes }) => phase !== "update" && nodes.some((node) => computed.has(node)),
  );
  const name = nameOf(trace, step.node!);
  const verb = step.kind === "leaf" ? "reads" : "computes";
  const shared = [...found].flatMap((i) => compiled.instructions[i]!.nodes).filter((node) => !computed.has(node));
  const rest = shared.length > 0 ? ` Shared with ${names(trace, shared)}, which is the same number.` : "";
  return {
    instructions: found,
    text: `${counted(found.size)} ${found.size === 1 ? verb : verb.slice(0, -1)} ${name}.${rest}`,
  };
}

function seed({ seed: position }: Compiled, trace: Trace): Highlight {
  const root = nameOf(trace, trace.roots[0]!);
  if (position === null)
    return { instructions: NONE, text: `The gradient of ${root} is 1, and multiplying by 1 is left out.` };
  return { instructions: new Set([position]), text: `This is the gradient of ${root}: 1.` };
}

function contribution(compiled: Compiled, trace: Trace, { from, operand, node }: FlowStep): Highlight {
  const found = instructionsWhere(compiled, ({ flows }) =>
    flows.some((flow) => flow[0] === from && flow[1] === operand),
  );
  const name = nameOf(trace, node);
  if (found.size === 0)
    return {
      instructions: found,
      text: `No leaf stands behind ${name}: nobody needs its gradient, and it is left out.`,
    };
  const one = found.size === 1;
  return {
    instructions: found,
    text: `${counted(found.size)} ${one ? "is" : "are"} the contribution of ${nameOf(trace, from)} to ${name}.`,
  };
}

function assignment(compiled: Compiled, trace: Trace, step: Step): Highlight {
  const [node, field] = step.set[0]!;
  const name = nameOf(trace, node);
  if (field === "grad")
    return {
      instructions: NONE,
      text: "The function step clears all gradients at once, with memory.fill, before it computes.",
    };
  const found = instructionsWhere(compiled, ({ phase, nodes }) => phase === "update" && nodes.includes(node));
  const moves = `${counted(found.size)} ${found.size === 1 ? "moves" : "move"} ${name} by −rate times its gradient.`;
  return {
    instructions: found,
    text: found.size > 0 ? moves : `The compiled step moves leaves only, and ${name} is none.`,
  };
}

function instructionsWhere(
  compiled: Compiled,
  matches: (instruction: Compiled["instructions"][number]) => boolean,
): ReadonlySet<number> {
  return new Set(compiled.instructions.flatMap((instruction, i) => (matches(instruction) ? [i] : [])));
}

function counted(count: number): string {
  return count === 1 ? "1 instruction" : `${count} instructions`;
}

/** "e, d and 3 more" */
export function names(trace: Trace, nodes: readonly NodeId[]): string {
  const max = 3;
  const each = [...new Set(nodes.map((node) => nameOf(trace, node)))];
  return each.length <= max
    ? each.join(", ")
    : `${each.slice(0, max - 1).join(", ")} and ${each.length - max + 1} more`;
}
