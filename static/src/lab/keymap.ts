// Keyboard shortcuts of the lab: those of the playground, and inactive while the user types.

import type { ReactiveControllerHost } from "lit";
import { KeyListener } from "../lib/dom/key-listener.js";
import { emit } from "./events.js";

const KEYS: Readonly<Record<string, (page: EventTarget) => void>> = {
  " ": (page) => emit(page, "play-toggle", null),
  ArrowRight: (page) => emit(page, "step-by", { steps: 1 }),
  ArrowLeft: (page) => emit(page, "step-by", { steps: -1 }),
  "Shift ArrowRight": (page) => emit(page, "next-epoch", null),
  Home: (page) => emit(page, "reset", null),
};

export function labKeys(page: ReactiveControllerHost & EventTarget): KeyListener {
  return new KeyListener(page, (event) => {
    const run = KEYS[event.shiftKey ? `Shift ${event.key}` : event.key];
    run?.(page);
    return run !== undefined;
  });
}
