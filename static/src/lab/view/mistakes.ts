// The switches for mistakes made on purpose, what there is to see of them, and the second run beside the first.

import { html, nothing, type TemplateResult } from "lit";
import { choiceField, numberField } from "../../lib/dom/fields.js";
import { icon } from "../../lib/dom/icons.js";
import type { Actions } from "../actions.js";
import { OPTIMISER_WORDS } from "../labels.js";
import { DESCRIBED, MISTAKES, type Mistakes } from "../mistakes.js";
import { OPTIMISERS, type Optimiser, type Settings } from "../settings/settings.js";
import type { Second } from "../state.js";

const ALIKE: Second = { rate: null, optimiser: null };

export function mistakesBar(
  settings: Settings,
  mistakes: Mistakes,
  second: Second | null,
  act: Actions,
): TemplateResult {
  const made = MISTAKES.filter((mistake) => mistakes[mistake]);
  return html`
    <div class="practice-mistakes" role="group" aria-label="Mistakes on purpose">
      <span class="label">Try a mistake</span>
      ${MISTAKES.map(
        (mistake) => html`
        <button type="button" class="button toggle" aria-pressed=${mistakes[mistake]} title=${DESCRIBED[mistake].look}
          @click=${() => act.mistake(mistake, !mistakes[mistake])}>${DESCRIBED[mistake].words}</button>`,
      )}
    </div>
    <div class="practice-mistakes lab-second" role="group" aria-label="Second run">
      <button type="button" class="button toggle" aria-pressed=${second !== null} title="The same start twice: on the left as it should be, on the right with the mistakes"
        @click=${() => act.second(second ? null : ALIKE)}>Two runs</button>
      ${second ? secondFields(settings, second, act) : nothing}
    </div>
    ${made.length > 0 ? html`<p class="practice-notice">${icon("warning")} ${made.map((mistake) => html`<span><code>${DESCRIBED[mistake].code}</code> ${DESCRIBED[mistake].look} </span>`)}</p>` : nothing}`;
}

function secondFields(settings: Settings, second: Second, act: Actions): TemplateResult {
  return html`
    <span class="label">On the right</span>
    ${choiceField<Optimiser>({
      label: "optimiser",
      values: OPTIMISERS,
      words: OPTIMISER_WORDS,
      value: second.optimiser ?? settings.optimiser,
      set: (optimiser) => act.second({ ...second, optimiser: optimiser === settings.optimiser ? null : optimiser }),
    })}
    ${numberField({
      label: "rate",
      title: "The learning rate on the right",
      value: second.rate ?? settings.rate,
      least: 0,
      most: 1000,
      step: "any",
      set: (rate) => act.second({ ...second, rate: rate === settings.rate ? null : rate }),
    })}`;
}
