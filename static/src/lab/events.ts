// Custom events from the lab's views to its page. Views report user actions; the page changes the state.

import type { BackendId } from "../backend/backend-id.js";
import { eventPair } from "../lib/dom/events.js";
import type { Decompressed } from "../url/compression.js";
import type { DrawingEvents } from "./drawings/contract.js";
import type { LabLink } from "./link-state.js";
import type { Settings } from "./settings/settings.js";
import type { Speed } from "./speeds.js";
import type { LabState } from "./state.js";

export interface LabEvents extends DrawingEvents {
  "settings-change": Partial<Settings>;
  /** Other mistakes, or another second run. */
  "runs-change": Partial<Pick<LabState, "mistakes" | "secondRun">>;
  /** Show other panels or quantities, or in another look. */
  "view-choose": Partial<Pick<LabState, "scale" | "quantity" | "side" | "tool" | "panel" | "theme">>;
  "backend-choose": { backend: BackendId };
  "play-toggle": null;
  "speed-choose": { speed: Speed };
  /** The same start again. */
  reset: null;
  /** A negative number goes back. */
  "step-by": { steps: number };
  "next-epoch": null;
  /** Open the chosen point's graph in the playground. */
  "sample-open": null;
  "paste-open": null;
  "code-open": null;
  "link-share": null;
  /** The user has navigated to another link. */
  "link-open": Decompressed<LabLink>;
  /** The state of the page has another fragment: the part of its link after the "#". */
  "link-encode": { fragment: string };
  "embed-open": null;
  /** Stop the engine that runs in the browser. */
  "run-stop": null;
  retry: null;
}

export const { emit, listen } = eventPair<LabEvents>();
