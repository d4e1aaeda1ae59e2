// Lit controller for page-wide keyboard shortcuts: keys that the focused element does not use itself.

import type { ReactiveController, ReactiveControllerHost } from "lit";

export class KeyListener implements ReactiveController {
  readonly #handle: (event: KeyboardEvent) => boolean;

  /** `handle` returns whether it handled the key; the default action is then prevented. */
  constructor(host: ReactiveControllerHost, handle: (event: KeyboardEvent) => boolean) {
    this.#handle = handle;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.#onKeydown);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.#onKeydown);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || usesKey(target, event.key)) return;
    if (this.#handle(event)) event.preventDefault();
  };
}

/** Whether the focused element uses this key itself. */
function usesKey(element: Element, key: string): boolean {
  if (element.closest("dialog, [popover], [role=menu], [role=tablist], [role=radiogroup]")) return true;
  if (element.closest("[data-page-keys]")) return false;
  if (element.closest("input, select, textarea, [contenteditable='true'], [role=slider]")) return true;
  return key === " " && element.closest("button, a[href], summary, [role=button]") !== null;
}
