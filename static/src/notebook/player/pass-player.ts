// <pass-player>: the playground's player over the notebook, with the trace of one of the reader's own passes.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { LayoutClient } from "../../graph/layout-client.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { Store } from "../../lib/store.js";
import type { BesideRuns } from "../../playground/beside-stage.js";
import { NodeLinks } from "../../playground/node-links.js";
import { PlayerController, type PlayerState } from "../../playground/player-controller.js";
import { sealedView } from "../../playground/player-views.js";
import { INITIAL } from "../../state/app-state.js";
import { pageKeys } from "../../state/keymap.js";
import type { PassReply } from "../contract.js";
import { emit } from "../events.js";
import { STATUS } from "../verdict/verdict-view.js";
import { openProgram } from "./playground-program.js";

@customElement("pass-player")
export class PassPlayer extends LightElement {
  readonly #store = new Store<PlayerState>(INITIAL, () => this.requestUpdate());
  readonly #controller = new PlayerController(this, this.#store);
  readonly #player = this.#controller.player;
  #runs: BesideRuns | null = null;

  @property({ attribute: false }) reply!: PassReply;
  @property() heading = "";
  /** Whether the true run is shown beside it, where there is one. */
  @state() private isBeside = false;
  @property({ attribute: false }) layout!: LayoutClient;
  /** Whether it opens beside the true run. */
  @property({ attribute: false }) opensBeside = false;

  constructor() {
    super();
    pageKeys(this);
    new NodeLinks(this);
    this.#player.onChange(() => this.requestUpdate());
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) emit(this, "player-close", null);
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("reply")) return;
    this.#controller.load(this.reply.trace, this.#wrongPosition ?? 0);
    this.isBeside = this.opensBeside && this.reply.true_run !== undefined;
    // The page's keys play and step, once the button has the focus.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".button-play")?.focus());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#controller.pause();
  }

  protected override render(): TemplateResult {
    return html`
      ${this.#head()}
      ${
        this.isBeside
          ? html`<beside-stage .runs=${this.#runs} .layout=${this.layout}></beside-stage>`
          : sealedView({ state: this.#store.state, player: this.#player }, this.layout)
      }
    `;
  }

  /** Behind the first wrong step, where its sentence is shown; null if there is none. */
  get #wrongPosition(): number | null {
    const { wrong_step } = this.reply;
    return wrong_step === null ? null : wrong_step + 1;
  }

  #head(): TemplateResult {
    const { verdict, program } = this.reply;
    return html`
      <div class="pass-head">
        <button type="button" class="button" @click=${() => emit(this, "player-close", null)}
        >Back to the notebook</button>
        <h2>${this.heading}</h2>
        <p class="pass-verdict" data-status=${verdict.status}>
          <span class="verdict-sign" aria-hidden="true">${STATUS[verdict.status].sign}</span>
          <span>${verdict.text}</span>
        </p>
        ${this.isBeside ? nothing : this.#toWrongStep()}
        ${this.#besideButton()}
        ${
          program === ""
            ? nothing
            : html`
          <button type="button" class="button pass-program"
            title="The same graph as a program, with the right gradients"
            @click=${() => openProgram(program)}>True run in the playground</button>`
        }
      </div>`;
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    if (changed.has("reply")) this.#runs = this.#besideRuns();
    return true;
  }

  #besideRuns(): BesideRuns | null {
    const { trace, true_run } = this.reply;
    if (!true_run) return null;
    const { stops, leaves, different } = true_run;
    return { left: trace, right: true_run.trace, stops, leaves, different, titles: ["Your run", "The true run"] };
  }

  #besideButton(): TemplateResult | typeof nothing {
    if (!this.#runs) return nothing;
    const toggle = (): void => {
      this.#controller.pause();
      this.isBeside = !this.isBeside;
    };
    return html`
      <button type="button" class="button pass-beside" aria-pressed=${this.isBeside} @click=${toggle}
      >Beside the true run</button>`;
  }

  #toWrongStep(): TemplateResult | typeof nothing {
    const to = this.#wrongPosition;
    if (to === null) return nothing;
    const go = (): void => {
      this.#controller.pause();
      this.#player.go(to);
    };
    return html`
      <button type="button" class="button" ?disabled=${this.#player.position === to} @click=${go}
      >To the wrong step</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pass-player": PassPlayer;
  }
}
