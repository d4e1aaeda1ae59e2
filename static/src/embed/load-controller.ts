// Shows contents in the shell, each at its step or phase, and says when one is there.

import type { ReactiveController } from "lit";
import type { BackendId } from "../backend/backend-id.js";
import type { Theme } from "../lib/dom/theme.js";
import type { AppShell } from "../playground/app-shell.js";
import { emit } from "../state/events.js";
import type { Content } from "../url/address-content.js";

/** What is the embed's own, whatever the content says. */
export interface Fixed {
  readonly backend: BackendId;
  readonly theme: Theme;
}

export class LoadController implements ReactiveController {
  readonly #shell: AppShell;
  readonly #fixed: Fixed;
  #content: Content | null = null;
  #opened: (() => void)[] = [];

  constructor(shell: AppShell, fixed: Fixed) {
    this.#shell = shell;
    this.#fixed = fixed;
    shell.addController(this);
  }

  /** Settles when the content is shown, or cannot be. */
  show(content: Content): Promise<void> {
    this.#shell.show({ ...content.state, ...this.#fixed });
    return this.shown(content);
  }

  /** Settles when nothing is awaited any more; `content` is what the shell has been given. */
  shown(content: Content | null = this.#content): Promise<void> {
    this.#content = content;
    return new Promise((settle) => {
      this.#opened.push(settle);
      this.#shell.requestUpdate();
    });
  }

  hostUpdated(): void {
    const { status } = this.#shell.model.state;
    if (status.kind === "asking") return;
    const phase = this.#content?.phase;
    this.#content = null;
    if (phase && status.kind === "ready") emit(this.#shell, "move", { move: { phase } });
    const opened = this.#opened;
    this.#opened = [];
    for (const settle of opened) settle();
  }
}
