// A note at a value, wherever the value is shown: a gradient that should be another, a number that is not finite.

import type { Field, NodeId } from "./contract.js";

export interface NodeNote {
  readonly node: NodeId;
  /** The number that is meant. */
  readonly field: Field;
  /** Where there is little room, beside the number. */
  readonly short: string;
  readonly text: string;
}
