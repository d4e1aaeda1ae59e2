// <standalone-player>: the player in a file of its own: one trace and its drawing, and no engine to ask for another.

import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { failed } from "../backend/errors.js";
import type { Drawer } from "../graph/drawing.js";
import { LightElement } from "../lib/dom/light-element.js";
import { NodeLinks } from "../playground/node-links.js";
import { listen } from "../state/events.js";
import { pageKeys } from "../state/keymap.js";
import { notesAt } from "../trace/annotations.js";
import type { NodeId, Trace } from "../trace/contract.js";
import type { Move } from "../trace/playback/moves.js";
import { type StepSizeId, stepSizeOf } from "../trace/playback/moves.js";
import { Playback } from "../trace/playback/playback.js";
import { Player } from "../trace/playback/player.js";
import { DEFAULT_SPEED } from "../trace/playback/speeds.js";

interface Shown {
  readonly playing: boolean;
  readonly speed: number;
  readonly stepSize: StepSizeId;
  readonly pointed: NodeId | null;
  readonly selected: NodeId | null;
}

const INITIAL: Shown = { playing: false, speed: DEFAULT_SPEED, stepSize: "step", pointed: null, selected: null };

@customElement("standalone-player")
export class StandalonePlayer extends LightElement {
  @state() private shown: Shown = INITIAL;
  #drawer: Drawer | null = null;
  readonly #player = new Player();
  readonly #playback = new Playback(this.#player, () => this.#set({ playing: false }));

  constructor() {
    super();
    pageKeys(this);
    new NodeLinks(this);
    this.#player.onChange(() => this.requestUpdate());
    this.#listen();
  }

  /** Show a trace after `step` steps; `drawing` is the SVG that Graphviz made of it. */
  open(trace: Trace, drawing: string, step: number): void {
    this.#drawer = { kept: () => drawing, draw: async () => failed("This file holds no other drawing.") };
    this.#player.load(trace, step);
  }

  protected override render(): TemplateResult {
    const { shown } = this;
    const player = this.#player;
    const { trace, step } = player;
    const notes = notesAt(trace, player.position, false);
    return html`
      <div class="embed-rows">
        <div class="embed-row embed-main">
          <section class="embed-code" tabindex="0" aria-label="Program">
            <code-listing .trace=${trace} .state=${player.state} .step=${step}></code-listing>
            <output-panel .trace=${trace}></output-panel>
          </section>
          <section class="embed-graph" aria-label="Graph">
            <graph-view
              .polite=${true} .sealed=${true} .layout=${this.#drawer} .trace=${trace} .state=${player.state} .step=${step}
              .selected=${shown.selected} .pointed=${shown.pointed} .notes=${notes}
            ></graph-view>
          </section>
        </div>
        <div class="embed-row embed-story">
          <section class="embed-panel" tabindex="0" aria-label="This step" aria-live=${shown.playing ? "off" : "polite"}>
            <step-panel .trace=${trace} .step=${step}></step-panel>
          </section>
          <section class="embed-panel order-pane" tabindex="0" aria-label="Order and ledger">
            <order-panel
              .trace=${trace} .index=${player.index} .state=${player.state} .step=${step} .selected=${shown.selected}
            ></order-panel>
          </section>
          <section class="embed-panel embed-values values-pane" tabindex="0" aria-label="Values">
            <values-table
              .trace=${trace} .state=${player.state} .step=${step} .pointed=${shown.pointed} .selected=${shown.selected} .notes=${notes}
            ></values-table>
          </section>
        </div>
      </div>
      <transport-bar
        .phases=${player.index?.phases ?? []} .step=${step} .position=${player.position} .length=${player.length}
        .playing=${shown.playing} .speed=${shown.speed} .stepSize=${shown.stepSize}
      ></transport-bar>
    `;
  }

  #set(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change };
  }

  #listen(): void {
    const on = listen(this);
    on("move", ({ move }) => {
      this.#pause();
      this.#move(move);
    });
    on("play-toggle", () => (this.shown.playing ? this.#pause() : this.#play()));
    on("speed-choose", ({ speed }) => this.#playOn({ speed }));
    on("step-size-choose", ({ stepSize }) => this.#playOn({ stepSize }));
    on("node-point", ({ node }) => this.#set({ pointed: node }));
    on("node-select", ({ node }) => this.#set({ selected: node === this.shown.selected ? null : node }));
  }

  #move(move: Move): void {
    if (typeof move === "string") this.#player[move]();
    else if ("to" in move) this.#player.go(move.to);
    else this.#player.goPhase(move.phase);
  }

  #playOn(change: Partial<Shown>): void {
    this.#set(change);
    if (this.shown.playing) this.#play();
  }

  #play(): void {
    this.#set({ playing: true });
    this.#playback.start(this.shown.speed, stepSizeOf(this.shown.stepSize).next);
  }

  #pause(): void {
    this.#playback.stop();
    if (this.shown.playing) this.#set({ playing: false });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "standalone-player": StandalonePlayer;
  }
}
