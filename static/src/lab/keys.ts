// The keys of the lab: as in the playground, and never while something is typed.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { takesKeys } from "../keys.js";
import type { Actions } from "./actions.js";

const KEYS: Readonly<Record<string, (act: Actions) => void>> = {
  " ": (act) => act.playOrPause(),
  ArrowRight: (act) => act.step(1),
  ArrowLeft: (act) => act.step(-1),
  "Shift ArrowRight": (act) => act.epoch(),
  Home: (act) => act.reset(),
};

/** Listens while its host is on the page. */
export class LabKeys implements ReactiveController {
  readonly #act: Actions;

  constructor(host: ReactiveControllerHost, act: Actions) {
    this.#act = act;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.#pressed);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.#pressed);
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || takesKeys(target, event.key)) return;
    const order = KEYS[event.shiftKey ? `Shift ${event.key}` : event.key];
    if (!order) return;
    event.preventDefault();
    order(this.#act);
  };
}
