// <transport-bar>: first, back, play, forward, last, the scrubber, where we are, and how fast.

import { type TemplateResult, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { type IconName, icon } from "./icons.js";
import { LightElement } from "./light-element.js";
import { PACES } from "./paces.js";
import { type Move, tell } from "./page-events.js";
import { scrubber } from "./scrubber.js";
import type { Step } from "./contract.js";
import type { PhaseRange } from "./trace-index.js";

@customElement("transport-bar")
export class TransportBar extends LightElement {
  @property({ attribute: false }) phases: readonly PhaseRange[] = [];
  @property({ attribute: false }) step: Step | null = null;
  @property({ type: Number }) position = 0;
  @property({ type: Number }) length = 0;
  @property({ type: Boolean }) playing = false;
  @property({ type: Number }) pace = 0;

  protected override render(): TemplateResult {
    const atStart = this.position === 0;
    const atEnd = this.position === this.length;
    return html`
      <div class="transport-buttons" role="group" aria-label="Steps">
        ${this.#button("first", "First", "first", "Home", atStart)}
        ${this.#button("back", "Back", "back", "left arrow", atStart)}
        ${this.#playButton()}
        ${this.#button("next", "Next", "next", "right arrow", atEnd)}
        ${this.#button("last", "Last", "last", "End", atEnd)}
      </div>
      ${scrubber(
        { phases: this.phases, position: this.position, length: this.length, spoken: this.#place() },
        (to) => this.#move({ to }),
        (phase) => this.#move({ phase }),
      )}
      <div class="transport-place">${this.#placeWords()}</div>
      <label class="transport-pace"><span class="label">Speed</span>
        <select @change=${(event: Event) => tell(this, "pace-choose", { pace: Number((event.target as HTMLSelectElement).value) })}>
          ${PACES.map(({ milliseconds, words }) => html`
            <option value=${milliseconds} ?selected=${milliseconds === this.pace}>${words}</option>`)}
        </select>
      </label>
    `;
  }

  #button(name: IconName, word: string, move: Move, key: string, disabled: boolean): TemplateResult {
    return html`
      <button type="button" class="button button-${name}" title="${word} (${key})" ?disabled=${disabled} @click=${() => this.#move(move)}>
        ${icon(name)}<span class="button-word">${word}</span>
      </button>`;
  }

  #playButton(): TemplateResult {
    const word = this.playing ? "Pause" : "Play";
    return html`
      <button
        type="button" class="button button-play" title="${word} (space)" ?disabled=${this.length === 0}
        @click=${() => tell(this, "play-toggle", null)}
      >${icon(this.playing ? "pause" : "play")}<span class="button-word">${word}</span></button>`;
  }

  #place(): string {
    const phase = this.step ? `, ${this.step.phase}` : "";
    return `step ${this.position} of ${this.length}${phase}`;
  }

  #placeWords(): TemplateResult {
    const { step } = this;
    return html`
      <span class="place-count">step ${this.position} of ${this.length}</span>
      ${step ? html`<span class="place-phase phase-${step.phase}">· ${icon(step.phase)} ${step.phase}</span>` : ""}`;
  }

  #move(move: Move): void {
    tell(this, "move", { move });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "transport-bar": TransportBar;
  }
}
