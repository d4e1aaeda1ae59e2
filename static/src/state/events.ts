// What the views tell the shell. Views change nothing themselves: they say what the reader did, and the shell decides.

import type { BackendId } from "../backend/backend-id.js";
import type { Theme } from "../lib/dom/theme.js";
import type { Fault, Level, Mistake, NodeId } from "../trace/contract.js";
import type { Folding } from "../trace/folding.js";
import type { Descent } from "../trace/gradient-descent.js";
import type { Move, StepSizeId } from "../trace/playback/moves.js";
import type { Panel } from "./app-state.js";
import type { QuizResult } from "./quiz.js";
import type { CornerTab, ToolTab } from "./tabs.js";

export interface PageEvents {
  /** The reader typed. */
  "source-edit": { source: string };
  "example-choose": { id: string };
  "level-choose": { level: Level };
  "backend-choose": { backend: BackendId };
  "pass-choose": { pass: number };
  move: { move: Move };
  "play-toggle": null;
  "speed-choose": { speed: number };
  "step-size-choose": { stepSize: StepSizeId };
  /** Run the backward phase with a mistake made on purpose; null makes none. */
  "mistake-choose": { mistake: Mistake | null };
  /** Light where the first number that is not finite comes from, or stop doing so. */
  "trail-toggle": null;
  "predict-toggle": null;
  /** What the reader typed as the answer. */
  "predict-answer": { text: string };
  "predict-show": null;
  "predict-next": null;
  "predict-restart": null;
  /** A question is settled. */
  "predict-result": QuizResult;
  "panel-choose": { panel: Panel };
  "theme-choose": { theme: Theme };
  "node-point": { node: NodeId | null };
  "node-select": { node: NodeId | null };
  /** Bring a value into sight and choose it. */
  "node-find": { node: NodeId };
  /** Draw the graph with these boxes open and closed. */
  fold: { folding: Folding };
  /** Open the box of this path. */
  "box-open": { path: string };
  /** The drawing came to nothing. */
  "draw-fail": { fault: Fault };
  /** The reader's earlier text is to be shown again. */
  "text-restore": { source: string };
  "export-open": null;
  "embed-open": null;
  /** Copy a link to the page as it is. */
  "link-share": null;
  /** Give a leaf other data; null goes back to those of the text. */
  "leaf-move": { ordinal: number; data: number | null };
  "leaves-reset": null;
  "corner-tab-choose": { cornerTab: CornerTab };
  "tool-tab-choose": { toolTab: ToolTab };
  "descent-set": Partial<Pick<Descent, "rate" | "uphill" | "frozen">>;
  /** Move the leaves along the gradient so many times. */
  "descent-step": { count: number };
  "descent-undo": null;
  "descent-reset": null;
  /** Ask the back end once more. */
  retry: null;
  /** End what runs in the browser. */
  "run-stop": null;
  "help-open": null;
  "find-open": null;
}

export function emit<Name extends keyof PageEvents>(from: EventTarget, name: Name, detail: PageEvents[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

type Subscribe = <Name extends keyof PageEvents>(name: Name, act: (detail: PageEvents[Name]) => void) => void;

/** What listens to the page's events on this target: `const on = listen(this)`, then `on("move", ({ move }) => ...)`. */
export function listen(at: EventTarget, options: AddEventListenerOptions = {}): Subscribe {
  return (name, act) => at.addEventListener(name, (event) => act((event as CustomEvent).detail), options);
}
