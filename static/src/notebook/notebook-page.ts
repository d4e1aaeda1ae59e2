// <notebook-page>: owns the notebook's state, runs its cells, and keeps its drafts.

import type { PropertyValues, TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { LayoutClient } from "../graph/layout-client.js";
import type { Progress } from "../lib/dom/download.js";
import { LightElement } from "../lib/dom/light-element.js";
import { applyTheme, readTheme } from "../lib/dom/theme.js";
import { Store } from "../lib/store.js";
import type { Command } from "./commands.js";
import type { Kernel, PassReply, PassSummary, RunReply } from "./contract.js";
import type { Cell, NotebookDocument } from "./document/cell.js";
import { indexOf, insertCell, neighbour } from "./document/operations.js";
import { Editing } from "./editing.js";
import { listen } from "./events.js";
import { exampleDocument } from "./examples/examples.js";
import { FileDrop } from "./files/file-drop.js";
import { openFile, saveIpynb, savePython } from "./files/files.js";
import { copyEmbed, copyLink, openInNotebook, type Shared } from "./files/share.js";
import { CellKeys } from "./keymap.js";
import type { LayoutQueue } from "./outputs/layout-queue.js";
import { RunQueue } from "./run/run-queue.js";
import { announcement, errorLine, wrongLine } from "./run/run-result.js";
import type { CellServices } from "./services.js";
import { INITIAL, type LitLine, type NotebookState, type Notice, type NoticeAction } from "./state.js";
import { DraftKeeper } from "./storage/draft-keeper.js";
import { readDraft } from "./storage/drafts.js";
import { type Opened, openOrigin } from "./storage/initial-document.js";
import { answerOf } from "./verdict/answer.js";
import { type OpenPlayer, pageView } from "./view/page.js";
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

@customElement("notebook-page")
export class NotebookPage extends LightElement {
  /** Set once, before the element is attached. */
  initial!: InitialNotebook;

  readonly #store = new Store<NotebookState>(INITIAL, () => this.requestUpdate());
  readonly #editing = new Editing();
  #kernel!: Kernel;
  #queue!: RunQueue;
  #drafts: DraftKeeper | null = null;
  #services!: CellServices;
  /** The document as it was opened: only changes are kept. */
  #unchanged: readonly Cell[] = [];
  #unchangedName = "";
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
    new FileDrop(this, (file) => void this.#openFile(file));
    this.#listen();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { kernel, layout, opened, embedded } = this.initial;
    this.#kernel = kernel((progress) => {
      this.progress = progress;
    });
    this.#queue = new RunQueue(this.#kernel, {
      source: (id) => (this.#cell(id)?.kind === "code" ? this.#cell(id)!.source : null),
      started: (id) => this.#started(id),
      outputs: (id, outputs) => this.#changeCell(id, { outputs }),
      ended: (id, reply) => this.#ended(id, reply),
      lost: (id, error) => this.#lost(id, error),
      changed: () => this.#set({ running: this.#queue.running, waiting: this.#queue.waiting }),
    });
    this.#services = {
      names: (id) => (this.#cell(id) ? `cell ${indexOf(this.state.cells, id) + 1}` : null),
      words: () => wordsOf(this.state.cells),
      kernel: this.#kernel,
      layout,
    };
    if (!embedded) {
      this.#drafts = new DraftKeeper({
        forked: () =>
          this.#note("Another tab changes this notebook too. What you change here is kept as a copy of its own."),
        outcome: (outcome) => this.#saveOutcome(outcome),
      });
    }
    const onHashChange = (): void => void this.#followLink();
    addEventListener("hashchange", onHashChange);
    this.#disposers = [
      this.#kernel.onState((kernelState) => this.#set({ kernel: kernelState })),
      () => removeEventListener("hashchange", onHashChange),
      () => this.#drafts?.dispose(),
    ];
    this.#set({ theme: embedded ? INITIAL.theme : readTheme(), kernel: this.#kernel.state });
    this.#open(opened);
    if (opened.message) this.#note(opened.message, "error");
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

  get #document(): NotebookDocument {
    const { name, cells, metadata } = this.state;
    return { name, cells, metadata };
  }

  #open({ document, draft, origin }: Omit<Opened, "message">, keep = false): void {
    this.#drafts?.begin(draft, origin);
    this.#queue.clear();
    this.#unchanged = keep ? [] : document.cells;
    this.#unchangedName = document.name;
    const selected = document.cells[0]!.id;
    this.#focused = selected;
    this.#set({ ...document, selected, editing: false, opened: new Set(), ran: new Set(), lit: null, notice: null });
    this.player = null;
  }

  /** Opens another notebook in place of this one, which stays a draft. */
  #replace(document: NotebookDocument, origin: string, keep = false): void {
    const before = this.state.name;
    const changed = this.state.cells !== this.#unchanged;
    this.#open({ document, draft: null, origin }, keep);
    if (changed && !this.initial.embedded) this.#note(`"${before}" is kept: it is in the menu Notebook.`);
    scrollTo(0, 0);
  }

  async #openFile(file: File): Promise<void> {
    const opened = await openFile(file);
    if (opened.ok) this.#replace(opened.document, "", true);
    else this.#note(opened.message, "error");
  }

  async #followLink(): Promise<void> {
    const origin = location.hash;
    if (origin.length < 2) return;
    const opened = await openOrigin(origin);
    if (opened.ok) this.#replace(opened.document, origin);
    else this.#note(opened.message, "error");
  }

  #saveOutcome(outcome: "saved" | "without outputs" | "failed"): void {
    if (outcome === "without outputs") {
      this.#note(
        "The outputs are too large for the browser's storage: it keeps the text. Save the notebook to keep both.",
        "warning",
      );
    } else if (outcome === "failed") {
      this.#note(
        "Your browser keeps no drafts here. Save the notebook as a file before you leave the page.",
        "warning",
      );
    }
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
    on("trace-open", ({ reply, title }) => this.#openPlayer(reply, title));
    on("player-close", () => this.#closePlayer());
    on("theme-choose", ({ theme }) => this.#set({ theme }));
    on("limit-choose", ({ seconds }) => {
      this.#queue.limit = seconds;
      this.#set({ limit: seconds });
    });
    on("file-choose", () => this.querySelector<HTMLInputElement>(".file-input")!.click());
    on("file-open", ({ file }) => void this.#openFile(file));
    on("save-python", () => savePython(this.#document));
    on("link-share", () => void this.#share("Link to this notebook", copyLink(this.#document)));
    on("embed-open", () => void this.#share("Embed", copyEmbed(this.#document)));
    on("notebook-link", () => void openInNotebook(this.#document));
    on("example-open", ({ id }) => {
      const document = exampleDocument(id);
      if (document) this.#replace(document, "");
    });
    on("draft-open", ({ id }) => {
      const draft = readDraft(id);
      if (draft) this.#open({ document: draft.document, draft: id, origin: draft.origin });
      else this.#note("This draft is no longer in the browser's storage.", "error");
    });
    on("notice-close", () => this.#set({ notice: null }));
    on("rename", ({ name }) => this.#set({ name }));
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
        this.#runCells([selected]);
        return this.#set({ editing: false });
      case "run-next":
        this.#runCells([selected]);
        return at + 1 < cells.length
          ? this.#set({ selected: cells[at + 1]!.id, editing: false })
          : this.#set({ ...insertCell(cells, selected, 1), editing: true });
      case "run-insert":
        this.#runCells([selected]);
        return this.#set({ ...insertCell(this.state.cells, selected, 1), editing: true });
      case "run-all":
        return this.#runCells(cells.map(({ id }) => id));
      case "run-from":
        return this.#runCells(cells.slice(at).map(({ id }) => id));
      case "interrupt":
        return this.#interrupt();
      case "restart":
        return this.#restartOnly();
      case "restart-run-all":
        await this.#restart();
        return this.#runCells(this.state.cells.map(({ id }) => id));
      case "edit":
        return this.#cell(selected)!.kind === "markdown" ? this.#openText(selected) : this.#set({ editing: true });
      case "leave":
        return this.#set({ editing: false });
      case "save":
        return saveIpynb(this.#document);
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

  /** Text cells are shown, code cells wait for their turn. */
  #runCells(ids: readonly string[]): void {
    this.#set({ opened: new Set([...this.state.opened].filter((id) => !ids.includes(id))) });
    this.#queue.add(ids.filter((id) => this.#cell(id)?.kind === "code"));
  }

  #started(id: string): void {
    this.#changeCell(id, { outputs: [], reply: null });
    const { lit } = this.state;
    this.#set({ running: id, waiting: this.#queue.waiting, lit: lit?.cell === id || lit?.from === id ? null : lit });
  }

  #ended(id: string, reply: RunReply): void {
    this.#changeCell(id, { count: reply.count, reply });
    const cell = this.#cell(id);
    this.#set({
      ran: new Set([...this.state.ran, id]),
      lit: (cell && (errorLine(cell) ?? wrongLine(cell))) ?? this.state.lit,
    });
    this.spoken = announcement(this.#services.names(id), reply);
  }

  /** The worker ended in the middle of a cell. */
  #lost(id: string, error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    const restarted = (error as { restarted?: boolean }).restarted ?? true;
    const again = this.#again(id);
    if (restarted) this.#set({ ran: new Set() });
    this.#note(text, "warning", restarted && again.length > 0 ? [this.#rerun(again)] : []);
  }

  /** The cells that had been run, in the notebook's order, without the one that did not end. */
  #again(except: string | null): readonly string[] {
    return this.state.cells.filter(({ id }) => this.state.ran.has(id) && id !== except).map(({ id }) => id);
  }

  #rerun(ids: readonly string[]): NoticeAction {
    return {
      label: "Run the cells again",
      run: () => {
        this.#set({ notice: null });
        this.#runCells(ids);
      },
    };
  }

  async #interrupt(): Promise<void> {
    this.#queue.clear();
    if (this.#queue.running !== null) await this.#kernel.interrupt();
  }

  async #restart(): Promise<void> {
    this.#queue.clear();
    this.#set({ ran: new Set(), lit: null });
    await this.#kernel.restart();
  }

  async #restartOnly(): Promise<void> {
    const again = this.#again(null);
    await this.#restart();
    this.#note(
      "Python was started again. All variables are gone; the cells and their outputs stay.",
      "note",
      again.length > 0 ? [this.#rerun(again)] : [],
    );
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
      ? `The line is written in ${where}. Run ${where} and then this one again; Ctrl+Z in the cell takes it back.`
      : `Line ${line} of ${where} reads otherwise by now, so nothing was changed.`;
    this.#showLine({ cell, line, kind: "pointed" });
    this.#note(text);
  }

  async #openPass(pass: PassSummary): Promise<void> {
    const answer = await answerOf(this.#kernel.pass(pass.number));
    if (answer.kind === "there") this.#openPlayer(answer.value, `${pass.root}.backward(), step by step`);
    else if (answer.kind === "failed") this.#note(answer.message, "error");
  }

  #openPlayer(reply: PassReply, heading: string): void {
    this.#opener = document.activeElement;
    this.player = { reply, heading };
  }

  /** Back to the button that opened it. */
  #closePlayer(): void {
    this.player = null;
    void this.updateComplete.then(() => (this.#opener as HTMLElement | null)?.focus({ preventScroll: true }));
  }

  async #share(title: string, shared: Promise<Shared>): Promise<void> {
    const { message, text } = await shared;
    if (text === null) this.#note(message);
    else await this.querySelector("text-dialog")!.open({ title, about: message, text });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { theme, cells, name, selected, editing, running } = this.state;
    applyTheme(theme);
    document.title = `${name} · Notebook · Autograd Playground`;
    this.toggleAttribute("data-playing", this.player !== null);
    this.dataset["running"] = String(running !== null);
    if (cells !== this.#unchanged || name !== this.#unchangedName) {
      this.#unchanged = cells;
      this.#unchangedName = name;
      this.#drafts?.keep(this.#document);
    }
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
