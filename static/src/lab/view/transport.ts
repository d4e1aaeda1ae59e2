// Transport bar: reset, back, play, step, epoch, the readout, and the speed.

import { html, type TemplateResult } from "lit";
import { type IconName, icon } from "../../lib/dom/icons.js";
import { emit } from "../events.js";
import { SPEEDS, type Speed } from "../speeds.js";

export interface TransportModel {
  readonly playing: boolean;
  readonly ready: boolean;
  readonly speed: Speed;
  /** Steps in an epoch. */
  readonly perEpoch: number;
}

/** The current step is not rendered here: <lab-readout> writes it once a frame. */
export function transport({ playing, ready, speed, perEpoch }: TransportModel, page: EventTarget): TemplateResult {
  const play = playing ? "Pause" : "Play";
  const epoch =
    perEpoch === 1
      ? "One epoch: a single step, because each step takes all points"
      : `One epoch: ${perEpoch} steps, each point once`;
  const setSpeed = (event: Event): void =>
    emit(page, "speed-choose", { speed: (event.target as HTMLSelectElement).value as Speed });
  return html`
    <div class="transport-buttons" role="group" aria-label="Training">
      ${button("first", "Reset", "Reset: the same start again (Home)", () => emit(page, "reset", null))}
      ${button("back", "Back", "One step back (←)", () => emit(page, "step-by", { steps: -1 }))}
      <button type="button" class="button button-play" title="${play} (space)" ?disabled=${!ready}
        @click=${() => emit(page, "play-toggle", null)}>
        ${icon(playing ? "pause" : "play")}<span class="button-word">${play}</span></button>
      ${button("next", "Step", "One step (→)", () => emit(page, "step-by", { steps: 1 }))}
      ${button("last", "Epoch", `${epoch} (Shift →)`, () => emit(page, "next-epoch", null))}
    </div>
    <lab-readout></lab-readout>
    <label class="transport-pace"><span class="label">Speed</span>
      <select aria-label="Speed" title="Steps of training for each frame that is drawn" @change=${setSpeed}>
        ${SPEEDS.map(({ id, label }) => html`<option value=${id} .selected=${id === speed}>${label}</option>`)}
      </select>
    </label>`;
}

function button(name: IconName, label: string, title: string, run: () => void): TemplateResult {
  return html`<button type="button" class="button button-${label.toLowerCase()}" title=${title}
    @click=${run}>${icon(name)}<span class="button-word">${label}</span></button>`;
}
