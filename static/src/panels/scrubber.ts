// Scrubber: one segment for each phase, proportional to its number of steps, under one native range input.

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../lib/dom/icons.js";
import { cssVars } from "../lib/dom/style-vars.js";
import type { Phase } from "../trace/contract.js";
import { PHASE_TITLES, PHASE_WORK } from "../trace/phases.js";
import type { PhaseRange } from "../trace/trace-index.js";

export interface ScrubberModel {
  readonly phases: readonly PhaseRange[];
  readonly position: number;
  readonly length: number;
  /** The slider's text for screen readers. */
  readonly valueText: string;
}

export function scrubber(
  model: ScrubberModel,
  onSeek: (position: number) => void,
  onPhase: (phase: Phase) => void,
): TemplateResult {
  return html`
    <div class="scrubber">
      <div class="segments">
        ${model.phases.map((range) => segment(range, model.position, onPhase))}
      </div>
      <input
        type="range" class="scrubber-input" min="0" max=${model.length} step="1" aria-label="Step" data-page-keys
        aria-valuetext=${model.valueText} .value=${String(model.position)} ?disabled=${model.length === 0}
        @input=${(event: InputEvent) => onSeek((event.target as HTMLInputElement).valueAsNumber)}
      />
    </div>
  `;
}

function segment({ phase, start, end }: PhaseRange, position: number, onPhase: (phase: Phase) => void): TemplateResult {
  const done = Math.min(Math.max((position - start) / (end - start), 0), 1);
  const isPresent = position > start && position <= end;
  return html`
    <div
      class="segment phase-${phase} ${isPresent ? "present" : ""}"
      ${cssVars({ "--steps": String(end - start), "--done": String(done) })}
    >
      <button
        type="button" class="segment-name" tabindex="-1" title=${PHASE_TITLES[phase]} @click=${() => onPhase(phase)}
      >
        ${icon(phase)}<span>${phase}<span class="segment-work">${PHASE_WORK[phase]}</span></span>
      </button>
      <div class="segment-bar">${done > 0 ? html`<div class="segment-done"></div>` : nothing}</div>
    </div>
  `;
}
