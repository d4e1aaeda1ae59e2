// State of the notebook's page: one immutable object, replaced at each change.

import type { Theme } from "../lib/dom/theme.js";
import type { KernelState } from "./contract.js";
import type { Cell } from "./document/cell.js";

/** A line of a cell to light up: where an error or a wrong gradient comes from. */
export interface LitLine {
  readonly cell: string;
  readonly line: number;
  readonly kind: "error" | "wrong" | "pointed";
  /** The cell whose run lit it: its next run puts it out. */
  readonly from?: string;
}

/** A button in a notice. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly kind: "note" | "warning" | "error";
  readonly text: string;
  readonly actions: readonly NoticeAction[];
}

export interface NotebookState {
  readonly name: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly Cell[];
  /** The id of the selected cell. */
  readonly selected: string;
  /** Whether the selected cell's text has the keys. */
  readonly editing: boolean;
  /** Text cells that show their source although they are not being edited. */
  readonly opened: ReadonlySet<string>;
  /** Cells that Python, in this session, has run. */
  readonly ran: ReadonlySet<string>;
  readonly kernel: KernelState;
  readonly running: string | null;
  readonly waiting: readonly string[];
  readonly lit: LitLine | null;
  readonly notice: Notice | null;
  readonly theme: Theme;
  /** Seconds after which a cell is stopped; null for never. */
  readonly limit: number | null;
}

export const INITIAL: NotebookState = {
  name: "notebook",
  metadata: {},
  cells: [],
  selected: "",
  editing: false,
  opened: new Set(),
  ran: new Set(),
  kernel: "idle",
  running: null,
  waiting: [],
  lit: null,
  notice: null,
  theme: "auto",
  limit: null,
};
