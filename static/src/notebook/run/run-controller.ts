// Controller of the runs: the queue of cells, what their ends leave in the page's state, and Python's restarts.

import type { Store } from "../../lib/store.js";
import type { Kernel, RunReply } from "../contract.js";
import type { Cell } from "../document/cell.js";
import { KernelError } from "../kernel-client.js";
import type { CellNames } from "../services.js";
import type { NotebookState, Notice, NoticeAction } from "../state.js";
import { RunQueue } from "./run-queue.js";
import { announcement, errorLine, wrongLine } from "./run-result.js";

export interface RunListener {
  readonly names: CellNames;
  note(text: string, kind: "note" | "warning", actions: readonly NoticeAction[]): void;
  /** For screen readers. */
  speak(text: string): void;
}

export class RunController {
  readonly #store: Store<NotebookState>;
  readonly #kernel: Kernel;
  readonly #queue: RunQueue;
  readonly #listener: RunListener;
  /** The last notice of a run. */
  #noted: Notice | null = null;
  /** Whether a cell has damaged Python itself: nothing runs before a restart. */
  #damaged = false;

  constructor(store: Store<NotebookState>, kernel: Kernel, listener: RunListener) {
    this.#store = store;
    this.#kernel = kernel;
    this.#listener = listener;
    this.#queue = new RunQueue(kernel, {
      source: (id) => {
        const cell = this.#cell(id);
        return cell?.kind === "code" ? cell.source : null;
      },
      started: (id) => this.#started(id),
      outputs: (id, outputs) => this.#changeCell(id, { outputs }),
      ended: (id, reply) => this.#ended(id, reply),
      lost: (id, error) => this.#lost(id, error),
      changed: () => store.set({ running: this.#queue.running, waiting: this.#queue.waiting }),
    });
  }

  /** Text cells are shown, code cells wait for their turn. */
  add(ids: readonly string[]): void {
    this.#closeNotice();
    const { opened } = this.#store.state;
    this.#store.set({ opened: new Set([...opened].filter((id) => !ids.includes(id))) });
    this.#queue.add(ids.filter((id) => this.#cell(id)?.kind === "code"));
  }

  /** Another notebook takes the place of this one: it begins with a Python without its variables. */
  leave(): void {
    const { ran, running } = this.#store.state;
    if (ran.size > 0 || running !== null || this.#damaged) void this.restart();
    else this.#queue.clear();
  }

  limit(seconds: number | null): void {
    this.#queue.limit = seconds;
    this.#store.set({ limit: seconds });
  }

  async interrupt(): Promise<void> {
    this.#closeNotice();
    this.#queue.clear();
    if (this.#queue.running !== null) await this.#kernel.interrupt();
  }

  async restart(): Promise<void> {
    this.#queue.clear();
    this.#damaged = false;
    this.#store.set({ ran: new Set(), lit: null });
    await this.#kernel.restart();
  }

  /** Restarts Python and offers to run the cells again. */
  async restartOnly(): Promise<void> {
    const again = this.#again(null);
    await this.restart();
    const text = "Python was started again. All variables are gone; the cells and their outputs stay.";
    this.#note(text, "note", this.#rerun(again));
  }

  #note(text: string, kind: "note" | "warning", actions: readonly NoticeAction[]): void {
    this.#listener.note(text, kind, actions);
    this.#noted = this.#store.state.notice;
  }

  /** The next run or stop takes down what was said of the last one. */
  #closeNotice(): void {
    const { notice } = this.#store.state;
    if (notice && (notice === this.#noted || notice.kind === "note")) this.#store.set({ notice: null });
  }

  #cell(id: string): Cell | undefined {
    return this.#store.state.cells.find((cell) => cell.id === id);
  }

  #changeCell(id: string, change: Partial<Cell>): void {
    const { cells } = this.#store.state;
    this.#store.set({ cells: cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)) });
  }

  #started(id: string): void {
    this.#changeCell(id, { outputs: [], reply: null });
    const { lit } = this.#store.state;
    const stays = lit !== null && lit.cell !== id && lit.from !== id;
    this.#store.set({ running: id, waiting: this.#queue.waiting, lit: stays ? lit : null });
  }

  #ended(id: string, reply: RunReply): void {
    this.#changeCell(id, { count: reply.count, reply });
    const { ran, lit } = this.#store.state;
    const cell = this.#cell(id);
    if (!cell) return;
    const found = errorLine(cell) ?? wrongLine(cell);
    this.#store.set({ ran: new Set([...ran, id]), lit: found ?? lit });
    this.#listener.speak(announcement(this.#listener.names(id), reply));
  }

  /** The cell has no reply: the worker ended in the middle of it, or could not be started. */
  #lost(id: string, error: Error): void {
    if (!this.#cell(id)) return;
    const outcome = error instanceof KernelError ? error.outcome : "kept";
    const actions = outcome === "restarted" ? this.#rerun(this.#again(id)) : [];
    if (outcome !== "kept") this.#damaged = outcome === "damaged";
    if (outcome === "restarted") this.#store.set({ ran: new Set() });
    const restart = { label: "Restart Python", run: () => void this.restartOnly() };
    this.#note(error.message, "warning", outcome === "damaged" ? [restart] : actions);
  }

  /** The cells that had been run, in the notebook's order, without the one that did not end. */
  #again(except: string | null): readonly string[] {
    const { cells, ran } = this.#store.state;
    return cells.filter(({ id }) => ran.has(id) && id !== except).map(({ id }) => id);
  }

  #rerun(ids: readonly string[]): readonly NoticeAction[] {
    if (ids.length === 0) return [];
    return [{ label: "Run the cells again", run: () => this.add(ids) }];
  }
}
