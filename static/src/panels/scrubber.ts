// The line of all steps: one segment a phase, as long as it has steps, under one native slider.

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../lib/dom/icons.js";
import { cssVars } from "../lib/dom/style-vars.js";
import type { Phase } from "../trace/contract.js";
import { PHASE_TITLES } from "../trace/phases.js";
import type { PhaseRange } from "../trace/trace-index.js";

export interface ScrubberModel {
  readonly phases: readonly PhaseRange[];
  readonly position: number;
  readonly length: number;
  /** What the slider says of the present position. */
  readonly spoken: string;
}

export function scrubber(
  model: ScrubberModel,
  seek: (to: number) => void,
  toPhase: (phase: Phase) => void,
): TemplateResult {
  return html`
    <div class="scrubber">
      <div class="segments">
        ${model.phases.map((range) => segment(range, model.position, toPhase))}
      </div>
      <input
        type="range" class="scrubber-input" min="0" max=${model.length} step="1" aria-label="Step" data-page-keys
        aria-valuetext=${model.spoken} .value=${String(model.position)} ?disabled=${model.length === 0}
        @input=${(event: InputEvent) => seek((event.target as HTMLInputElement).valueAsNumber)}
      />
    </div>
  `;
}

function segment({ phase, start, end }: PhaseRange, position: number, toPhase: (phase: Phase) => void): TemplateResult {
  const done = Math.min(Math.max((position - start) / (end - start), 0), 1);
  const present = position > start && position <= end;
  return html`
    <div class="segment phase-${phase} ${present ? "present" : ""}" ${cssVars({ "--steps": String(end - start), "--done": String(done) })}>
      <button type="button" class="segment-name" tabindex="-1" title=${PHASE_TITLES[phase]} @click=${() => toPhase(phase)}>
        ${icon(phase)}<span>${phase}</span>
      </button>
      <div class="segment-bar">${done > 0 ? html`<div class="segment-done"></div>` : nothing}</div>
    </div>
  `;
}
