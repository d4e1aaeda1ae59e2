// <standalone-player>: the player of a standalone file, with one trace and its drawing, and without an engine.

import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { failure } from "../backend/errors.js";
import type { LayoutSource } from "../graph/drawing.js";
import { LightElement } from "../lib/dom/light-element.js";
import { Store } from "../lib/store.js";
import { NodeLinks } from "../playground/node-links.js";
import { PlayerController, type PlayerState } from "../playground/player-controller.js";
import { graphView, orderView, rowsView, transportView, valuesView, wordsView } from "../playground/player-views.js";
import { INITIAL } from "../state/app-state.js";
import { pageKeys } from "../state/keymap.js";
import type { Trace } from "../trace/contract.js";

@customElement("standalone-player")
export class StandalonePlayer extends LightElement {
  readonly #store = new Store<PlayerState>(INITIAL, () => this.requestUpdate());
  #layout: LayoutSource | null = null;
  readonly #controller = new PlayerController(this, this.#store);
  readonly #player = this.#controller.player;

  constructor() {
    super();
    pageKeys(this);
    new NodeLinks(this);
    this.#player.onChange(() => this.requestUpdate());
  }

  /** Shows a trace after `step` steps; `drawing` is its SVG from Graphviz. */
  open(trace: Trace, drawing: string, step: number): void {
    this.#layout = { cachedDrawing: () => drawing, draw: async () => failure("This file holds no other drawing.") };
    this.#controller.load(trace, step);
  }

  protected override render(): TemplateResult {
    const player = this.#player;
    const { trace, state, step } = player;
    const model = { state: this.#store.state, player };
    const sections = {
      code: html`
        <code-listing .trace=${trace} .state=${state} .step=${step}></code-listing>
        <output-panel .trace=${trace}></output-panel>`,
      graph: graphView(model, this.#layout, { polite: true, sealed: true }),
      step: wordsView(model, null),
      order: orderView(model),
      values: valuesView(model),
    };
    return html`
      ${rowsView(model, sections, {
        code: { tabindex: 0 },
        order: { classes: "embed-panel order-pane" },
        values: { classes: "embed-panel embed-values values-pane" },
      })}
      ${transportView(model, [])}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "standalone-player": StandalonePlayer;
  }
}
