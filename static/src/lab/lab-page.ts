// <lab-page>: holds the lab's state, asks for networks, and lets them train. Views call its actions; here it is decided.

import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { type Backend, BrowserBackend, ServerBackend } from "../backend.js";
import type { Place } from "../app-state.js";
import { icon } from "../icons.js";
import { LightElement } from "../light-element.js";
import { showLook } from "../looks.js";
import type { PythonHost } from "../python-host.js";
import { fragment } from "../link/arrival.js";
import { pythonWords } from "../python-words.js";
import { home } from "../site.js";
import type { Actions } from "./actions.js";
import { Compiling } from "./compiling.js";
import type { DrawingEvents } from "./contract.js";
import { askCode, askSample } from "./door.js";
import { drawMoment } from "./drawing.js";
import { Keeping } from "./keeping.js";
import { LabKeys } from "./keys.js";
import { type LabLink, encodeLab } from "./link.js";
import { openTab, playgroundAddress } from "./opening.js";
import { wantedRuns } from "./runs.js";
import type { Row, Settings } from "./settings.js";
import { stepsOf } from "./speeds.js";
import { INITIAL, type LabState, PANELS, PANEL_WORDS, type Status } from "./state.js";
import { changeWords, setupWords } from "./status-words.js";
import { Batches } from "./training/batches.js";
import type { TrainerHost } from "./training/host.js";
import { Session } from "./training/session.js";
import type { Setup } from "./training/setup.js";
import { controls } from "./view/controls.js";
import { mistakesBar } from "./view/mistakes.js";
import { curves, network, plane } from "./view/stage.js";
import { transport } from "./view/transport.js";

/** What the page opens with. */
export interface FirstLab {
  readonly setup: Setup | null;
  readonly link: LabLink | null;
  /** Why a link could not be read. */
  readonly words: string;
  readonly embedded: boolean;
  readonly python: PythonHost;
  readonly trainer: TrainerHost;
}

@customElement("lab-page")
export class LabPage extends LightElement {
  /** Set once, before the element is put on the page. */
  first!: FirstLab;

  @state() private state: LabState = INITIAL;
  /** What stands after the "#" of a link to an embed as it is. */
  @state() private linked = fragment();
  readonly #compiling = new Compiling();
  #session!: Session;
  #backends!: Readonly<Record<Place, Backend>>;
  #keeping!: Keeping;
  /** What was said last of runs that stopped. */
  #stops = "";
  #unsubscribe: () => void = () => undefined;
  readonly #actions: Actions = {
    change: (change) => this.#change(change),
    newStart: () => this.#change({ seed: (this.state.settings.seed + 1) % 2 ** 32 }),
    mistake: (mistake, made) => this.#ask({ mistakes: { ...this.state.mistakes, [mistake]: made } }),
    second: (second) => this.#ask({ second, side: second ? this.state.side : 0 }),
    playOrPause: () => (this.#session.playing ? this.#session.pause() : this.#session.play()),
    reset: () => this.#session.goTo(0),
    step: (by) => this.#session.goTo((this.#session.playing ? this.#session.step : this.#session.goal) + by),
    epoch: () => {
      const { perEpoch } = this;
      this.#session.goTo((Math.floor(this.#session.goal / perEpoch) + 1) * perEpoch);
    },
    goTo: (step) => this.#session.goTo(step),
    speed: (speed) => {
      this.#session.pace = stepsOf(speed);
      this.#set({ speed });
    },
    scale: (scale) => this.#set({ scale }),
    show: (show) => this.#set({ show }),
    side: (side) => this.#set({ side }),
    tool: (tool) => this.#set({ tool }),
    choose: (point) => this.#set({ chosen: point === this.state.chosen ? null : point }),
    openSample: () => void this.#openSample(),
    panel: (panel) => this.#set({ panel }),
    place: (place) => this.#ask({ place }),
    look: (look) => this.#set({ look }),
    paste: () => this.#paste(),
    code: () => this.#code(),
    share: () => void this.#share(),
    embed: () => void this.#embed(),
    stopPython: () => this.first.python.stop(),
    retry: () => this.#ask({}),
  };

