// <lab-page>: holds the lab's state, asks for networks, and lets them train. Views call its actions; here it is decided.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { type Backend, BrowserBackend, ServerBackend } from "../backend/backend.js";
import type { BackendId } from "../backend/backend-id.js";
import type { PyodideClient } from "../backend/pyodide-client.js";
import { fragment } from "../lib/dom/fragment.js";
import { LightElement } from "../lib/dom/light-element.js";
import { home } from "../lib/dom/site.js";
import { applyTheme } from "../lib/dom/theme.js";
import type { Actions } from "./actions.js";
import { drawMoment } from "./draw-moment.js";
import type { DrawingEvents } from "./drawings/contract.js";
import { LabHistorySync } from "./history-sync.js";
import { labKeys } from "./keymap.js";
import type { LabLink } from "./link-state.js";
import { wantedRuns } from "./runs.js";
import type { Row, Settings } from "./settings/settings.js";
import { SetupCache } from "./setup-cache.js";
import { code, embed, type ShareContext, sample, share } from "./share.js";
import { stepsOf } from "./speeds.js";
import { INITIAL, type LabState, PANEL_WORDS, PANELS, type Status } from "./state.js";
import { changeWords, setupWords } from "./status-text.js";
import { Batches } from "./training/batches.js";
import type { TrainerHost } from "./training/host.js";
import { Session } from "./training/session.js";
import type { Setup } from "./training/setup.js";
import { controls } from "./view/controls.js";
import { mistakesBar } from "./view/mistakes.js";
import { curves, network, plane } from "./view/stage.js";
import { statusLine } from "./view/status.js";
import { transport } from "./view/transport.js";

/** What the page opens with. */
export interface FirstLab {
  readonly setup: Setup | null;
  readonly link: LabLink | null;
  /** Why a link could not be read. */
  readonly words: string;
  readonly embedded: boolean;
  readonly python: PyodideClient;
  readonly trainer: TrainerHost;
}

@customElement("lab-page")
export class LabPage extends LightElement {
  /** Set once, before the element is put on the page. */
  first!: FirstLab;

