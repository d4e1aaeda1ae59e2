// Custom events from the notebook's views to its page. A cell's events bubble through the cell, which tells which
// it is.

import { eventPair } from "../lib/dom/events.js";
import type { Theme } from "../lib/dom/theme.js";
import type { Command } from "./commands.js";
import type { PassReply, PassSummary, Place } from "./contract.js";

export interface NotebookEvents {
  /** On the selected cell, or on the whole notebook. */
  command: { command: Command; cell?: string };
  "cell-edit": { source: string };
  /** An arrow key at the first or the last line of a text. */
  "cell-leave": { offset: -1 | 1 };
  /** The text of a cell has got the keys. */
  "cell-focus": null;
  /** A cell was chosen by pointer or by Tab. */
  "cell-select": null;
  /** Show the source of a text cell. */
  "cell-open": null;
  /** Light a line of a cell and go to it. */
  "line-show": { place: Pick<Place, "cell" | "line">; kind: "error" | "wrong" | "pointed" };
  /** Write the line of a fault as it should be. */
  "fix-apply": { place: Place; fix: string };
  /** Open the player for a pass. */
  "pass-open": { pass: PassSummary };
  /** Open the player with a trace that is there, beside its true run. */
  "trace-open": { reply: PassReply; title: string };
  "player-close": null;
  "theme-choose": { theme: Theme };
  "limit-choose": { seconds: number | null };
  "file-choose": null;
  "file-open": { file: File };
  /** From an embed to the notebook itself. */
  "notebook-link": null;
  "save-python": null;
  "link-share": null;
  "embed-open": null;
  "example-open": { id: string };
  "draft-open": { id: string };
  "notice-close": null;
  rename: { name: string };
}

export const { emit, listen } = eventPair<NotebookEvents>();