  constructor() {
    super();
    new LabKeys(this, this.#actions);
    this.#on("lab-place", ({ x, y, label }) => this.#addPoint([x, y, label]));
    this.#on("lab-choose", ({ row }) => this.#actions.choose(row));
    this.#on("lab-travel", ({ step }) => this.#session.goTo(step));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { setup, link, words, python, trainer } = this.first;
    this.#backends = { server: new ServerBackend(), browser: new BrowserBackend(python) };
    this.#session = new Session(trainer, {
      drawn: () => {
        this.#draw();
        this.#sayStops();
      },
      changed: () => this.requestUpdate(),
      failed: (said) => this.#say({ kind: "fault", words: said, again: false }),
    });
    this.#keeping = new Keeping((opened) => this.#open(opened), (said) => this.#say({ kind: "note", words: said }), (written) => this.#linked(written));
    this.#unsubscribe = python.onStatus((status) => this.#set({ python: status }));
    if (setup) this.#compiling.keep(setup);
    this.#open(link ?? { ...INITIAL, step: 0 }, words);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe();
    this.#keeping.dispose();
    this.first.trainer.dispose();
  }

  /** Steps in which each point is seen once. */
  private get perEpoch(): number {
    const { points, settings } = this.#session.starts[0]?.setup ?? {};
    return points && settings ? new Batches(points.length, settings.batch).perEpoch : 1;
  }

  #set(change: Partial<LabState>): void {
    this.state = { ...this.state, ...change };
  }

  #say(status: Status): void {
    this.#set({ status });
  }

  #open({ step, ...linked }: LabLink, words = ""): void {
    this.#session.pause();
    this.#session.pace = stepsOf(linked.speed);
    this.#set({ ...linked, side: 0 });
    void this.#compile(step, words);
  }

  #change(change: Partial<Settings>): void {
    const own = change.data !== undefined && this.state.chosen !== null;
    this.#ask({ settings: { ...this.state.settings, ...change }, ...(own ? { chosen: null } : {}) });
  }

  /** The state with this change: runs go on where the change is only in how they are steered, else others take their place. */
  #ask(change: Partial<LabState>): void {
    const before = this.state;
    this.#set(change);
    const now = this.state;
    const wanted = wantedRuns(now);
    if (before.status.kind === "asking" || before.status.kind === "fault" || !Compiling.fit(this.#session.intended, wanted)) {
      void this.#compile(0);
      return;
    }
    this.#session.steer(wanted.map(({ course }) => course), (step) => {
      const words = changeWords(before, now, step);
      if (words) this.#say({ kind: "note", words });
    });
  }

  /** Networks as the state has them, trained up to step `to`. What is there stays until they come; then `words` are said. */
  async #compile(to: number, words = ""): Promise<void> {
    const wanted = wantedRuns(this.state);
    this.#say({ kind: "asking" });
    const result = await this.#compiling.want(this.#backends[this.state.place], wanted.map(({ settings }) => settings));
    if (!result) return;
    if (!result.ok) {
      const { message, hint, code } = result.error;
      this.#say({ kind: "fault", words: `${message} ${hint}`.trimEnd(), again: code === "backend" });
      return;
    }
    const { setups, milliseconds } = result.value;
    // The rate may have been changed while the engine was at work.
    const courses = wantedRuns(this.state);
    this.#session.start(setups.map((setup, i) => ({ name: courses[i]!.name, setup, course: courses[i]!.course })), to);
    this.#say(words ? { kind: "note", words } : { kind: "ready", words: setupWords(setups[0]!, milliseconds, this.state.place) });
  }

  /** Runs that stopped by themselves say why, once. */
  #sayStops(): void {
    const { moments, starts } = this.#session;
    const words = moments.flatMap(({ stopped }, i) => (stopped === null ? [] : [moments.length > 1 ? `On the ${starts[i]!.name}: ${stopped}` : stopped])).join(" ");
    if (words && words !== this.#stops) this.#say({ kind: "note", words });
    this.#stops = words;
  }

  #addPoint(point: Row): void {
    if (this.state.tool === "choose") return;
    const points = this.#session.starts[0]?.setup.points ?? [];
    this.#useRows([...points, point]);
  }

  #useRows(rows: readonly Row[]): void {
    this.#change({ data: { ...this.state.settings.data, kind: "own", rows } });
  }

  #paste(): void {
    this.querySelector("lab-paste")!.open(this.#session.starts[0]?.setup.points ?? [], (rows) => this.#useRows(rows));
  }

  #code(): void {
    const { settings, course } = wantedRuns(this.state)[0]!;
    const rate = settings.rate * course.factor;
    const backend = this.#backends[this.state.place];
    this.querySelector("lab-code")!.open({
      ask: (format) => askCode(backend, { ...settings, rate }, format, course),
      open: (program) => void playgroundAddress(program).then((address) => this.#openTab(address)),
    });
  }

  async #openSample(): Promise<void> {
    const { chosen, side } = this.state;
    const [start, moment] = [this.#session.starts[side], this.#session.moments[side]];
    if (!start || !moment || chosen === null) return;
    if (!moment.parameters.every(Number.isFinite)) {
      this.#say({ kind: "note", words: "Some weights of this moment are not finite. Go back to a step before it." });
      return;
    }
    const result = await askSample(this.#backends[this.state.place], start.setup.settings, moment.parameters, chosen);
    if (!result.ok) this.#say({ kind: "fault", words: result.error.message, again: false });
    else this.#openTab(await playgroundAddress(result.value.source, { closed: result.value.closed, constants: true }));
  }

  #openTab(address: string | null): void {
    if (address === null) this.#say({ kind: "note", words: "This program is longer than 64 KB, which is more than an address holds. Download it instead." });
    else if (!openTab(address)) this.#say({ kind: "note", words: "Your browser does not let the page open a tab.", link: address });
  }

  async #share(): Promise<void> {
    const fragment = await this.#link();
    if (fragment === null) return;
    const link = `${location.href.replace(/#.*$/, "")}#${fragment}`;
    try {
      await navigator.clipboard.writeText(link);
      this.#say({ kind: "note", words: "The link is copied. It trains the same numbers, up to this step." });
    } catch {
      // Forbidden, or absent where the page came without encryption.
      await this.querySelector("lab-text")!.open({ title: "Link to this training", about: "Your browser does not let the page copy. The link is selected: copy it with Ctrl+C or ⌘C.", text: link });
    }
  }

  async #embed(): Promise<void> {
    const fragment = await this.#link();
    if (fragment === null) return;
    const text = `<iframe src="${home()}embed/lab/#${fragment}" title="Training lab" width="100%" height="640" loading="lazy"
  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write; fullscreen"
  style="border: 1px solid #ccc"></iframe>`;
    await this.querySelector("lab-text")!.open({ title: "Embed", about: "HTML for a page of yours: this training, with these settings, at this step.", text });
  }

  async #link(): Promise<string | null> {
    const fragment = await encodeLab({ ...this.state, step: this.#session.step });
    if (fragment === null) this.#say({ kind: "note", words: "These points are more than an address holds (64 KB): there is no link to them." });
    return fragment;
  }

  /** An embed's address is its host's to choose: there a button leads to the lab. */
  #linked(written: string): void {
    if (this.first.embedded) this.linked = written;
    else history.replaceState(null, "", `${location.pathname}${location.search}#${written}`);
  }

  #draw(): void {
    drawMoment(this, this.#session, this.state, this.perEpoch);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.dataset["panel"] = this.state.panel;
    showLook(this.state.look);
    this.setAttribute("aria-busy", String(this.state.status.kind === "asking"));
    this.dataset["training"] = this.#session.state;
    if (this.#session.moments.length > 0) this.#draw();
    if (this.#session.state === "rests" && this.state.status.kind !== "asking") this.#keeping.keep({ ...this.state, step: this.#session.step });
  }

  protected override render(): TemplateResult {
    const { state } = this;
    const act = this.#actions;
    const { starts, playing } = this.#session;
    return html`
      ${this.first.embedded ? nothing : html`<lab-bar .act=${act} .place=${state.place} .look=${state.look}></lab-bar>`}
      <section class="lab-controls" aria-label="Settings">${controls(state.settings, act)}</section>
      <section class="lab-mistakes" aria-label="Mistakes">${mistakesBar(state.settings, state.mistakes, state.second, act)}</section>
      <section class="lab-planes-pane" aria-label="Points" data-runs=${starts.length}>${plane(state, starts, act)}</section>
      <nav class="tabs" aria-label="Panels">
        ${PANELS.map((panel) => html`<button type="button" aria-pressed=${panel === state.panel} @click=${() => act.panel(panel)}>${PANEL_WORDS[panel]}</button>`)}
      </nav>
      <section class="lab-network-pane" aria-label="Network">${network(state, act)}</section>
      <section class="lab-curves-pane" aria-label="Loss and accuracy">${curves(state, act)}</section>
      <div class="lab-transport">${transport({ playing, ready: starts.length > 0, speed: state.speed, perEpoch: this.perEpoch }, act)}</div>
      <div class="lab-status" data-kind=${state.status.kind}>
        ${this.#status()}
        ${this.first.embedded ? html`<a class="button" href=${`${home()}lab/#${this.linked}`} target="_blank">Open in the lab</a>` : nothing}
      </div>
      <lab-paste></lab-paste><lab-code></lab-code><lab-text></lab-text>`;
  }

  #status(): TemplateResult {
    const { status, place, python } = this.state;
    const act = this.#actions;
    switch (status.kind) {
      case "asking":
        return html`<div class="status-text" role="status">${place === "browser" ? pythonWords(python) : "The server compiles the network."}</div>
          ${place === "browser" && python.kind === "ready" ? html`<button type="button" class="button" @click=${() => act.stopPython()}>Stop</button>` : nothing}`;
      case "fault":
        return html`<div class="status-text" role="status"><span class="status-fault">${icon("error")} ${status.words}</span></div>
          ${status.again ? html`<button type="button" class="button" @click=${() => act.retry()}>Try again</button>` : nothing}`;
      case "note":
        return html`<div class="status-text" role="status">${status.words}</div>
          ${status.link ? html`<a class="button" href=${status.link} target="_blank">Open it</a>` : nothing}`;
      case "ready":
        return html`<div class="status-text" role="status">${status.words}</div>`;
    }
  }

  #on<Name extends keyof DrawingEvents>(name: Name, act: (detail: DrawingEvents[Name]) => void): void {
    this.addEventListener(name, (event) => act((event as CustomEvent<DrawingEvents[Name]>).detail));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-page": LabPage;
  }
}
