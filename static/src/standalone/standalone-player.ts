// <standalone-player>: the player of a standalone file, with one trace and its drawing, and without an engine.

import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { failure } from "../backend/errors.js";
import type { LayoutSource } from "../graph/drawing.js";
import { LightElement } from "../lib/dom/light-element.js";
import { Store } from "../lib/store.js";
import { NodeLinks } from "../playground/node-links.js";
import { PlayerController, type PlayerState } from "../playground/player-controller.js";
import { orderView, transportView, valuesView } from "../playground/player-views.js";
import { INITIAL } from "../state/app-state.js";
import { pageKeys } from "../state/keymap.js";
import { notesAt } from "../trace/annotations.js";
import type { Trace } from "../trace/contract.js";

@customElement("standalone-player")
export class StandalonePlayer extends LightElement {
  readonly #store = new Store<PlayerState>(INITIAL, () => this.requestUpdate());
  #layout: LayoutSource | null = null;
  readonly #player = new PlayerController(this, this.#store).player;

  constructor() {
    super();
    pageKeys(this);
    new NodeLinks(this);
    this.#player.onChange(() => this.requestUpdate());
  }

  /** Shows a trace after `step` steps; `drawing` is its SVG from Graphviz. */
  open(trace: Trace, drawing: string, step: number): void {
    this.#layout = { cachedDrawing: () => drawing, draw: async () => failure("This file holds no other drawing.") };
    this.#player.load(trace, step);
  }

  protected override render(): TemplateResult {
    const { state: view } = this.#store;
    const player = this.#player;
    const { trace, step } = player;
    const model = { state: view, player };
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
              .selected=${view.selected} .pointed=${view.pointed} .notes=${notesAt(trace, player.position, false)}
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
            ${orderView(model)}
          </section>
          <section class="embed-panel embed-values values-pane" tabindex="0" aria-label="Values">
            ${valuesView(model)}
          </section>
        </div>
      </div>
      ${transportView(model, [])}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "standalone-player": StandalonePlayer;
  }
}
