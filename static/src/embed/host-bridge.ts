// The embed's side of the protocol: accepts commands from the embedding page only, and posts to the origin that sent
// them.

import type { ReactiveController } from "lit";
import { ContractError, type Fields } from "../lib/decode.js";
import type { AppShell } from "../playground/app-shell.js";
import { emit } from "../state/events.js";
import { applyFields } from "../url/address-content.js";
import { linkStateOf } from "../url/link-state-of.js";
import type { LoadController } from "./load-controller.js";
import { type Command, type EmbedState, idOf, PROTOCOL, type Report, readCommand, SOURCE } from "./protocol.js";

export class HostBridge implements ReactiveController {
  readonly #shell: AppShell;
  readonly #loadController: LoadController;
  /** The origin of the last command; null before the first. "*" for a page with an opaque origin. */
  #origin: string | null = null;
  /** The last report of each type, as JSON. */
  readonly #lastSent = new Map<Report["type"], string>();
  readonly #resizeObserver: ResizeObserver | null;

  /** `reportHeight`: the host sizes the frame to the content. */
  constructor(shell: AppShell, loadController: LoadController, reportHeight: boolean) {
    this.#shell = shell;
    this.#loadController = loadController;
    this.#resizeObserver = reportHeight ? new ResizeObserver(() => this.#postHeight()) : null;
    shell.addController(this);
  }

  hostConnected(): void {
    addEventListener("message", this.#onMessage);
    this.#resizeObserver?.observe(this.#shell);
    if (parent !== window) parent.postMessage({ source: SOURCE, v: PROTOCOL, type: "hello" }, "*");
  }

  hostDisconnected(): void {
    removeEventListener("message", this.#onMessage);
    this.#resizeObserver?.disconnect();
  }

  hostUpdated(): void {
    const { store, player } = this.#shell;
    const { source, status } = store.state;
    const { trace, position, length, phase, step } = player;
    if (!this.#origin || status.kind === "requesting") return;
    if (status.kind === "fault")
      this.#postIfNew({ type: "error", message: status.fault.message, line: status.fault.line });
    this.#postIfNew({ type: "change", code: source });
    if (!trace || status.kind === "fault") return;
    this.#lastSent.delete("error");
    if (!this.#lastSent.has("ready")) this.#postIfNew({ type: "ready", steps: length });
    this.#postIfNew({ type: "step", step: position, steps: length, phase, text: step?.text ?? "" });
    const root = trace.nodes[trace.roots.at(-1) ?? -1];
    const leaves = trace.nodes.filter(({ kind }) => kind === "leaf");
    const grads = Object.fromEntries(leaves.map(({ name, grad }) => [name, grad]));
    if (root) this.#postIfNew({ type: "result", name: root.name, data: root.data, grads });
  }

  readonly #onMessage = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (source !== parent || parent === window) return;
    const id = idOf(data);
    try {
      const command = readCommand(data);
      if (!command) return;
      this.#origin = origin === "null" ? "*" : origin;
      void this.#execute(command);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      if (id !== null) this.#postTo(origin, { type: "reply", id, error: error.message });
    }
  };

  async #execute(command: Command): Promise<void> {
    const { store, player } = this.#shell;
    const { playing } = store.state;
    let error: string | null = null;
    switch (command.type) {
      case "hello":
        this.#lastSent.clear();
        this.#postHeight();
        this.#shell.requestUpdate();
        break;
      case "play":
        if (!playing) emit(this.#shell, "play-toggle", null);
        break;
      case "pause":
        if (playing) emit(this.#shell, "play-toggle", null);
        break;
      case "step":
        emit(this.#shell, "move", { move: { to: player.position + command.by } });
        break;
      case "goto":
        this.#go("phase" in command ? player.phaseStart(command.phase) : command.step);
        break;
      case "setState":
        error = await this.#setContent(command.state);
        break;
      case "getState":
        await this.#loadController.settled();
    }
    const { id } = command;
    if (id !== null)
      this.#post(error === null ? { type: "reply", id, state: this.#embedState() } : { type: "reply", id, error });
  }

  #go(position: number | null): void {
    if (position !== null) emit(this.#shell, "move", { move: { to: position } });
  }

  /** The error message; null on success. */
  async #setContent(fields: Fields): Promise<string | null> {
    try {
      const { store, player } = this.#shell;
      await this.#loadController.show(applyFields(fields, linkStateOf(store.state, player.position)));
      return null;
    } catch (error) {
      if (error instanceof ContractError) return error.message;
      throw error;
    }
  }

  #embedState(): EmbedState {
    const { source, level } = this.#shell.store.state;
    const { position, length, phase } = this.#shell.player;
    return { code: source, level, step: position, steps: length, phase };
  }

  #postHeight(): void {
    if (!this.#resizeObserver) return;
    const height = Math.ceil(this.#shell.getBoundingClientRect().height);
    if (height > 0) this.#postIfNew({ type: "resize", height });
  }

  /** Posts the report unless it equals the last one of its type. */
  #postIfNew(report: Report): void {
    const json = JSON.stringify(report);
    if (!this.#origin || this.#lastSent.get(report.type) === json) return;
    this.#lastSent.set(report.type, json);
    this.#post(report);
  }

  #post(report: Report): void {
    if (this.#origin) this.#postTo(this.#origin, report);
  }

  #postTo(origin: string, report: Report): void {
    parent.postMessage({ source: SOURCE, v: PROTOCOL, ...report }, origin === "null" ? "*" : origin);
  }
}
