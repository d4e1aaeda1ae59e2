// What the page lends to its cells: names of cells, words for completion, the kernel, and the layout of graphs.

import type { Kernel } from "./contract.js";
import type { LayoutQueue } from "./outputs/layout-queue.js";

/** What a cell is called on the page, such as "cell 3"; null for one that is gone. */
export type CellNames = (id: string) => string | null;

export interface CellServices {
  readonly names: CellNames;
  /** The names in the notebook's text. */
  readonly words: () => readonly string[];
  readonly kernel: Kernel;
  readonly layout: LayoutQueue;
}
