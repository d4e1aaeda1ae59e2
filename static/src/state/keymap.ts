// Keyboard shortcuts of the playground, as a table: key, command, and the texts for the list of shortcuts.

import type { ReactiveControllerHost } from "lit";
import { KeyListener } from "../lib/dom/key-listener.js";
import type { Move } from "../trace/playback/moves.js";
import { emit, type PageEvents } from "./events.js";

type Command = { readonly move: Move } | "play-toggle" | "help-open" | "find-open";

export interface KeyBinding {
  readonly key: string;
  readonly shift?: boolean;
  /** The key as shown in the list of shortcuts. */
  readonly label: string;
  readonly description: string;
  readonly command: Command;
}

export const KEYS: readonly KeyBinding[] = [
  { key: "ArrowRight", label: "→", description: "One step on", command: { move: "next" } },
  { key: "ArrowLeft", label: "←", description: "One step back", command: { move: "back" } },
  {
    key: "ArrowRight",
    shift: true,
    label: "Shift →",
    description: "To the end of this node's steps",
    command: { move: "nextNode" },
  },
  {
    key: "ArrowLeft",
    shift: true,
    label: "Shift ←",
    description: "Back to the node before",
    command: { move: "backNode" },
  },
  {
    key: "ArrowDown",
    shift: true,
    label: "Shift ↓",
    description: "To the end of this phase, or of the next",
    command: { move: "nextPhase" },
  },
  {
    key: "ArrowUp",
    shift: true,
    label: "Shift ↑",
    description: "Back to the phase before",
    command: { move: "backPhase" },
  },
  { key: "Home", label: "Home", description: "To the start", command: { move: "first" } },
  { key: "End", label: "End", description: "To the end", command: { move: "last" } },
  { key: " ", label: "Space", description: "Play or pause", command: "play-toggle" },
  { key: "1", label: "1", description: "To the forward pass", command: { move: { phase: "forward" } } },
  { key: "2", label: "2", description: "To the topological order", command: { move: { phase: "order" } } },
  { key: "3", label: "3", description: "To the backward pass", command: { move: { phase: "backward" } } },
  { key: "/", label: "/", description: "Find a value by its name", command: "find-open" },
  { key: "?", label: "?", description: "This list", command: "help-open" },
];

/** Additional shortcuts of the focused graph (static/src/graph/graph-view.ts), for the list of shortcuts. */
export const GRAPH_KEYS: readonly Pick<KeyBinding, "label" | "description">[] = [
  { label: "N", description: "Point at the next value" },
  { label: "P", description: "Point at the value before" },
  { label: "O", description: "Walk to an operand of the value pointed at" },
  { label: "U", description: "Walk to a value that uses it" },
  { label: "S", description: "Go on to the next such operand or user" },
  { label: "Enter", description: "Show the contributions to the value pointed at" },
  { label: "+ −", description: "Zoom" },
  { label: "0", description: "Show all of the graph that can be read" },
  { label: "Shift ←↑↓→", description: "Move the graph" },
];

/** A listener for the shortcuts, which emits their commands as events on `host`. */
export function pageKeys(host: ReactiveControllerHost & EventTarget): KeyListener {
  return new KeyListener(host, (event) => {
    // "?" needs Shift on most keyboards, so Shift is compared only for arrow keys and for bindings that name it.
    const binding = KEYS.find(
      ({ key, shift }) =>
        key === event.key && (shift ?? (key.startsWith("Arrow") ? false : event.shiftKey)) === event.shiftKey,
    );
    if (!binding) return false;
    const { command } = binding;
    if (typeof command === "string") emit(host, command satisfies keyof PageEvents, null);
    else emit(host, "move", command);
    return true;
  });
}
