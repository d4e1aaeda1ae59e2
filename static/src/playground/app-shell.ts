// <app-shell>: holds the page's state and gives each view its part of it. Views say what the reader did; here it is decided.

import type { PropertyValues, TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { type Backend, BrowserBackend, ServerBackend } from "../backend/backend.js";
import type { BackendId } from "../backend/backend-id.js";
import { FoldRequests } from "../backend/fold-requests.js";
import { Queries } from "../backend/queries.js";
import { type TraceRequest, TraceRequests } from "../backend/trace-requests.js";
import type { Subject } from "../export/formats.js";
import type { FindBox } from "../graph/find-box.js";
import type { GraphView } from "../graph/graph-view.js";
import { LightElement } from "../lib/dom/light-element.js";
import { applyTheme } from "../lib/dom/theme.js";
import type { KeysDialog } from "../panels/keys-dialog.js";
import { type AppState, INITIAL } from "../state/app-state.js";
import { listen } from "../state/events.js";
import { pageKeys } from "../state/keymap.js";
import type { Notice } from "../state/notice.js";
import type { Result, Trace } from "../trace/contract.js";
import { counterpart, samePosition } from "../trace/correspondence.js";
import { open } from "../trace/folding.js";
import { type Moves, movesOf, NO_MOVES } from "../trace/leaves.js";
import type { Move } from "../trace/playback/moves.js";
import { stepSizeOf } from "../trace/playback/moves.js";
import { Playback } from "../trace/playback/playback.js";
import { Player } from "../trace/playback/player.js";
import { sameMoves } from "../trace/transfer-moves.js";
import { HistorySync } from "../url/history-sync.js";
import { INITIAL_LINK, type LinkState } from "../url/link-state.js";
import { answers, linkStateOf, type Opening, stateOf } from "../url/link-state-of.js";
import { LeafController } from "./leaf-controller.js";
import { NodeLinks } from "./node-links.js";
import type { FirstPage, PageModel } from "./page-view.js";
import { PracticeController } from "./practice-controller.js";

@customElement("app-shell")
export class AppShell extends LightElement {
  /** What the page arrived with; set once, before the element is put on the page. */
  first!: FirstPage;

  @state() private state: AppState = INITIAL;
  readonly #player = new Player();
  readonly #playback = new Playback(this.#player, () => this.#set({ playing: false }));
  #keeping: HistorySync | null = null;
  readonly #watching: PracticeController;
  readonly #acting: LeafController;
  /** What panels can ask about the trace that is shown. */
  #inquiry: Queries | null = null;
  #backends!: Readonly<Record<BackendId, Backend>>;
  /** How the trace that is asked for opens; null leaves that to what changed. */
  #opening: Opening | null = null;
  #asking!: TraceRequests;
  #folder!: FoldRequests;
  #unsubscribe: (() => void)[] = [];

  constructor() {
    super();
    pageKeys(this);
    new NodeLinks(this);
    this.#listen();
    this.#watching = new PracticeController(this, {
      player: this.#player,
      state: () => this.state,
      set: (change) => this.#set(change),
      ask: (change) => this.#ask(change),
      pause: () => this.#pause(),
    });
    this.#acting = new LeafController(this, {
      trace: () => this.#player.trace,
      state: () => this.state,
      set: (change) => this.#set(change),
      follow: (leaves) => this.#follow(leaves),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { trace, examples, python, arrival, keeps } = this.first;
    if (keeps) this.#keeping ??= new HistorySync(this);
    const backends = { server: new ServerBackend(), browser: new BrowserBackend(python) };
    this.#backends = backends;
    this.#asking = new TraceRequests(backends, {
      asked: () => this.#set({ status: { kind: "asking" } }),
      answered: (result, milliseconds) => this.#answered(result, milliseconds),
    });
    this.#folder = new FoldRequests(
      (params, signal) => backends[this.state.backend].draw(params, signal),
      () => this.#set({ folded: this.#folder.folded }),
    );
    this.#unsubscribe = [
      this.#player.onChange(() => this.requestUpdate()),
      python.onStatus((status) => this.#set({ python: status })),
    ];
    this.show(arrival.state ?? { ...INITIAL_LINK, source: trace?.source ?? examples[0]?.source ?? "" });
    this.#keeping?.arrived(arrival.notice);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#asking.cancel();
    this.#playback.stop();
  }

  /** All that the page shows. */
  get model(): PageModel {
    return { state: this.state, player: this.#player, first: this.first, inquiry: this.#inquiry };
  }

  /** What a link to the page as it is has to hold. */
  get linkState(): LinkState {
    return linkStateOf(
      this.state,
      this.#opening ?? { step: this.#player.position, folding: this.state.folded.folding },
    );
  }

  /** Show what a link, or this browser, has kept. */
  show(linked: LinkState): void {
    const { trace, examples } = this.first;
    this.#opening = linked;
    const example = examples.find(({ source }) => source === linked.source)?.id ?? "";
    if (trace && answers(trace, linked)) {
      this.#pause();
      this.#asking.cancel();
      this.#set({ ...stateOf(linked), example });
      this.#loaded(trace, null);
    } else {
      this.#ask({ ...stateOf(linked), example });
    }
  }

  copy(link: string): Promise<boolean> {
    return this.querySelector("share-menu")!.copy(link);
  }

  get notice(): Notice | null {
    return this.state.notice;
  }

  say(notice: Notice | null): void {
    this.#set({ notice });
  }

  #set(change: Partial<AppState>): void {
    this.state = { ...this.state, ...change };
  }

  #listen(): void {
    const on = listen(this);
    on("source-edit", ({ source }) => {
      this.#pause();
      this.#set({ source, example: "", pass: null });
      this.#asking.soon(this.#question());
    });
    on("example-choose", ({ id }) => {
      const source = this.first.examples.find((each) => each.id === id)?.source;
      if (source !== undefined) this.#ask({ source, example: id, pass: null, selected: null, leaves: NO_MOVES });
    });
    on("text-restore", ({ source }) =>
      this.#ask({ source, example: "", pass: null, selected: null, leaves: NO_MOVES }),
    );
    on("level-choose", ({ level }) => this.#ask({ level }));
    on("pass-choose", ({ pass }) => this.#ask({ pass }));
    on("backend-choose", ({ backend }) => this.#ask({ backend }));
    on("retry", () => this.#ask({}));
    on("move", ({ move }) => {
      this.#pause();
      this.#move(move);
    });
    on("play-toggle", () => (this.state.playing ? this.#pause() : this.#play()));
    on("speed-choose", ({ speed }) => {
      this.#set({ speed });
      if (this.state.playing) this.#play();
    });
    on("step-size-choose", ({ stepSize }) => {
      this.#set({ stepSize });
      if (this.state.playing) this.#play();
    });
    on("node-point", ({ node }) => this.#set({ pointed: node }));
    on("node-select", ({ node }) => this.#set({ selected: node === this.state.selected ? null : node }));
    on("panel-choose", ({ panel }) => this.#set({ panel }));
    on("theme-choose", ({ theme }) => this.#set({ theme }));
    on("run-stop", () => this.first.python.stop());
    on("find-open", () => this.querySelector<FindBox>("find-box")?.focus());
    on("node-find", ({ node }) => {
      this.#set({ selected: node });
      const graph = this.querySelector<GraphView>("graph-view")!;
      graph.reveal(node);
      graph.focus();
    });
    on("fold", ({ folding }) => this.#folder.fold(folding));
    on("box-open", ({ path }) => {
      const { trace } = this.#player;
      if (trace) this.#folder.fold(open(this.state.folded.folding, trace, path));
    });
    on("draw-fail", ({ fault }) => this.#folder.foldMore(fault));
    on("export-open", () => this.querySelector("export-dialog")!.open(() => this.#toExport()));
    on("embed-open", () => this.querySelector("embed-dialog")!.open(this.linkState, () => this.#toExport()));
    on("help-open", () => this.querySelector<KeysDialog>("keys-dialog")!.open());
  }

  #question(): TraceRequest {
    const { backend, source, level, pass, mistake, leaves } = this.state;
    return { backend, params: { source, level, pass, mistake, leaves } };
  }

  #toExport(): Subject {
    const { trace } = this.#player;
    const {
      backend,
      params: { mistake: _, ...params },
    } = this.#question();
    return {
      drawn: this.querySelector("graph-view")!.shown,
      position: this.#player.position,
      selected: this.state.selected,
      name: this.state.example || trace?.nodes[trace.roots[0] ?? -1]?.name || "",
      ask: (format) => this.#backends[backend].export({ ...params, format }),
    };
  }

  #ask(change: Partial<AppState>): void {
    this.#pause();
    this.#set(change);
    void this.#asking.now(this.#question());
  }

  #follow(leaves: Moves): void {
    this.#pause();
    this.#set({ leaves });
    void this.#asking.follow(this.#question());
  }

  #answered(result: Result<Trace>, milliseconds: number): void {
    if (!result.ok) {
      this.#acting.failed();
      this.#set({ status: { kind: "fault", fault: result.error } });
      return;
    }
    const leaves = this.#acting.fitting(result.value);
    if (leaves === this.state.leaves) this.#loaded(result.value, milliseconds);
    else this.#ask({ leaves });
  }

  #loaded(trace: Trace, milliseconds: number | null): void {
    const opening = this.#opening;
    const position = opening?.step ?? this.#positionIn(trace);
    this.#set({ status: { kind: "ready", milliseconds }, pointed: null, selected: this.#stillThere(trace) });
    this.#opening = null;
    this.#folder.show(trace, this.#question().params);
    if (opening) this.#folder.fold(opening.folding);
    this.#inquiry = new Queries(this.#backends[this.state.backend], trace);
    this.#player.load(trace, position);
    this.#watching.traceChanged();
    this.#acting.loaded(trace);
  }

  /** An example starts at its beginning; other changes keep the position, and at either end show the result. */
  #positionIn(trace: Trace): number {
    const { position, length, trace: before } = this.#player;
    if (before?.source === trace.source && before.level !== trace.level) return samePosition(position, before, trace);
    if (this.state.example !== "" && trace.source !== this.#player.trace?.source) return 0;
    // Before the first step a moved leaf would show nothing.
    const moved = before !== null && !sameMoves(movesOf(before), movesOf(trace));
    if (trace.source === before?.source && position < length && !(moved && position === 0)) return position;
    return position === 0 || position === length ? trace.steps.length : position;
  }

  #stillThere(trace: Trace): AppState["selected"] {
    const { selected } = this.state;
    // A link, like the trace, comes from outside the page.
    if (this.#opening) return selected !== null && selected < trace.nodes.length ? selected : null;
    const before = this.#player.trace;
    return selected === null || before === null ? null : counterpart(selected, before, trace);
  }

  #move(move: Move): void {
    if (typeof move === "string") this.#player[move]();
    else if ("to" in move) this.#player.go(move.to);
    else this.#player.goPhase(move.phase);
  }

  #play(): void {
    this.#set({ playing: true });
    this.#playback.start(this.state.speed, stepSizeOf(this.state.stepSize).next);
  }

  #pause(): void {
    this.#playback.stop();
    if (this.state.playing) this.#set({ playing: false });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.dataset["panel"] = this.state.panel;
    this.dataset["corner"] = this.state.corner;
    this.dataset["act"] = this.state.act;
    applyTheme(this.state.theme);
    this.setAttribute("aria-busy", String(this.state.status.kind === "asking"));
  }

  protected override render(): TemplateResult {
    return this.first.view(this.model);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "app-shell": AppShell;
  }
}
