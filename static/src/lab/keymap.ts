// Keyboard shortcuts of the lab: those of the playground, and inactive while the user types.

import type { ReactiveControllerHost } from "lit";
import { KeyListener } from "../lib/dom/key-listener.js";
import type { Actions } from "./actions.js";

const KEYS: Readonly<Record<string, (actions: Actions) => void>> = {
  " ": (actions) => actions.togglePlay(),
  ArrowRight: (actions) => actions.stepBy(1),
  ArrowLeft: (actions) => actions.stepBy(-1),
  "Shift ArrowRight": (actions) => actions.nextEpoch(),
  Home: (actions) => actions.reset(),
};

export function labKeys(host: ReactiveControllerHost, actions: Actions): KeyListener {
  return new KeyListener(host, (event) => {
    const run = KEYS[event.shiftKey ? `Shift ${event.key}` : event.key];
    run?.(actions);
    return run !== undefined;
  });
}
