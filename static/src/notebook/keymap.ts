// Keys of the notebook, as Jupyter has them: a table for the text of a cell, and one for whole cells.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Command } from "./commands.js";
import { emit } from "./events.js";

interface Binding {
  /** As CodeMirror and Jupyter write it: modifiers, then the key, or two keys after each other. */
  readonly key: string;
  readonly command: Command;
}

/** While the text of a cell has the keys. */
export const EDITOR_KEYS: readonly Binding[] = [
  { key: "Shift-Enter", command: "run-next" },
  { key: "Mod-Enter", command: "run" },
  { key: "Ctrl-Enter", command: "run" },
  { key: "Alt-Enter", command: "run-insert" },
  { key: "Ctrl-Shift--", command: "split" },
  { key: "Ctrl-Shift-_", command: "split" },
  { key: "Ctrl-s", command: "save" },
  { key: "Mod-s", command: "save" },
  { key: "Escape", command: "leave" },
];

/** While a cell is selected as a whole. */
export const CELL_KEYS: readonly Binding[] = [
  { key: "Enter", command: "edit" },
  { key: "Shift-Enter", command: "run-next" },
  { key: "Ctrl-Enter", command: "run" },
  { key: "Alt-Enter", command: "run-insert" },
  { key: "ArrowUp", command: "select-previous" },
  { key: "k", command: "select-previous" },
  { key: "ArrowDown", command: "select-next" },
  { key: "j", command: "select-next" },
  { key: "a", command: "insert-above" },
  { key: "b", command: "insert-below" },
  { key: "d d", command: "delete" },
  { key: "z", command: "undo" },
  { key: "x", command: "cut" },
  { key: "c", command: "copy" },
  { key: "v", command: "paste" },
  { key: "m", command: "to-text" },
  { key: "y", command: "to-code" },
  { key: "Shift-M", command: "merge" },
  { key: "Ctrl-Shift-ArrowUp", command: "move-up" },
  { key: "Ctrl-Shift-ArrowDown", command: "move-down" },
  { key: "i i", command: "interrupt" },
  { key: "0 0", command: "restart" },
  { key: "Ctrl-s", command: "save" },
  { key: "h", command: "help" },
  { key: "?", command: "help" },
];

/** Two keys after each other are one command within this time. */
const SEQUENCE_MS = 1000;
/** Elements that use keys themselves. */
const OWN_KEYS = "input, select, textarea, [contenteditable='true'], dialog, [popover], pass-player, [role=slider]";

/** Emits the commands of the keys for whole cells on its host. */
export class CellKeys implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  #previous = "";
  #pressed = 0;

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.#onKeydown);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.#onKeydown);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || !(target instanceof Element) || target.closest(OWN_KEYS)) return;
    const key = nameOf(event);
    // Enter and Space press the focused button or follow the link, and arrows scroll what scrolls.
    if (/^(?:Enter| |Arrow\w+)$/.test(key) && target.closest("button, a[href], summary, [tabindex]:not(notebook-cell)"))
      return;
    const isSequence = event.timeStamp - this.#pressed < SEQUENCE_MS;
    const keys = isSequence ? [`${this.#previous} ${key}`, key] : [key];
    const binding = CELL_KEYS.find((each) => keys.includes(each.key));
    this.#previous = binding ? "" : key;
    this.#pressed = event.timeStamp;
    if (!binding) return;
    event.preventDefault();
    emit(this.#host, "command", { command: binding.command });
  };
}

/** "Ctrl-Shift-ArrowUp"; Command counts as Ctrl, and Shift is a part of a character such as "?". */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const named = key.length > 1 || /^[A-Z]$/.test(key);
  const modifiers = [ctrlKey || metaKey ? "Ctrl" : "", altKey ? "Alt" : "", shiftKey && named ? "Shift" : ""];
  return [...modifiers.filter((each) => each !== ""), key].join("-");
}

/** The key as it is printed on keyboards. */
export function keyLabel(key: string): string {
  const words: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓", Mod: "Ctrl", Escape: "Esc", "": "−" };
  return key
    .split(" ")
    .map((each) =>
      each
        .replace(/-(?=.)/g, " + ")
        .split(" + ")
        .map((part) => words[part] ?? part)
        .join(" + "),
    )
    .join(" ");
}
