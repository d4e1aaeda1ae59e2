// Scrubber: a bar for each phase, proportional to its number of steps, under one native range input. The names above
// them keep the width of their words as long as all of them fit, since a phase of two steps has a name too.

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
      <div class="segments" ${cssVars({ "--phases": String(model.phases.length) })}>
        <div class="segment-names">${model.phases.map((range) => phaseName(range, model.position, onPhase))}</div>
        <div class="segment-bars">${model.phases.map((range) => phaseBar(range, model.position))}</div>
      </div>
      <input
        type="range" class="scrubber-input" min="0" max=${model.length} step="1" aria-label="Step" data-page-keys
        aria-valuetext=${model.valueText} .value=${String(model.position)} ?disabled=${model.length === 0}
        @input=${(event: InputEvent) => onSeek((event.target as HTMLInputElement).valueAsNumber)}
      />
    </div>
  `;
}

function phaseName(
  { phase, start, end }: PhaseRange,
  position: number,
  onPhase: (phase: Phase) => void,
): TemplateResult {
  const isPresent = position > start && position <= end;
  return html`
    <div class="segment phase-${phase} ${isPresent ? "present" : ""}" ${cssVars({ "--steps": String(end - start) })}>
      <button
        type="button" class="segment-name" tabindex="-1" aria-label=${phase + PHASE_WORK[phase]}
        title=${PHASE_TITLES[phase]} @click=${() => onPhase(phase)}
      >
        ${icon(phase)}<span>${phase}<span class="segment-work">${PHASE_WORK[phase]}</span></span>
      </button>
    </div>`;
}

function phaseBar({ phase, start, end }: PhaseRange, position: number): TemplateResult {
  const done = Math.min(Math.max((position - start) / (end - start), 0), 1);
  return html`
    <div
      class="segment-bar phase-${phase}" ${cssVars({ "--steps": String(end - start), "--done": String(done) })}
    >${done > 0 ? html`<div class="segment-done"></div>` : nothing}</div>`;
}
