// <app-shell>: holds the page's state and gives each view its part of it. Views say what the reader did; here it is decided.

import type { PropertyValues, TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { type AppState, INITIAL } from "./app-state.js";
import { Asking, type Question } from "./asking.js";
import { BrowserBackend, ServerBackend } from "./backend.js";
import type { Result, Trace } from "./contract.js";
import { Keys } from "./keys.js";
import type { KeysDialog } from "./keys-dialog.js";
import { LightElement } from "./light-element.js";
import { NodeLinks } from "./node-links.js";
import type { Move, PageEvents } from "./page-events.js";
import { type FirstPage, pageView } from "./page-view.js";
import { Playback } from "./playback.js";
import { Player } from "./player.js";

@customElement("app-shell")
export class AppShell extends LightElement {
  /** What the page arrived with; set once, before the element is put on the page. */
  first!: FirstPage;

  @state() private state: AppState = INITIAL;
  readonly #player = new Player();
  readonly #playback = new Playback(this.#player, () => this.#set({ playing: false }));
  #asking!: Asking;
  #unsubscribe: (() => void)[] = [];

  constructor() {
    super();
    new Keys(this);
    new NodeLinks(this);
    this.#listen();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { trace, examples, python } = this.first;
    const backends = { server: new ServerBackend(), browser: new BrowserBackend(python) };
    this.#asking = new Asking(backends, {
      asked: () => this.#set({ status: { kind: "asking" } }),
      answered: (result, milliseconds) => this.#answered(result, milliseconds),
    });
    this.#unsubscribe = [
      this.#player.onChange(() => this.requestUpdate()),
      python.onStatus((status) => this.#set({ python: status })),
    ];
    this.#player.load(trace);
    const source = trace?.source ?? examples[0]?.source ?? "";
    this.#set({ source, example: examples.find((each) => each.source === source)?.id ?? "", level: trace?.level ?? INITIAL.level });
    if (!trace) void this.#asking.now(this.#question());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#asking.cancel();
    this.#playback.stop();
  }

  #set(change: Partial<AppState>): void {
    this.state = { ...this.state, ...change };
  }

  #on<Name extends keyof PageEvents>(name: Name, act: (detail: PageEvents[Name]) => void): void {
    this.addEventListener(name, (event) => act((event as CustomEvent<PageEvents[Name]>).detail));
  }

  #listen(): void {
    this.#on("source-edit", ({ source }) => {
      this.#pause();
      this.#set({ source, example: "", pass: null });
      this.#asking.soon(this.#question());
    });
    this.#on("example-choose", ({ id }) => {
      const source = this.first.examples.find((each) => each.id === id)?.source;
      if (source !== undefined) this.#ask({ source, example: id, pass: null, selected: null });
    });
    this.#on("level-choose", ({ level }) => this.#ask({ level, selected: null }));
    this.#on("pass-choose", ({ pass }) => this.#ask({ pass }));
    this.#on("place-choose", ({ place }) => this.#ask({ place }));
    this.#on("retry", () => this.#ask({}));
    this.#on("move", ({ move }) => {
      this.#pause();
      this.#move(move);
    });
    this.#on("play-toggle", () => (this.state.playing ? this.#pause() : this.#play()));
    this.#on("pace-choose", ({ pace }) => {
      this.#set({ pace });
      if (this.state.playing) this.#play();
    });
    this.#on("node-point", ({ node }) => this.#set({ pointed: node }));
    this.#on("node-select", ({ node }) => this.#set({ selected: node === this.state.selected ? null : node }));
    this.#on("panel-choose", ({ panel }) => this.#set({ panel }));
    this.#on("run-stop", () => this.first.python.stop());
    this.#on("help-open", () => this.querySelector<KeysDialog>("keys-dialog")!.open());
  }

  #question(): Question {
    const { place, source, level, pass } = this.state;
    return { place, params: { source, level, pass } };
  }

  #ask(change: Partial<AppState>): void {
    this.#pause();
    this.#set(change);
    void this.#asking.now(this.#question());
  }

  #answered(result: Result<Trace>, milliseconds: number): void {
    if (!result.ok) {
      this.#set({ status: { kind: "fault", fault: result.error } });
      return;
    }
    const position = this.#positionIn(result.value);
    this.#set({ status: { kind: "ready", milliseconds }, pointed: null, selected: this.#stillThere(result.value) });
    this.#player.load(result.value, position);
  }

  /** An example starts at its beginning; other changes keep the place, and at either end show the result. */
  #positionIn(trace: Trace): number {
    const { position, length } = this.#player;
    if (this.state.example !== "" && trace.source !== this.#player.trace?.source) return 0;
    if (trace.source === this.#player.trace?.source && position < length) return position;
    return position === 0 || position === length ? trace.steps.length : position;
  }

  #stillThere(trace: Trace): AppState["selected"] {
    const { selected } = this.state;
    return selected !== null && selected < trace.nodes.length ? selected : null;
  }

  #move(move: Move): void {
    if (typeof move === "string") this.#player[move]();
    else if ("to" in move) this.#player.go(move.to);
    else this.#player.goPhase(move.phase);
  }

  #play(): void {
    this.#set({ playing: true });
    this.#playback.start(this.state.pace);
  }

  #pause(): void {
    this.#playback.stop();
    if (this.state.playing) this.#set({ playing: false });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.dataset["panel"] = this.state.panel;
    this.setAttribute("aria-busy", String(this.state.status.kind === "asking"));
  }

  protected override render(): TemplateResult {
    return pageView({ state: this.state, player: this.#player, first: this.first });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "app-shell": AppShell;
  }
}
