// Keyboard listener of a page, as a Lit controller: keys that no focused element uses itself.

import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Listens to the keys that nothing else on the page wants, while its host is on it. */
export class KeyListener implements ReactiveController {
  readonly #act: (event: KeyboardEvent) => boolean;

  /** `act` tells whether it has done something for the key. */
  constructor(host: ReactiveControllerHost, act: (event: KeyboardEvent) => boolean) {
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
    if (this.#act(event)) event.preventDefault();
  };
}

/** Whether the element that has the focus uses this key itself. */
function takesKeys(element: Element, key: string): boolean {
  if (element.closest("dialog, [role=menu], [role=tablist], [role=radiogroup]")) return true;
  if (element.closest("[data-page-keys]")) return false;
  if (element.closest("input, select, textarea, [contenteditable='true'], [role=slider]")) return true;
  return key === " " && element.closest("button, a[href], summary, [role=button]") !== null;
}
