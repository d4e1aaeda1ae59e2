// The embed's side of the protocol: it hears the page around it and nobody else, and answers whoever spoke there.

import type { ReactiveController } from "lit";
import { ContractError } from "../lib/decode.js";
import type { AppShell } from "../playground/app-shell.js";
import { emit } from "../state/events.js";
import { contentOf } from "../url/address-content.js";
import type { LoadController } from "./load-controller.js";
import { type Command, type EmbedState, idOf, PROTOCOL, type Report, readCommand, SOURCE } from "./protocol.js";

export class HostBridge implements ReactiveController {
  readonly #shell: AppShell;
  readonly #opening: LoadController;
  /** Who spoke; null until then. A page without an origin can only be reached as anybody. */
  #origin: string | null = null;
  /** What was told last, by type. */
  readonly #told = new Map<Report["type"], string>();
  #height = 0;
  readonly #size: ResizeObserver | null;

  /** `sizing`: the host makes the frame as high as the content. */
  constructor(shell: AppShell, opening: LoadController, sizing: boolean) {
    this.#shell = shell;
    this.#opening = opening;
    this.#size = sizing ? new ResizeObserver(() => this.#resized()) : null;
    shell.addController(this);
  }

  hostConnected(): void {
    addEventListener("message", this.#heard);
    this.#size?.observe(this.#shell);
    if (parent !== window) parent.postMessage({ source: SOURCE, v: PROTOCOL, type: "hello" }, "*");
  }

  hostDisconnected(): void {
    removeEventListener("message", this.#heard);
    this.#size?.disconnect();
  }

  hostUpdated(): void {
    const {
      state: { source, status },
      player,
    } = this.#shell.model;
    const { trace, position, length, phase, step } = player;
    if (!this.#origin || status.kind === "asking") return;
    if (status.kind === "fault")
      this.#tellNew({ type: "error", message: status.fault.message, line: status.fault.line });
    this.#tellNew({ type: "change", code: source });
    if (!trace || status.kind === "fault") return;
    this.#told.delete("error");
    if (!this.#told.has("ready")) this.#tellNew({ type: "ready", steps: length });
    this.#tellNew({ type: "step", step: position, steps: length, phase, text: step?.text ?? "" });
    const root = trace.nodes[trace.roots.at(-1) ?? -1];
    const leaves = trace.nodes.filter(({ kind }) => kind === "leaf");
    const grads = Object.fromEntries(leaves.map(({ name, grad }) => [name, grad]));
    if (root) this.#tellNew({ type: "result", name: root.name, data: root.data, grads });
  }

  readonly #heard = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (source !== parent || parent === window) return;
    const id = idOf(data);
    try {
      const command = readCommand(data);
      if (!command) return;
      this.#origin = origin === "null" ? "*" : origin;
      void this.#do(command);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      if (id !== null) this.#answer(origin, { type: "reply", id, error: error.message });
    }
  };

  async #do(command: Command): Promise<void> {
    const {
      player,
      state: { playing },
    } = this.#shell.model;
    let error: string | null = null;
    switch (command.type) {
      case "hello":
        this.#told.clear();
        this.#resized();
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
        emit(this.#shell, "move", { move: "phase" in command ? { phase: command.phase } : { to: command.step } });
        break;
      case "setState":
        error = await this.#set(command.state);
        break;
      case "getState":
        await this.#opening.shown();
    }
    const { id } = command;
    if (id !== null)
      this.#tell(error === null ? { type: "reply", id, state: this.#state() } : { type: "reply", id, error });
  }

  /** Why not, or null. */
  async #set(fields: Parameters<typeof contentOf>[0]): Promise<string | null> {
    try {
      await this.#opening.show(contentOf(fields, this.#shell.linkState));
      return null;
    } catch (error) {
      if (error instanceof ContractError) return error.message;
      throw error;
    }
  }

  #state(): EmbedState {
    const {
      state: { source, level },
      player: { position, length, phase },
    } = this.#shell.model;
    return { code: source, level, step: position, steps: length, phase };
  }

  #resized(): void {
    if (!this.#size) return;
    this.#height = Math.ceil(this.#shell.getBoundingClientRect().height);
    if (this.#height > 0) this.#tellNew({ type: "resize", height: this.#height });
  }

  /** What was told already is not told again. */
  #tellNew(report: Report): void {
    const written = JSON.stringify(report);
    if (!this.#origin || this.#told.get(report.type) === written) return;
    this.#told.set(report.type, written);
    this.#tell(report);
  }

  #tell(report: Report): void {
    if (this.#origin) this.#answer(this.#origin, report);
  }

  #answer(origin: string, report: Report): void {
    parent.postMessage({ source: SOURCE, v: PROTOCOL, ...report }, origin === "null" ? "*" : origin);
  }
}
