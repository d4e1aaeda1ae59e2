// <standalone-player>: the player of a standalone file, with one trace and its drawing, and without an engine.

import type { TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { failure } from "../backend/errors.js";
import type { LayoutSource } from "../graph/drawing.js";
import { LightElement } from "../lib/dom/light-element.js";
import { Store } from "../lib/store.js";
import { NodeLinks } from "../playground/node-links.js";
import { PlayerController, type PlayerState } from "../playground/player-controller.js";
import { sealedView } from "../playground/player-views.js";
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
    return sealedView({ state: this.#store.state, player: this.#player }, this.#layout);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "standalone-player": StandalonePlayer;
  }
}
