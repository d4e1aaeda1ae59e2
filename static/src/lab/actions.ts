// User actions that the views call; the page implements them.

import type { BackendId } from "../backend/backend-id.js";
import type { Theme } from "../lib/dom/theme.js";
import type { CurveScale, NetworkQuantity } from "./drawings/contract.js";
import type { Mistake } from "./mistakes.js";
import type { Settings } from "./settings/settings.js";
import type { Speed } from "./speeds.js";
import type { Panel, SecondRun, Tool } from "./state.js";

export interface Actions {
  changeSettings(change: Partial<Settings>): void;
  /** The same network with other initial parameters. */
  newStart(): void;
  setMistake(mistake: Mistake, on: boolean): void;
  setSecondRun(secondRun: SecondRun | null): void;
  togglePlay(): void;
  reset(): void;
  /** Negative numbers go back. */
  stepBy(steps: number): void;
  nextEpoch(): void;
  setSpeed(speed: Speed): void;
  setScale(scale: CurveScale): void;
  setQuantity(quantity: NetworkQuantity): void;
  setSide(side: 0 | 1): void;
  setTool(tool: Tool): void;
  /** Choosing the chosen point again clears the choice. */
  choosePoint(point: number): void;
  /** Opens the chosen point's graph in the playground. */
  openSample(): void;
  setPanel(panel: Panel): void;
  setBackend(backend: BackendId): void;
  setTheme(theme: Theme): void;
  paste(): void;
  showCode(): void;
  share(): void;
  embed(): void;
  stopPython(): void;
  retry(): void;
}
