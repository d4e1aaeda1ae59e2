// Typed custom events of the drawings.

import type { DrawingEvents } from "./contract.js";

export function emit<Name extends keyof DrawingEvents>(
  target: EventTarget,
  name: Name,
  detail: DrawingEvents[Name],
): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
