// Switches for the deliberate mistakes, the effect of those that are on, and the settings of the second run.

import { html, nothing, type TemplateResult } from "lit";
import { choiceField, numberField } from "../../lib/dom/fields.js";
import { icon } from "../../lib/dom/icons.js";
import { emit } from "../events.js";
import { OPTIMISER_LABELS } from "../labels.js";
import { MISTAKE_TEXTS, MISTAKES, type Mistake, type Mistakes } from "../mistakes.js";
import { OPTIMISERS, type Optimiser, type Settings } from "../settings/settings.js";
import type { SecondRun } from "../state.js";

const SAME_SETTINGS: SecondRun = { rate: null, optimiser: null };

export function mistakesBar(
  settings: Settings,
  mistakes: Mistakes,
  secondRun: SecondRun | null,
  page: EventTarget,
): TemplateResult {
  const toggle = (mistake: Mistake): void =>
    emit(page, "runs-change", { mistakes: { ...mistakes, [mistake]: !mistakes[mistake] } });
  const active = MISTAKES.filter((mistake) => mistakes[mistake]);
  return html`
    <div class="practice-mistakes" role="group" aria-label="Mistakes on purpose">
      <span class="label">Try a mistake</span>
      ${MISTAKES.map(
        (mistake) => html`
        <button type="button" class="button toggle"
          aria-pressed=${mistakes[mistake]} title=${MISTAKE_TEXTS[mistake].effect}
          @click=${() => toggle(mistake)}>${MISTAKE_TEXTS[mistake].label}</button>`,
      )}
    </div>
    <div class="practice-mistakes lab-second" role="group" aria-label="Second run">
      <button type="button" class="button toggle" aria-pressed=${secondRun !== null}
        title="The same start twice: on the left as it should be, on the right with the mistakes"
        @click=${() => emit(page, "runs-change", { secondRun: secondRun ? null : SAME_SETTINGS })}>Two runs</button>
      ${secondRun ? secondRunFields(settings, secondRun, page) : nothing}
    </div>
    ${active.length > 0 ? html`<p class="practice-notice">${icon("warning")} ${active.map(effect)}</p>` : nothing}`;
}

function effect(mistake: Mistake): TemplateResult {
  const { code, effect } = MISTAKE_TEXTS[mistake];
  return html`<span><code>${code}</code> ${effect} </span>`;
}

function secondRunFields(settings: Settings, secondRun: SecondRun, page: EventTarget): TemplateResult {
  const change = (part: Partial<SecondRun>): void =>
    emit(page, "runs-change", { secondRun: { ...secondRun, ...part } });
  return html`
    <span class="label">On the right</span>
    ${choiceField<Optimiser>({
      label: "optimiser",
      values: OPTIMISERS,
      labels: OPTIMISER_LABELS,
      value: secondRun.optimiser ?? settings.optimiser,
      set: (optimiser) => change({ optimiser: optimiser === settings.optimiser ? null : optimiser }),
    })}
    ${numberField({
      label: "rate",
      title: "The learning rate on the right",
      value: secondRun.rate ?? settings.rate,
      min: 0,
      max: 1000,
      step: "any",
      set: (rate) => change({ rate: rate === settings.rate ? null : rate }),
    })}`;
}
