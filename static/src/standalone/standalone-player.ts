// <standalone-player>: the player of a standalone file, with one trace and its drawing, and without an engine.

import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { failure } from "../backend/errors.js";
import type { LayoutSource } from "../graph/drawing.js";
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

interface PlayerState {
  readonly playing: boolean;
  readonly speed: number;
  readonly stepSize: StepSizeId;
  readonly pointed: NodeId | null;
  readonly selected: NodeId | null;
}

const INITIAL: PlayerState = { playing: false, speed: DEFAULT_SPEED, stepSize: "step", pointed: null, selected: null };

@customElement("standalone-player")
export class StandalonePlayer extends LightElement {
  @state() private view: PlayerState = INITIAL;
  #layout: LayoutSource | null = null;
  readonly #player = new Player();
  readonly #playback = new Playback(this.#player, () => this.#setView({ playing: false }));

  constructor() {
    super();
    pageKeys(this);
    new NodeLinks(this);
    this.#player.onChange(() => this.requestUpdate());
    this.#addListeners();
  }

  /** Shows a trace after `step` steps; `drawing` is its SVG from Graphviz. */
  open(trace: Trace, drawing: string, step: number): void {
    this.#layout = { cachedDrawing: () => drawing, draw: async () => failure("This file holds no other drawing.") };
    this.#player.load(trace, step);
  }

  protected override render(): TemplateResult {
    const { view } = this;
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
              .polite=${true} .sealed=${true} .layout=${this.#layout}
              .trace=${trace} .state=${player.state} .step=${step}
              .selected=${view.selected} .pointed=${view.pointed} .notes=${notes}
            ></graph-view>
          </section>
        </div>
        <div class="embed-row embed-story">
          <section
            class="embed-panel" tabindex="0" aria-label="This step" aria-live=${view.playing ? "off" : "polite"}
          >
            <step-panel .trace=${trace} .step=${step}></step-panel>
          </section>
          <section class="embed-panel order-pane" tabindex="0" aria-label="Order and ledger">
            <order-panel
              .trace=${trace} .index=${player.index} .state=${player.state} .step=${step} .selected=${view.selected}
            ></order-panel>
          </section>
          <section class="embed-panel embed-values values-pane" tabindex="0" aria-label="Values">
            <values-table
              .trace=${trace} .state=${player.state} .step=${step}
              .pointed=${view.pointed} .selected=${view.selected} .notes=${notes}
            ></values-table>
          </section>
        </div>
      </div>
      <transport-bar
        .phases=${player.index?.phases ?? []} .step=${step} .position=${player.position} .length=${player.length}
        .playing=${view.playing} .speed=${view.speed} .stepSize=${view.stepSize}
      ></transport-bar>
    `;
  }

  #setView(change: Partial<PlayerState>): void {
    this.view = { ...this.view, ...change };
  }

  #addListeners(): void {
    const on = listen(this);
    on("move", ({ move }) => {
      this.#pause();
      this.#move(move);
    });
    on("play-toggle", () => (this.view.playing ? this.#pause() : this.#play()));
    on("speed-choose", ({ speed }) => this.#changePlayback({ speed }));
    on("step-size-choose", ({ stepSize }) => this.#changePlayback({ stepSize }));
    on("node-point", ({ node }) => this.#setView({ pointed: node }));
    on("node-select", ({ node }) => this.#setView({ selected: node === this.view.selected ? null : node }));
  }

  #move(move: Move): void {
    if (typeof move === "string") this.#player[move]();
    else if ("to" in move) this.#player.go(move.to);
    else this.#player.goPhase(move.phase);
  }

  #changePlayback(change: Partial<PlayerState>): void {
    this.#setView(change);
    if (this.view.playing) this.#play();
  }

  #play(): void {
    this.#setView({ playing: true });
    this.#playback.start(this.view.speed, stepSizeOf(this.view.stepSize).next);
  }

  #pause(): void {
    this.#playback.stop();
    if (this.view.playing) this.#setView({ playing: false });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "standalone-player": StandalonePlayer;
  }
}
