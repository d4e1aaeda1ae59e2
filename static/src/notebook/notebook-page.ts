// <notebook-page>: owns the notebook's state, runs its cells, and keeps its drafts.

import type { PropertyValues, TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { LayoutClient } from "../graph/layout-client.js";
import type { Progress } from "../lib/dom/download.js";
import { LightElement } from "../lib/dom/light-element.js";
import { applyTheme, readTheme } from "../lib/dom/theme.js";
import { Store } from "../lib/store.js";
import type { Command } from "./commands.js";
import type { Kernel, PassReply, PassSummary } from "./contract.js";
import type { Cell } from "./document/cell.js";
import { indexOf, insertCell, neighbour } from "./document/operations.js";
import { Editing } from "./editing.js";
import { emit, listen } from "./events.js";
import { FileDrop } from "./files/file-drop.js";
import { CellKeys } from "./keymap.js";
import type { LayoutQueue } from "./outputs/layout-queue.js";
import { RunController } from "./run/run-controller.js";
import type { CellServices } from "./services.js";
import { INITIAL, type LitLine, type NotebookState, type Notice, type NoticeAction } from "./state.js";
import { DocumentController } from "./storage/document-controller.js";
import type { Opened } from "./storage/initial-document.js";
import { answerOf } from "./verdict/answer.js";
import { pageView } from "./view/page.js";
import type { OpenPlayer } from "./view/page-model.js";
import { wordsOf } from "./view/words.js";

/** Content that the page starts with, and the clients that it uses. */
export interface InitialNotebook {
  readonly opened: Opened;
  readonly embedded: boolean;
  /** Brand and navigation of the page's header; null in an embed. */
  readonly head: Element | null;
  readonly kernel: (onProgress: (progress: Progress) => void) => Kernel;
  readonly layout: LayoutQueue;
  /** The layout of the player's graphs. */
  readonly playerLayout: LayoutClient;
}

/** Opens a notebook of another site in a tab of its own: navigation needs no right that the page would have to have. */
function elsewhereAction(address: string): readonly NoticeAction[] {
  if (address === "") return [];
  return [{ label: "Open it in a new tab", run: () => void window.open(address, "_blank", "noopener,noreferrer") }];
}

@customElement("notebook-page")
export class NotebookPage extends LightElement {
  /** Set once, before the element is attached. */
  initial!: InitialNotebook;

  readonly #store = new Store<NotebookState>(INITIAL, () => this.requestUpdate());
  readonly #editing = new Editing();
  #kernel!: Kernel;
  #runs!: RunController;
  #documents!: DocumentController;
  #services!: CellServices;
  /** The selection and the mode of the last render, for moving the focus along. */
  #focused = "";
  @state() private player: OpenPlayer | null = null;
  @state() private progress: Progress | null = null;
  /** What a screen reader says of the last run. */
  @state() private spoken = "";
  /** What had the focus before the player was opened. */
  #opener: Element | null = null;
  #disposers: (() => void)[] = [];

  constructor() {
    super();
    new CellKeys(this);
    new FileDrop(this, (file) => void this.#documents.openFile(file));
    this.#listen();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { kernel, layout, opened, embedded } = this.initial;
    this.#kernel = kernel((progress) => {
      this.progress = progress;
    });
    this.#services = {
      names: (id) => (this.#cell(id) ? `cell ${indexOf(this.state.cells, id) + 1}` : null),
      words: () => wordsOf(this.state.cells),
      kernel: this.#kernel,
      layout,
    };
    this.#runs = new RunController(this.#store, this.#kernel, {
      names: this.#services.names,
      note: (text, noticeKind, actions) => this.#note(text, noticeKind, actions),
      speak: (text) => {
        this.spoken = text;
      },
    });
    this.#documents = new DocumentController(
      this,
      this.#store,
      {
        replaced: () => this.#replaced(),
        note: (text, noticeKind) => this.#note(text, noticeKind),
        show: (title, about, text) => void this.querySelector("text-dialog")!.open({ title, about, text }),
      },
      embedded,
    );
    this.#disposers = [
      this.#kernel.onState((kernelState) => this.#set({ kernel: kernelState })),
      () => this.#documents.dispose(),
    ];
    this.#set({ theme: embedded ? INITIAL.theme : readTheme(), kernel: this.#kernel.state });
    this.#documents.open(opened);
    // The page does not take the focus while it loads.
    this.#focused = `${this.state.selected} ${this.state.editing}`;
    if (opened.message) this.#note(opened.message, "error", elsewhereAction(opened.elsewhere));
    // Python is 20 MB: a frame in another page loads it with the first cell that is run.
    if (!embedded) this.#kernel.boot();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const dispose of this.#disposers) dispose();
  }

  private get state(): NotebookState {
    return this.#store.state;
  }

  #set(change: Partial<NotebookState>): void {
    this.#store.set(change);
  }

  #cell(id: string): Cell | undefined {
    return this.state.cells.find((cell) => cell.id === id);
  }

  #changeCell(id: string, change: Partial<Cell>): void {
    this.#set({ cells: this.state.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)) });
  }

  #note(text: string, kind: Notice["kind"] = "note", actions: readonly NoticeAction[] = []): void {
    this.#set({ notice: { kind, text, actions } });
  }

  #replaced(): void {
    this.#runs.leave();
    this.player = null;
  }

  #listen(): void {
    const on = listen(this);
    on("command", ({ command, cell }) => {
      if (cell) this.#set({ selected: cell });
      void this.#run(command);
    });
    on("line-show", ({ place, kind }) => this.#showLine({ ...place, kind }));
    on("fix-apply", ({ place, fix }) => this.#applyFix(place.cell, place.line, place.text, fix));
    on("pass-open", ({ pass }) => void this.#openPass(pass));
    on("trace-open", ({ reply, title }) => this.#openPlayer(reply, title, true));
    on("player-close", () => this.#closePlayer());
    on("theme-choose", ({ theme }) => this.#set({ theme }));
    on("limit-choose", ({ seconds }) => this.#runs.limit(seconds));
    on("file-choose", () => this.querySelector<HTMLInputElement>(".file-input")!.click());
    on("notice-close", () => this.#set({ notice: null }));
    this.addEventListener("cell-edit", (event) => this.#edited(event as CustomEvent<{ source: string }>));
    this.addEventListener("cell-focus", (event) => this.#select(event, true));
    this.addEventListener("cell-open", (event) => this.#openText(this.#idOf(event)));
    this.addEventListener("cell-leave", (event) => this.#leave(event as CustomEvent<{ offset: -1 | 1 }>));
    this.addEventListener("pointerdown", (event) => this.#press(event));
  }

  #idOf(event: Event): string {
    return (event.target as Element).closest("notebook-cell")?.cell.id ?? this.state.selected;
  }

  #edited(event: CustomEvent<{ source: string }>): void {
    this.#changeCell(this.#idOf(event), { source: event.detail.source });
  }

  #select(event: Event, editing: boolean): void {
    const selected = this.#idOf(event);
    if (selected !== this.state.selected || editing !== this.state.editing) this.#set({ selected, editing });
  }

  /** A press on a cell selects it; one into its text is followed by `cell-focus`. */
  #press(event: PointerEvent): void {
    const target = event.composedPath()[0] as Element;
    const cell = (event.target as Element).closest("notebook-cell");
    if (!cell || target.closest("button, a, summary, input") || cell.editor?.contains(event.target as Node)) return;
    this.#set({ selected: cell.cell.id, editing: false });
  }

  #openText(id: string): void {
    this.#set({ opened: new Set([...this.state.opened, id]), selected: id, editing: true });
  }

  #leave({ target, detail: { offset } }: CustomEvent<{ offset: -1 | 1 }>): void {
    const id = (target as Element).closest("notebook-cell")!.cell.id;
    const next = neighbour(this.state.cells, id, offset);
    if (next === id) return;
    const isText = this.#cell(next)!.kind === "markdown" && !this.state.opened.has(next);
    this.#set({ selected: next, editing: !isText });
    if (!isText)
      void this.updateComplete.then(() => this.#element(next)?.editor?.focus({}, offset < 0 ? "end" : "start"));
  }

  #element(id: string): HTMLElementTagNameMap["notebook-cell"] | null {
    return [...this.querySelectorAll("notebook-cell")].find(({ cell }) => cell.id === id) ?? null;
  }

  async #run(command: Command): Promise<void> {
    if (this.player) return;
    const { cells, selected } = this.state;
    const at = indexOf(cells, selected);
    switch (command) {
      case "run":
        this.#runs.add([selected]);
        return this.#set({ editing: false });
      case "run-next":
        this.#runs.add([selected]);
        return at + 1 < cells.length
          ? this.#set({ selected: cells[at + 1]!.id, editing: false })
          : this.#set({ ...insertCell(cells, selected, 1), editing: true });
      case "run-insert":
        this.#runs.add([selected]);
        return this.#set({ ...insertCell(this.state.cells, selected, 1), editing: true });
      case "run-all":
        return this.#runs.add(cells.map(({ id }) => id));
      case "run-from":
        return this.#runs.add(cells.slice(at).map(({ id }) => id));
      case "interrupt":
        return this.#runs.interrupt();
      case "restart":
        return this.#runs.restartOnly();
      case "restart-run-all":
        await this.#runs.restart();
        return this.#runs.add(this.state.cells.map(({ id }) => id));
      case "edit":
        return this.#cell(selected)!.kind === "markdown" ? this.#openText(selected) : this.#set({ editing: true });
      case "leave":
        return this.#set({ editing: false });
      case "save":
        return this.#documents.save();
      case "help":
        return this.querySelector("notebook-keys")!.open();
      default:
        this.#edit(command);
    }
  }

  #edit(command: Command): void {
    const caret = this.#element(this.state.selected)?.editor?.caret ?? 0;
    const change = this.#editing.change(command, this.state, caret);
    if (change) this.#set(change);
  }

  #showLine(lit: LitLine): void {
    this.#set({ lit, selected: lit.cell, editing: false });
    void this.updateComplete.then(() => {
      const element = this.#element(lit.cell);
      void element?.updateComplete.then(() => element.editor?.revealLine(lit.line));
    });
  }

  #applyFix(cell: string, line: number, before: string, after: string): void {
    const written = this.#element(cell)?.editor?.replaceLine(line, before, after) ?? false;
    const where = this.#services.names(cell) ?? "the cell";
    const text = written
      ? `The line is written in ${where}; Ctrl+Z in the cell takes it back. Run ${where} and those below it again.`
      : `Line ${line} of ${where} reads otherwise by now, so nothing was changed.`;
    this.#showLine({ cell, line, kind: "pointed" });
    const run = (): void => emit(this, "command", { command: "run-from", cell });
    this.#note(text, "note", written ? [{ label: "Run them", run }] : []);
  }

  async #openPass(pass: PassSummary): Promise<void> {
    const answer = await answerOf(this.#kernel.pass(pass.number));
    if (answer.kind === "there") this.#openPlayer(answer.value, `${pass.root}.backward(), step by step`);
    else if (answer.kind === "failed") this.#note(answer.message, "error");
  }

  #openPlayer(reply: PassReply, heading: string, opensBeside = false): void {
    this.#opener = document.activeElement;
    this.player = { reply, heading, opensBeside };
  }

  /** Back to the button that opened it. */
  #closePlayer(): void {
    this.player = null;
    void this.updateComplete.then(() => (this.#opener as HTMLElement | null)?.focus({ preventScroll: true }));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { theme, name, selected, editing, running } = this.state;
    applyTheme(theme);
    document.title = `${name} · Notebook · Autograd Playground`;
    this.toggleAttribute("data-playing", this.player !== null);
    this.dataset["running"] = String(running !== null);
    this.#documents.keep();
    const focused = `${selected} ${editing}`;
    if (focused !== this.#focused) this.#moveFocus(selected, editing);
    this.#focused = focused;
  }

  /** The focus follows the selection, so that keys and screen readers are where the eye is. */
  #moveFocus(selected: string, editing: boolean): void {
    const element = this.#element(selected);
    void element?.updateComplete.then(() => {
      if (editing && !element.editor?.matches(":focus-within")) element.editor?.focus();
      else if (!editing && !document.activeElement?.closest("dialog, .notebook-bar, [popover]")) {
        element.focus({ preventScroll: true });
        element.scrollIntoView({ block: "nearest" });
      }
    });
  }

  protected override render(): TemplateResult {
    const { embedded, head, playerLayout } = this.initial;
    const { state, player, progress, spoken } = this;
    return pageView({ state, embedded, head, player, progress, spoken, playerLayout, services: this.#services }, this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "notebook-page": NotebookPage;
  }
}
