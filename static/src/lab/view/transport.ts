// Reset, back, play, step, epoch, where we are, and how fast.

import { html, type TemplateResult } from "lit";
import { type IconName, icon } from "../../lib/dom/icons.js";
import type { Actions } from "../actions.js";
import { SPEEDS, type Speed } from "../speeds.js";

export interface TransportModel {
  readonly playing: boolean;
  readonly ready: boolean;
  readonly speed: Speed;
  /** Steps that go through all points once. */
  readonly perEpoch: number;
}

/** The place itself is written by <lab-readout>, once a frame. */
export function transport({ playing, ready, speed, perEpoch }: TransportModel, act: Actions): TemplateResult {
  const play = playing ? "Pause" : "Play";
  const epoch =
    perEpoch === 1
      ? "One epoch: a single step, because each step takes all points"
      : `One epoch: ${perEpoch} steps, each point once`;
  return html`
    <div class="transport-buttons" role="group" aria-label="Training">
      ${button("first", "Reset", "Reset: the same start again (Home)", () => act.reset())}
      ${button("back", "Back", "One step back (←)", () => act.step(-1))}
      <button type="button" class="button button-play" title="${play} (space)" ?disabled=${!ready} @click=${() => act.playOrPause()}>
        ${icon(playing ? "pause" : "play")}<span class="button-word">${play}</span></button>
      ${button("next", "Step", "One step (→)", () => act.step(1))}
      ${button("last", "Epoch", `${epoch} (Shift →)`, () => act.epoch())}
    </div>
    <lab-readout></lab-readout>
    <label class="transport-pace"><span class="label">Speed</span>
      <select aria-label="Speed" title="Steps of training for each frame that is drawn" @change=${(event: Event) => act.speed((event.target as HTMLSelectElement).value as Speed)}>
        ${SPEEDS.map(({ id, words }) => html`<option value=${id} .selected=${id === speed}>${words}</option>`)}
      </select>
    </label>`;
}

function button(name: IconName, word: string, title: string, act: () => void): TemplateResult {
  return html`<button type="button" class="button button-${word.toLowerCase()}" title=${title} @click=${act}>${icon(name)}<span class="button-word">${word}</span></button>`;
}