  @state() private state: LabState = INITIAL;
  /** What stands after the "#" of a link to an embed as it is. */
  @state() private linked = fragment();
  readonly #compiling = new SetupCache();
  #session!: Session;
  #backends!: Readonly<Record<BackendId, Backend>>;
  #keeping!: LabHistorySync;
  /** What was said last of runs that stopped. */
  #stops = "";
  #unsubscribe: () => void = () => undefined;
  readonly #actions: Actions = {
    change: (change) => this.#change(change),
    newStart: () => this.#change({ seed: (this.state.settings.seed + 1) % 2 ** 32 }),
    mistake: (mistake, made) => this.#ask({ mistakes: { ...this.state.mistakes, [mistake]: made } }),
    second: (second) => this.#ask({ second, side: second ? this.state.side : 0 }),
    playOrPause: () => (this.#session.playing ? this.#session.pause() : this.#session.play()),
    reset: () => this.#reset(),
    step: (by) => this.#session.goTo(this.#session.heading + by),
    epoch: () => {
      const { perEpoch } = this;
      this.#session.goTo((Math.floor(this.#session.heading / perEpoch) + 1) * perEpoch);
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
    openSample: () => void sample(this.#lender),
    panel: (panel) => this.#set({ panel }),
    backend: (backend) => {
      this.#set({ backend });
      // Only what is still wanted is asked for there.
      if (!this.#fits) void this.#compile(0);
    },
    theme: (theme) => this.#set({ theme }),
    paste: () => this.#paste(),
    code: () => code(this.#lender),
    share: () => void share(this.#lender),
    embed: () => void embed(this.#lender),
    stopPython: () => this.first.python.stop(),
    retry: () => void this.#compile(0),
  };

  constructor() {
    super();
    labKeys(this, this.#actions);
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
      failed: (said) => this.#say({ kind: "fault", words: said, wayOn: null }),
    });
    this.#keeping = new LabHistorySync(
      (opened) => this.#open(opened),
      (said) => this.#say({ kind: "note", words: said }),
      (written) => this.#linked(written),
    );
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

  /** Whether the runs that there are can be steered to what is wanted. */
  get #fits(): boolean {
    return SetupCache.fit(this.#session.intended, wantedRuns(this.state));
  }

  /** The state with this change: runs go on where the change is only in how they are steered, else others take their place. */
  #ask(change: Partial<LabState>): void {
    const before = this.state;
    this.#set(change);
    if (!this.#fits) {
      void this.#compile(0);
      return;
    }
    const now = this.state;
    this.#compiling.cancel();
    this.#session.steer(
      wantedRuns(now).map(({ course }) => course),
      (step) => {
        const words = changeWords(before, now, step);
        if (words) this.#say({ kind: "note", words });
        else if (before.status.kind !== "note") this.#sayReady(null);
      },
    );
  }

  #sayReady(milliseconds: number | null): void {
    const { setup } = this.#session.intended[0]!;
    this.#say({ kind: "ready", words: setupWords(setup, milliseconds, this.state.backend) });
  }

  /** Networks as the state has them, trained up to step `to`. What is there stays until they come; then `words` are said. */
  async #compile(to: number, words = ""): Promise<void> {
    const wanted = wantedRuns(this.state);
    this.#say({ kind: "asking" });
    const result = await this.#compiling.want(
      this.#backends[this.state.backend],
      wanted.map(({ settings }) => settings),
    );
    if (!result) return;
    if (!result.ok) {
      const { message, hint, code } = result.error;
      const larger = code === "limit" && this.state.backend === "server";
      this.#say({
        kind: "fault",
        words: `${message} ${hint}`.trimEnd(),
        wayOn: code === "backend" ? "again" : larger ? "in the browser" : null,
      });
      return;
    }
    const { setups, milliseconds } = result.value;
    this.#start(setups, to);
    if ((this.state.chosen ?? 0) >= setups[0]!.points.length) this.#set({ chosen: null });
    if (words) this.#say({ kind: "note", words });
    else this.#sayReady(milliseconds);
  }

  /** Runs from their start, steered as the state says now: the rate may have been changed while the engine was at work. */
  #start(setups: readonly Setup[], to: number): void {
    const runs = wantedRuns(this.state).map(({ name, settings, course }, i) => ({
      name,
      course,
      setup: { ...setups[i]!, settings },
    }));
    this.#session.start(runs, to);
  }

  /** The same start again. While other networks are being compiled, those that there are begin again. */
  #reset(): void {
    this.#session.pause();
    const { intended } = this.#session;
    if (this.#fits)
      this.#start(
        intended.map(({ setup }) => setup),
        0,
      );
    else if (intended.length > 0) this.#session.start(intended, 0);
  }

  /** Runs that stopped by themselves say why, once. */
  #sayStops(): void {
    const { moments, starts } = this.#session;
    const words = moments
      .flatMap(({ stopped }, i) =>
        stopped === null ? [] : [moments.length > 1 ? `On the ${starts[i]!.name}: ${stopped}` : stopped],
      )
      .join(" ");
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

  get #lender(): ShareContext {
    const { state } = this;
    return {
      page: this,
      session: this.#session,
      backend: this.#backends[state.backend],
      state,
      say: (status) => this.#say(status),
    };
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
    applyTheme(this.state.theme);
    this.setAttribute("aria-busy", String(this.state.status.kind === "asking"));
    this.dataset["training"] = this.#session.state;
    if (this.#session.moments.length > 0) this.#draw();
    if (this.#session.state === "rests" && this.state.status.kind !== "asking")
      this.#keeping.keep({ ...this.state, step: this.#session.step });
  }

  protected override render(): TemplateResult {
    const { state } = this;
    const act = this.#actions;
    const { starts, playing } = this.#session;
    return html`
      ${this.first.embedded ? nothing : html`<lab-bar .act=${act} .backend=${state.backend} .theme=${state.theme}></lab-bar>`}
      <section class="lab-controls" aria-label="Settings">${controls(state.settings, act)}</section>
      <section class="lab-mistakes" aria-label="Mistakes">${mistakesBar(state.settings, state.mistakes, state.second, act)}</section>
      <section class="lab-planes-pane" aria-label="Plane and points" data-runs=${starts.length}>${plane(state, starts, act)}</section>
      <nav class="tabs" aria-label="Panels">
        ${PANELS.map((panel) => html`<button type="button" aria-pressed=${panel === state.panel} @click=${() => act.panel(panel)}>${PANEL_WORDS[panel]}</button>`)}
      </nav>
      <section class="lab-network-pane" aria-label="Network">${network(state, act)}</section>
      <section class="lab-curves-pane" aria-label="Loss and accuracy">${curves(state, act)}</section>
      <div class="lab-transport">${transport({ playing, ready: starts.length > 0, speed: state.speed, perEpoch: this.perEpoch }, act)}</div>
      <div class="lab-status" data-kind=${state.status.kind}>
        ${statusLine(state, act)}
        ${this.first.embedded ? html`<a class="button" href=${`${home()}lab/#${this.linked}`} target="_blank">Open in the lab</a>` : nothing}
      </div>
      <lab-paste></lab-paste><lab-code></lab-code><lab-text></lab-text>`;
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
