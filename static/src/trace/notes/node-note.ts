// Note on one number of a value, shown wherever the value is: a wrong gradient, a non-finite number.

import type { Field, NodeId } from "../contract.js";

export interface NodeNote {
  readonly node: NodeId;
  /** The field that the note is about. */
  readonly field: Field;
  /** Short form, for display beside the number. */
  readonly short: string;
  readonly text: string;
}
