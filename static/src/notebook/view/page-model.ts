// What the page's view shows.

import type { LayoutClient } from "../../graph/layout-client.js";
import type { Progress } from "../../lib/dom/download.js";
import type { PassReply } from "../contract.js";
import type { CellServices } from "../services.js";
import type { NotebookState } from "../state.js";

export interface OpenPlayer {
  readonly reply: PassReply;
  readonly heading: string;
  readonly opensBeside: boolean;
}

export interface PageModel {
  readonly state: NotebookState;
  readonly embedded: boolean;
  /** Brand and navigation of the page's header. */
  readonly head: Element | null;
  readonly player: OpenPlayer | null;
  /** How much of Python has been loaded; null before and after. */
  readonly progress: Progress | null;
  /** What a screen reader says of the last run. */
  readonly spoken: string;
  readonly playerLayout: LayoutClient;
  readonly services: CellServices;
}
