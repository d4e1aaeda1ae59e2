// <transport-bar>: playback controls. Play, first, back, next and last, the scrubber, the position, step size, speed.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { select } from "../lib/dom/fields.js";
import { type IconName, icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { plain } from "../lib/format.js";
import { emit } from "../state/events.js";
import type { Pass, Step } from "../trace/contract.js";
import type { Move } from "../trace/playback/moves.js";
import { STEP_SIZE_IDS, STEP_SIZE_LABELS, STEP_SIZES, type StepSizeId } from "../trace/playback/moves.js";
import { SPEEDS } from "../trace/playback/speeds.js";
import type { PhaseRange } from "../trace/trace-index.js";
import { scrubber } from "./scrubber.js";

@customElement("transport-bar")
export class TransportBar extends LightElement {
  @property({ attribute: false }) phases: readonly PhaseRange[] = [];
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) passes: readonly Pass[] = [];
  /** The pass that is shown in full. */
  @property({ type: Number }) pass = 0;
  /** The present place and the last one, as the reader counts. */
  @property({ type: Number }) position = 0;
  @property({ type: Number }) length = 0;
  @property({ type: Boolean }) playing = false;
  @property({ type: Number }) speed = 0;
  @property() stepSize: StepSizeId = "step";

  protected override render(): TemplateResult {
    const atStart = this.position === 0;
    const atEnd = this.position === this.length;
    const { back, next, keys } = STEP_SIZES[this.stepSize];
    return html`
      <div class="transport-buttons" role="group" aria-label="Steps">
        ${this.#playButton(atEnd)}
        ${this.#button("first", "First", "first", "Home", atStart)}
        ${this.#button("back", "Back", back, keys[0], atStart)}
        ${this.#button("next", "Next", next, keys[1], atEnd)}
        ${this.#button("last", "Last", "last", "End", atEnd)}
      </div>
      ${scrubber(
        { phases: this.phases, position: this.position, length: this.length, valueText: this.#positionText() },
        (place) => this.#move({ place }),
        (phase) => this.#move({ phase }),
      )}
      ${this.passes.length > 1 ? this.#passes() : nothing}
      <div class="transport-place">${this.#positionLabel()}</div>
      <label class="transport-stride" title="How far Back, Next and Play go at once"><span class="label">By</span>
        ${select({
          label: "Go by",
          values: STEP_SIZE_IDS,
          labels: STEP_SIZE_LABELS,
          value: this.stepSize,
          set: (stepSize) => emit(this, "step-size-choose", { stepSize }),
        })}
      </label>
      <label class="transport-pace"><span class="label">Speed</span>
        ${select({
          values: SPEEDS.map(({ milliseconds }) => milliseconds),
          labels: Object.fromEntries(SPEEDS.map(({ milliseconds, label }) => [milliseconds, label])),
          value: this.speed,
          set: (speed) => emit(this, "speed-choose", { speed }),
        })}
      </label>
    `;
  }

  /** Uses aria-disabled at an end, because a disabled button loses the focus. */
  #button(name: IconName, label: string, move: Move, key: string, disabled: boolean): TemplateResult {
    return html`
      <button
        type="button" class="button button-${name}" title="${label} (${key})" aria-disabled=${disabled}
        @click=${() => this.#move(move)}
      >
        ${icon(name)}<span class="button-word">${label}</span>
      </button>`;
  }

  #playButton(atEnd: boolean): TemplateResult {
    const label = this.playing ? "Pause" : atEnd && this.length > 0 ? "Play from the start" : "Play";
    return html`
      <button
        type="button" class="button button-play" title="${label} (space)" ?disabled=${this.length === 0}
        @click=${() => emit(this, "play-toggle", null)}
      >${icon(this.playing ? "pause" : "play")}<span class="button-word">${label}</span></button>`;
  }

  #passes(): TemplateResult {
    const count = this.passes.length;
    return html`
      <label class="transport-pass" title="Which call of backward() is shown in full"><span class="label">Pass</span>
        ${select({
          values: this.passes.map((_, i) => i),
          labels: this.passes.map(({ data }, i) => `${i + 1} of ${count}: ${plain(data)}`),
          value: this.pass,
          set: (pass) => emit(this, "trace-request", { pass }),
        })}
      </label>`;
  }

  #positionText(): string {
    const phase = this.step ? `, ${this.step.phase}` : "";
    return `step ${this.position} of ${this.length}${phase}`;
  }

  #positionLabel(): TemplateResult {
    const { step } = this;
    return html`
      <span class="place-count"><span class="visually-hidden">step </span>${this.position} of ${this.length}</span>
      ${step ? html`<span class="place-phase phase-${step.phase}">${icon(step.phase)} ${step.phase}</span>` : nothing}`;
  }

  #move(move: Move): void {
    emit(this, "move", { move });
  }
}
