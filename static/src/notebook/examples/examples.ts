// Example notebooks, in the percent format.

import type { NotebookDocument } from "../document/cell.js";
import { readPercent } from "../document/percent.js";
import { FIND_THE_BUG } from "./find-the-bug.js";
import { GPT } from "./gpt.js";
import { BY_HAND, NEURON } from "./networks.js";
import { VALUE, WRONG_TANH } from "./value.js";

interface Example {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export const EXAMPLES: readonly Example[] = [
  { id: "find-the-bug", title: "Find the bug: a first class Value", text: FIND_THE_BUG },
  { id: "value", title: "class Value, all of it", text: VALUE },
  { id: "wrong-tanh", title: "A class that is wrong in one line", text: WRONG_TANH },
  { id: "by-hand", title: "Backpropagation by hand", text: BY_HAND },
  { id: "neuron", title: "A neuron, and a network that learns", text: NEURON },
  { id: "gpt", title: "A very small language model", text: GPT },
];

/** The example's notebook; null for an id that is none. */
export function exampleDocument(id: string): NotebookDocument | null {
  const example = EXAMPLES.find((each) => each.id === id);
  return example ? readPercent(example.text, example.id) : null;
}

export function firstExample(): NotebookDocument {
  const { id, text } = EXAMPLES[0]!;
  return readPercent(text, id);
}
