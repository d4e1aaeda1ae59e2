// <lab-page>: owns the lab's state, compiles networks, and controls their training.

import type { PropertyValues, TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { type Backend, BrowserBackend, ServerBackend } from "../backend/backend.js";
import type { BackendId } from "../backend/backend-id.js";
import type { PyodideClient } from "../backend/pyodide-client.js";
import { fragment } from "../lib/dom/fragment.js";
import { LightElement } from "../lib/dom/light-element.js";
import { applyTheme, readTheme } from "../lib/dom/theme.js";
import { Store } from "../lib/store.js";
import { drawSnapshots } from "./draw-snapshots.js";
import { listen } from "./events.js";
import { LabHistorySync } from "./history-sync.js";
import { labKeys } from "./keymap.js";
import type { LabLink } from "./link-state.js";
import { runSettings } from "./runs.js";
import type { Row, Settings } from "./settings/settings.js";
import { SetupCache } from "./setup-cache.js";
import { openSample, type ShareContext, shareLink, showCode, showEmbed } from "./share.js";
import { stepsPerFrame } from "./speeds.js";
import { INITIAL, type LabState, type Status } from "./state.js";
import { compileError, describeChange, describeSetup, describeStops } from "./status-text.js";
import { Batches } from "./training/batches.js";
import { Session } from "./training/session.js";
import type { Setup } from "./training/setup.js";
import type { TrainerClient } from "./training/trainer-client.js";
import { pageView } from "./view/page.js";

/** Content that the page starts with, and the clients that it uses. */
export interface InitialLab {
  readonly setup: Setup | null;
  readonly link: LabLink | null;
  /** Why the link could not be read; empty if it could. */
  readonly message: string;
  readonly embedded: boolean;
  /** Brand and navigation of the page's header; null in an embed. */
  readonly head: Element | null;
  readonly python: PyodideClient;
  readonly trainer: TrainerClient;
}

@customElement("lab-page")
export class LabPage extends LightElement {
  /** Set once, before the element is attached. */
  initial!: InitialLab;

  readonly #store = new Store<LabState>(INITIAL, () => this.requestUpdate());
  /** The state of the last render. */
  #rendered: LabState = INITIAL;
  /** Fragment of an embed's link to its current state. */
  @state() private embedFragment = fragment();
  readonly #setups = new SetupCache();
  #session!: Session;
  #backends!: Readonly<Record<BackendId, Backend>>;
  #history!: LabHistorySync;
  /** The last message about runs that stopped. */
  #stopMessage = "";
  #unsubscribe: () => void = () => undefined;

  constructor() {
    super();
    labKeys(this);
    const on = listen(this);
    on("settings-change", (change) => this.#changeSettings(change));
    // A second run that ends takes its side of the network along.
    on("runs-change", (change) => this.#change(change.secondRun === null ? { ...change, side: 0 } : change));
    on("view-choose", (change) => this.#set(change));
    on("backend-choose", ({ backend }) => {
      this.#set({ backend });
      // Networks that are already compiled stay: only a pending one is requested from the new back end.
      if (!this.#runsMatch) void this.#compile(0);
    });
    on("play-toggle", () => (this.#session.playing ? this.#session.pause() : this.#session.play()));
    on("speed-choose", ({ speed }) => {
      this.#session.stepsPerFrame = stepsPerFrame(speed);
      this.#set({ speed });
    });
    on("reset", () => this.#reset());
    on("step-by", ({ steps }) => this.#session.goTo(this.#session.targetStep + steps));
    on("next-epoch", () => {
      const { perEpoch } = this;
      this.#session.goTo((Math.floor(this.#session.targetStep / perEpoch) + 1) * perEpoch);
    });
    on("lab-travel", ({ step }) => this.#session.goTo(step));
    on("lab-place", ({ x, y, label }) => this.#addPoint([x, y, label]));
    // Choosing the chosen point again clears the choice.
    on("lab-choose", ({ row }) => this.#set({ chosen: row === this.state.chosen ? null : row }));
    on("sample-open", () => void openSample(this.#shareContext));
    on("paste-open", () => this.#paste());
    on("code-open", () => showCode(this.#shareContext));
    on("link-share", () => void shareLink(this.#shareContext));
    on("link-open", (link) =>
      link.ok ? this.#open(link.state) : this.#setStatus({ kind: "note", message: link.message }),
    );
    on("link-encode", ({ fragment }) => this.#writeLink(fragment));
    on("embed-open", () => void showEmbed(this.#shareContext));
    on("run-stop", () => this.initial.python.stop());
    on("retry", () => void this.#compile(0));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { setup, link, message, python, trainer } = this.initial;
    this.#backends = { server: new ServerBackend(), browser: new BrowserBackend(python) };
    this.#session = new Session(trainer, {
      frame: () => {
        drawSnapshots(this, this.#session, this.state, this.perEpoch);
        this.#reportStops();
      },
      changed: () => this.requestUpdate(),
      failed: (reason) => this.#setStatus({ kind: "error", message: reason, recovery: null }),
    });
    this.#history = new LabHistorySync(this);
    this.#unsubscribe = python.onStatus((status) => this.#set({ python: status }));
    if (setup) this.#setups.add(setup);
    const theme = this.initial.embedded ? INITIAL.theme : readTheme();
    const opened = link ?? { ...INITIAL, step: 0 };
    this.#open({ ...opened, theme: opened.theme === "auto" ? theme : opened.theme }, message);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe();
    this.#history.dispose();
    this.initial.trainer.dispose();
  }

  /** Steps in an epoch. */
  private get perEpoch(): number {
    const { points, settings } = this.#session.runs[0]?.setup ?? {};
    return points && settings ? new Batches(points.length, settings.batch).perEpoch : 1;
  }

  private get state(): LabState {
    return this.#store.state;
  }

  #set(change: Partial<LabState>): void {
    this.#store.set(change);
  }

  #setStatus(status: Status): void {
    this.#set({ status });
  }

  #open({ step, ...linked }: LabLink, message = ""): void {
    this.#session.pause();
    this.#session.stepsPerFrame = stepsPerFrame(linked.speed);
    this.#set({ ...linked, side: 0 });
    void this.#compile(step, message);
  }

  #changeSettings(change: Partial<Settings>): void {
    // Other data: an index of the old data would be another point.
    const clearChoice = change.data !== undefined && this.state.chosen !== null;
    this.#change({ settings: { ...this.state.settings, ...change }, ...(clearChoice ? { chosen: null } : {}) });
  }

  /** Whether the runs have the networks that the state requires, so that at most their update rules have to change. */
  get #runsMatch(): boolean {
    return SetupCache.matches(this.#session.nextRuns, runSettings(this.state));
  }

  /** Changes the state. Runs continue if only their update rules differ; otherwise new runs replace them. */
  #change(change: Partial<LabState>): void {
    const before = this.state;
    this.#set(change);
    if (!this.#runsMatch) {
      void this.#compile(0);
      return;
    }
    const after = this.state;
    this.#setups.cancel();
    this.#session.setRules(
      runSettings(after).map(({ rule }) => rule),
      (step) => {
        const message = describeChange(before, after, step);
        if (message) this.#setStatus({ kind: "note", message });
        else if (before.status.kind !== "note") this.#setReady(null);
      },
    );
  }

  #setReady(milliseconds: number | null): void {
    const { setup } = this.#session.nextRuns[0]!;
    this.#setStatus({ kind: "ready", message: describeSetup(setup, milliseconds, this.state.backend) });
  }

  /** Compiles the state's networks and trains them up to `step`; the old runs stay until then. Then shows `message`. */
  async #compile(step: number, message = ""): Promise<void> {
    const { backend } = this.state;
    const settings = runSettings(this.state).map((run) => run.settings);
    this.#setStatus({ kind: "compiling" });
    const result = await this.#setups.compile(this.#backends[backend], settings);
    if (!result) return;
    if (!result.ok) {
      this.#setStatus(compileError(result.error, this.state.backend));
      return;
    }
    const { setups, milliseconds } = result.value;
    this.#start(setups, step);
    if ((this.state.chosen ?? 0) >= setups[0]!.points.length) this.#set({ chosen: null });
    if (message) this.#setStatus({ kind: "note", message });
    else this.#setReady(milliseconds);
  }

  /** Starts runs with the state's current update rules: the rate may have changed while the engine compiled. */
  #start(setups: readonly Setup[], step: number): void {
    const runs = runSettings(this.state).map(({ name, settings, rule }, i) => ({
      name,
      rule,
      setup: { ...setups[i]!, settings },
    }));
    this.#session.start(runs, step);
  }

  /** Starts again with the same initial parameters; the current networks if others are still being compiled. */
  #reset(): void {
    this.#session.pause();
    const { nextRuns } = this.#session;
    if (this.#runsMatch)
      this.#start(
        nextRuns.map(({ setup }) => setup),
        0,
      );
    else if (nextRuns.length > 0) this.#session.start(nextRuns, 0);
  }

  /** Shows once why runs stopped by themselves. */
  #reportStops(): void {
    const message = describeStops(this.#session);
    if (message && message !== this.#stopMessage) this.#setStatus({ kind: "note", message });
    this.#stopMessage = message;
  }

  #addPoint(point: Row): void {
    if (this.state.tool === "choose") return;
    const points = this.#session.runs[0]?.setup.points ?? [];
    this.#useRows([...points, point]);
  }

  #useRows(rows: readonly Row[]): void {
    this.#changeSettings({ data: { ...this.state.settings.data, kind: "own", rows } });
  }

  #paste(): void {
    this.querySelector("lab-paste")!.open(this.#session.runs[0]?.setup.points ?? [], (rows) => this.#useRows(rows));
  }

  get #shareContext(): ShareContext {
    const backend = this.#backends[this.state.backend];
    return { page: this, session: this.#session, backend, store: this.#store };
  }

  /** An embed's address belongs to its host page: there the link goes to the button that opens the lab. */
  #writeLink(encoded: string): void {
    if (this.initial.embedded) this.embedFragment = encoded;
    else history.replaceState(null, "", `${location.pathname}${location.search}#${encoded}`);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { panel, theme, status, side, chosen } = this.state;
    const compiling = status.kind === "compiling";
    this.dataset["panel"] = panel;
    applyTheme(theme);
    this.setAttribute("aria-busy", String(compiling));
    this.dataset["training"] = this.#session.state;
    if (this.#rendered.side !== side || this.#rendered.chosen !== chosen) this.#session.redraw();
    this.#rendered = this.state;
    if (this.#session.state === "rests" && !compiling)
      this.#history.update({ ...this.state, step: this.#session.step });
  }

  protected override render(): TemplateResult {
    const { state, perEpoch } = this;
    const { runs, playing } = this.#session;
    const embedFragment = this.initial.embedded ? this.embedFragment : null;
    const { head } = this.initial;
    return pageView({ state, runs, playing, perEpoch, embedFragment, head }, this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-page": LabPage;
  }
}
