// The keys of the page, as one table: what is pressed, what it does, and the words that the list of keys shows for it.

import type { ReactiveControllerHost } from "lit";
import { KeyListener } from "../lib/dom/key-listener.js";
import type { Move } from "../trace/playback/moves.js";
import { emit, type PageEvents } from "./events.js";

type Order = { readonly move: Move } | "play-toggle" | "help-open" | "find-open";

export interface KeyBinding {
  readonly key: string;
  readonly shift?: boolean;
  /** How the list of keys writes it. */
  readonly written: string;
  readonly words: string;
  readonly order: Order;
}

export const KEYS: readonly KeyBinding[] = [
  { key: "ArrowRight", written: "→", words: "One step on", order: { move: "next" } },
  { key: "ArrowLeft", written: "←", words: "One step back", order: { move: "back" } },
  {
    key: "ArrowRight",
    shift: true,
    written: "Shift →",
    words: "To the end of this node's steps",
    order: { move: "nextNode" },
  },
  { key: "ArrowLeft", shift: true, written: "Shift ←", words: "Back to the node before", order: { move: "backNode" } },
  {
    key: "ArrowDown",
    shift: true,
    written: "Shift ↓",
    words: "To the end of this phase, or of the next",
    order: { move: "nextPhase" },
  },
  { key: "ArrowUp", shift: true, written: "Shift ↑", words: "Back to the phase before", order: { move: "backPhase" } },
  { key: "Home", written: "Home", words: "To the start", order: { move: "first" } },
  { key: "End", written: "End", words: "To the end", order: { move: "last" } },
  { key: " ", written: "Space", words: "Play or pause", order: "play-toggle" },
  { key: "1", written: "1", words: "To the forward pass", order: { move: { phase: "forward" } } },
  { key: "2", written: "2", words: "To the topological order", order: { move: { phase: "order" } } },
  { key: "3", written: "3", words: "To the backward pass", order: { move: { phase: "backward" } } },
  { key: "/", written: "/", words: "Find a value by its name", order: "find-open" },
  { key: "?", written: "?", words: "This list", order: "help-open" },
];

/** What the graph takes while it has the focus (graph-view.ts); the keys of the page work there too. */
export const GRAPH_KEYS: readonly Pick<KeyBinding, "written" | "words">[] = [
  { written: "N", words: "Point at the next value" },
  { written: "P", words: "Point at the value before" },
  { written: "Enter", words: "Open the ledger of the value pointed at" },
  { written: "+ −", words: "Zoom" },
  { written: "0", words: "Show the whole graph" },
  { written: "Shift ←↑↓→", words: "Move the graph" },
];

/** The keys of the playground's page. */
export function pageKeys(host: ReactiveControllerHost & EventTarget): KeyListener {
  return new KeyListener(host, (event) => {
    // "?" needs Shift on most keyboards: only the bindings that name Shift look at it.
    const binding = KEYS.find(
      ({ key, shift }) =>
        key === event.key && (shift ?? (key.startsWith("Arrow") ? false : event.shiftKey)) === event.shiftKey,
    );
    if (!binding) return false;
    const { order } = binding;
    if (typeof order === "string") emit(host, order satisfies keyof PageEvents, null);
    else emit(host, "move", order);
    return true;
  });
}
