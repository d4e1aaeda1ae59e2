// What the drawings tell the page.

import type { DrawingEvents } from "./contract.js";

export function emit<Name extends keyof DrawingEvents>(
  from: EventTarget,
  name: Name,
  detail: DrawingEvents[Name],
): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
