// Controller that loads contents into the shell, each at its step or phase, and resolves when they are shown.

import type { ReactiveController } from "lit";
import type { BackendId } from "../backend/backend-id.js";
import type { Theme } from "../lib/dom/theme.js";
import type { AppShell } from "../playground/app-shell.js";
import { emit } from "../state/events.js";
import type { AddressContent } from "../url/address-content.js";
import { appStateOf } from "../url/link-state-of.js";

/** State that the embed fixes, whatever the content says. */
export interface EmbedOverrides {
  readonly backend: BackendId;
  readonly theme: Theme;
}

export class LoadController implements ReactiveController {
  readonly #shell: AppShell;
  readonly #overrides: EmbedOverrides;
  #loading: AddressContent | null = null;
  #waiting: (() => void)[] = [];

  constructor(shell: AppShell, overrides: EmbedOverrides) {
    this.#shell = shell;
    this.#overrides = overrides;
    shell.addController(this);
  }

  /** Resolves when the content is shown, or has failed. */
  show(content: AddressContent): Promise<void> {
    emit(this.#shell, "link-open", appStateOf({ ...content.state, ...this.#overrides }));
    return this.settled(content);
  }

  /** Resolves when no request is in flight; `content` is the content that the shell loads. */
  settled(content: AddressContent | null = this.#loading): Promise<void> {
    this.#loading = content;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#shell.requestUpdate();
    });
  }

  hostUpdated(): void {
    const { status } = this.#shell.store.state;
    if (status.kind === "requesting") return;
    const phase = this.#loading?.phase;
    this.#loading = null;
    const position = phase ? this.#shell.player.phaseStart(phase) : null;
    if (position !== null && status.kind === "ready") emit(this.#shell, "move", { move: { to: position } });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
