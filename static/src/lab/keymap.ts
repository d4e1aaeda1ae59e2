// The keys of the lab: as in the playground, and never while something is typed.

import type { ReactiveControllerHost } from "lit";
import { KeyListener } from "../lib/dom/key-listener.js";
import type { Actions } from "./actions.js";

const KEYS: Readonly<Record<string, (act: Actions) => void>> = {
  " ": (act) => act.playOrPause(),
  ArrowRight: (act) => act.step(1),
  ArrowLeft: (act) => act.step(-1),
  "Shift ArrowRight": (act) => act.epoch(),
  Home: (act) => act.reset(),
};

export function labKeys(host: ReactiveControllerHost, act: Actions): KeyListener {
  return new KeyListener(host, (event) => {
    const order = KEYS[event.shiftKey ? `Shift ${event.key}` : event.key];
    order?.(act);
    return order !== undefined;
  });
}
