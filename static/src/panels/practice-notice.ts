// Notice on the present mistake, or on gradients that the program sets by hand.

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../lib/dom/icons.js";
import { emit } from "../state/events.js";
import type { Trace } from "../trace/contract.js";
import { byHandSummary } from "../trace/notes/by-hand.js";
import { counterexample, MISTAKE_LABELS, mistakeSummary } from "../trace/notes/mistakes.js";

export function practiceNotice(trace: Trace | null): TemplateResult | typeof nothing {
  if (trace?.by_hand)
    return html`
      <p class="practice-notice" role="status">
        <strong>Backpropagation by hand:</strong> ${byHandSummary(trace)}
      </p>`;
  if (!trace?.mistake) return nothing;
  return html`
    <p class="practice-notice" role="status">
      ${icon("warning")} <strong>A mistake on purpose: ${MISTAKE_LABELS[trace.mistake]}.</strong>
      ${mistakeSummary(trace)} ${openButton(counterexample(trace))}
    </p>`;
}

function openButton(source: string | null): TemplateResult | typeof nothing {
  if (source === null) return nothing;
  const open = (event: Event): void => emit(event.currentTarget!, "counterexample-open", { source });
  return html`<button type="button" class="button" @click=${open}>Open this program</button>`;
}
