// <app-shell>: owner of the page's state. Views emit events about the reader's actions; the shell and its controllers
// update the state, and the views render it.

import type { PropertyValues, TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { type Backend, BrowserBackend, ServerBackend } from "../backend/backend.js";
import type { BackendId } from "../backend/backend-id.js";
import { FoldRequests } from "../backend/fold-requests.js";
import { TraceQueries } from "../backend/queries.js";
import { type TraceRequest, TraceRequests } from "../backend/trace-requests.js";
import type { CodeEditor } from "../editor/editor.js";
import type { ExportSource } from "../export/formats.js";
import type { FindBox } from "../graph/find-box.js";
import type { GraphView } from "../graph/graph-view.js";
import { LightElement } from "../lib/dom/light-element.js";
import { applyTheme, readTheme } from "../lib/dom/theme.js";
import { Store } from "../lib/store.js";
import type { KeysDialog } from "../panels/keys-dialog.js";
import { type AppState, INITIAL } from "../state/app-state.js";
import { listen } from "../state/events.js";
import { pageKeys } from "../state/keymap.js";
import { readLowerHidden, storeLowerHidden } from "../state/lower-panes.js";
import type { Result, Trace } from "../trace/contract.js";
import { counterpart, samePosition } from "../trace/correspondence.js";
import { open } from "../trace/folding.js";
import { type LeafOverrides, NO_OVERRIDES, overridesOf } from "../trace/leaves.js";
import type { Player } from "../trace/playback/player.js";
import { isRenumbered } from "../trace/renumber.js";
import { sameOverrides } from "../trace/transfer-overrides.js";
import { HistorySync } from "../url/history-sync.js";
import { INITIAL_LINK } from "../url/link-state.js";
import { appStateOf, linkStateOf, matchesLink } from "../url/link-state-of.js";
import { FaultDelay } from "./fault-delay.js";
import { LeafController } from "./leaf-controller.js";
import { NodeLinks } from "./node-links.js";
import { isOutdated, type PageConfig, type PageModel } from "./page-view.js";
import { PlayerController } from "./player-controller.js";
import { PracticeController } from "./practice-controller.js";

@customElement("app-shell")
export class AppShell extends LightElement {
  /** Set once, before the element is connected. */
  config!: PageConfig;

  readonly store = new Store<AppState>(INITIAL, () => this.requestUpdate());
  readonly #playerController = new PlayerController(this, this.store);
  readonly #practice = new PracticeController(this, this.store, this.player);
  readonly #leafController = new LeafController(this, this.store, this.player);
  #historySync: HistorySync | null = null;
  /** Engine queries about the present trace; null before the first one. */
  #queries: TraceQueries | null = null;
  #backends!: Readonly<Record<BackendId, Backend>>;
  #traceRequests!: TraceRequests;
  /** Whether the last request was made by choosing an example, which is shown from its start. */
  #exampleChosen = false;
  /** Whether the last request was made by typing. */
  #typing = false;
  readonly #faultDelay = new FaultDelay();
  #foldRequests!: FoldRequests;
  #unsubscribers: (() => void)[] = [];

  constructor() {
    super();
    pageKeys(this);
    new NodeLinks(this);
    this.#addListeners();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { trace, examples, python, initialState, syncHistory } = this.config;
    if (syncHistory) this.#historySync ??= new HistorySync(this, this.store, this.player);
    const backends = { server: new ServerBackend(), browser: new BrowserBackend(python) };
    this.#backends = backends;
    this.#traceRequests = new TraceRequests(backends, {
      onRequest: () => this.#set({ status: { kind: "requesting" } }),
      onResult: (result, milliseconds, outdated) => this.#onResult(result, milliseconds, outdated),
    });
    this.#foldRequests = new FoldRequests(
      (params, signal) => backends[this.state.backend].call("draw", params, signal),
      this.store,
    );
    this.#unsubscribers = [
      this.player.onChange(() => this.requestUpdate()),
      python.onStatus((status) => this.#set({ python: status })),
    ];
    const source = trace?.source ?? examples[0]?.source ?? "";
    this.#openLink(
      appStateOf(initialState.state ?? { ...INITIAL_LINK, source, step: trace?.steps.length ?? 0, theme: readTheme() }),
    );
    this.#set({ lowerHidden: readLowerHidden() });
    this.#historySync?.start(initialState.notice);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const unsubscribe of this.#unsubscribers) unsubscribe();
    this.#traceRequests.cancel();
    this.#faultDelay.cancel();
    this.#pause();
  }

  get player(): Player {
    return this.#playerController.player;
  }

  /** The input of the page's view. */
  get model(): PageModel {
    return { state: this.state, player: this.player, config: this.config, queries: this.#queries };
  }

  private get state(): AppState {
    return this.store.state;
  }

  #set(change: Partial<AppState>): void {
    this.store.set(change);
  }

  /** The trace that came with the page needs no request. */
  #openLink(link: Partial<AppState>): void {
    const { trace, examples } = this.config;
    const example = examples.find(({ source }) => source === link.source)?.id ?? "";
    this.#pause();
    this.#set({ ...link, example });
    if (!trace || !matchesLink(trace, this.state)) return this.#requestTrace({});
    this.#traceRequests.cancel();
    this.#showTrace(trace, null);
  }

  #addListeners(): void {
    const on = listen(this);
    on("source-edit", ({ source }) => {
      this.#pause();
      this.#set({ source, example: "", pass: null });
      this.#typing = true;
      this.#exampleChosen = false;
      this.#faultDelay.cancel();
      this.#traceRequests.debounce(this.#traceRequest());
    });
    on("line-leave", () => this.#faultDelay.release());
    on("example-choose", ({ id }) => {
      const source = this.config.examples.find((each) => each.id === id)?.source;
      if (source === undefined) return;
      this.#requestTrace({ source, example: id, pass: null, selected: null, leaves: NO_OVERRIDES });
      this.#exampleChosen = true;
    });
    for (const event of ["text-restore", "counterexample-open"] as const)
      on(event, ({ source }) =>
        this.#requestTrace({ source, example: "", pass: null, selected: null, leaves: NO_OVERRIDES }),
      );
    on("trace-request", (change) => this.#requestTrace(change));
    on("leaves-request", ({ leaves }) => this.#setLeaves(leaves));
    on("link-open", (link) => this.#openLink(link));
    on("link-show", ({ link }) => void this.querySelector("share-dialog")!.open(link));
    on("view-choose", (change) => {
      if (change.lowerHidden !== undefined) storeLowerHidden(change.lowerHidden);
      this.#set(change);
    });
    on("stage-focus", () => this.#focusStage());
    on("run-stop", () => this.config.python.stop());
    on("find-open", () => this.querySelector<FindBox>("find-box")?.focus());
    on("node-find", ({ node }) => {
      this.#set({ selected: node });
      const graph = this.querySelector<GraphView>("graph-view")!;
      graph.reveal(node);
      graph.focus();
    });
    on("fold", ({ folding }) => this.#foldRequests.setFolding(folding));
    on("box-open", ({ path }) => {
      const { trace } = this.player;
      if (trace) this.#foldRequests.setFolding(open(this.state.foldState.folding, trace, path));
    });
    on("draw-fail", ({ fault }) => this.#foldRequests.foldMore(fault));
    on("export-open", () => this.querySelector("export-dialog")!.open(() => this.#exportSource()));
    on("embed-open", () =>
      this.querySelector("embed-dialog")!.open(linkStateOf(this.state, this.player.position), () =>
        this.#exportSource(),
      ),
    );
    on("beside-open", () => {
      if (this.#queries) this.querySelector("beside-dialog")!.open(this.#queries);
    });
    on("help-open", () => this.querySelector<KeysDialog>("keys-dialog")!.open());
  }

  /** Where nothing can be played, nothing has the focus: the page's keys work too. */
  #focusStage(): void {
    (document.activeElement as HTMLElement | null)?.blur();
    this.querySelector<HTMLElement>(".button-play")?.focus({ preventScroll: true });
  }

  #traceRequest(): TraceRequest {
    const { backend, source, level, pass, mistake, leaves } = this.state;
    return { backend, params: { source, level, pass, mistake, leaves } };
  }

  #exportSource(): ExportSource {
    const { trace } = this.player;
    const { backend, params } = this.#traceRequest();
    return {
      graph: this.querySelector("graph-view")!.currentDrawing,
      position: this.player.position,
      selected: this.state.selected,
      name: this.state.example || trace?.nodes[trace.roots[0] ?? -1]?.name || "",
      hasMistake: params.mistake !== null,
      requestText: (format) => this.#backends[backend].call("export", { ...params, format }),
    };
  }

  /** Applies the change and requests its trace at once. */
  #requestTrace(change: Partial<AppState>): void {
    this.#pause();
    this.#set(change);
    this.#typing = false;
    this.#exampleChosen = false;
    this.#faultDelay.cancel();
    void this.#traceRequests.run(this.#traceRequest());
  }

  /** Requests the trace behind the one in flight, so that every finished trace of a slider drag is shown. */
  #setLeaves(leaves: LeafOverrides): void {
    this.#pause();
    this.#set({ leaves });
    this.#traceRequests.move(this.#traceRequest(), this.player.trace, this.player.position);
  }

  /** An outdated result is shown, so that the graph follows the typing; an outdated error is about a past text. */
  #onResult(result: Result<Trace>, milliseconds: number, outdated: boolean): void {
    if (!result.ok) {
      if (outdated) return;
      if (result.error.code === "pass" && this.state.pass !== null) return this.#showLastPass(this.state.pass);
      this.#leafController.traceFailed();
      const show = (): void => this.#set({ status: { kind: "fault", fault: result.error } });
      const typed = this.#typing && this.querySelector<CodeEditor>("code-editor")?.caretLine === result.error.line;
      if (typed) this.#faultDelay.hold(show);
      else show();
      return;
    }
    const leaves = this.#leafController.overridesFor(result.value);
    if (leaves === this.state.leaves) this.#showTrace(result.value, milliseconds);
    else this.#requestTrace({ leaves });
    if (outdated) this.#set({ status: { kind: "requesting" } });
  }

  /** A link, which anyone can write, asks for a pass that the program does not have. */
  #showLastPass(missing: number): void {
    const text = `This program has no pass ${missing + 1}: the last one is shown.`;
    this.#requestTrace({ pass: null, notice: { text, offers: this.state.notice?.offers ?? [] } });
  }

  #showTrace(trace: Trace, milliseconds: number | null): void {
    const { opening } = this.state;
    const position = opening?.step ?? this.#positionFor(trace);
    if (trace.source === this.state.source) this.#exampleChosen = false;
    const selected = this.#selectionFor(trace);
    this.#set({ status: { kind: "ready", milliseconds }, pointed: null, selected, opening: null });
    this.#foldRequests.show(trace, { ...this.#traceRequest().params, source: trace.source });
    if (opening) this.#foldRequests.setFolding(opening.folding);
    const backend = this.#backends[this.state.backend];
    // A trace that only adds the sentences to the numbers on screen: the answers about these stay.
    const complete = this.player.trace !== null && isRenumbered(this.player.trace) && !isRenumbered(trace);
    if (!(complete && this.#queries?.serve(backend, trace))) this.#queries = new TraceQueries(backend, trace);
    this.#playerController.load(trace, position);
    this.#practice.traceChanged();
    this.#leafController.traceChanged(trace);
  }

  /** The position in a new trace: 0 for an example; otherwise the present one, or the end when that is 0 or the end. */
  #positionFor(trace: Trace): number {
    const { position, length, trace: before } = this.player;
    if (before?.source === trace.source && before.level !== trace.level) return samePosition(position, before, trace);
    if (this.#exampleChosen) return 0;
    // A moved leaf has no visible effect before the first step.
    const moved = before !== null && !sameOverrides(overridesOf(before), overridesOf(trace));
    if (trace.source === before?.source && position < length && !(moved && position === 0)) return position;
    return position === 0 || position === length ? trace.steps.length : position;
  }

  #selectionFor(trace: Trace): AppState["selected"] {
    const { selected, opening } = this.state;
    // The node id in a link is untrusted, and the link may be of another program.
    if (opening) return selected !== null && selected < trace.nodes.length ? selected : null;
    const before = this.player.trace;
    return selected === null || before === null ? null : counterpart(selected, before, trace);
  }

  #pause(): void {
    this.#playerController.pause();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.dataset["panel"] = this.state.panel;
    this.dataset["corner"] = this.state.cornerTab;
    this.dataset["act"] = this.state.toolTab;
    this.toggleAttribute("data-lower-hidden", this.state.lowerHidden);
    this.toggleAttribute("data-outdated", isOutdated(this.model));
    applyTheme(this.state.theme);
    this.setAttribute("aria-busy", String(this.state.status.kind === "requesting"));
  }

  protected override render(): TemplateResult {
    return this.config.view(this.model);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "app-shell": AppShell;
  }
}
