// What the reader can do, as the views call it; the page decides what comes of it.

import type { BackendId } from "../backend/backend-id.js";
import type { Theme } from "../lib/dom/theme.js";
import type { CurveScale, NetworkShow } from "./drawings/contract.js";
import type { Mistake } from "./mistakes.js";
import type { Settings } from "./settings/settings.js";
import type { Speed } from "./speeds.js";
import type { Panel, Second, Tool } from "./state.js";

export interface Actions {
  change(change: Partial<Settings>): void;
  /** Another start of the same network. */
  newStart(): void;
  mistake(mistake: Mistake, made: boolean): void;
  second(second: Second | null): void;
  playOrPause(): void;
  reset(): void;
  /** So many steps on, or back. */
  step(by: number): void;
  epoch(): void;
  goTo(step: number): void;
  speed(speed: Speed): void;
  scale(scale: CurveScale): void;
  show(show: NetworkShow): void;
  side(side: 0 | 1): void;
  tool(tool: Tool): void;
  choose(point: number | null): void;
  /** Put the chosen point's graph into the playground. */
  openSample(): void;
  panel(panel: Panel): void;
  backend(backend: BackendId): void;
  theme(theme: Theme): void;
  paste(): void;
  code(): void;
  share(): void;
  embed(): void;
  stopPython(): void;
  retry(): void;
}
