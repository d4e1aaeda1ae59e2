// Where the leaves and the panels that act on them stand: sliders in the lower left corner, the panels beside it.

import { html, nothing, type TemplateResult } from "lit";
import type { Queries } from "../backend/queries.js";
import type { AppState } from "../state/app-state.js";
import { emit } from "../state/events.js";
import { ACT_WORDS, ACTS, type Act, CORNER_WORDS, CORNERS } from "../state/tabs.js";
import type { Step, Trace } from "../trace/contract.js";

export interface TabModel {
  readonly state: AppState;
  readonly trace: Trace | null;
  readonly step: Step | null;
  readonly inquiry: Queries | null;
}

/** Chooses what the lower left corner shows. */
export function cornerTabs({ corner }: AppState): TemplateResult {
  return html`
    <nav class="strip corner-tabs" aria-label="Lower left">
      ${CORNERS.map(
        (each) => html`
        <button
          type="button" aria-pressed=${each === corner} @click=${(event: Event) => emit(event.currentTarget!, "corner-choose", { corner: each })}
        >${CORNER_WORDS[each]}</button>`,
      )}
    </nav>
  `;
}

/** Chooses what stands beside it: the present step, or something to do with the leaves. */
export function actTabs({ act }: AppState): TemplateResult {
  return html`
    <nav class="strip act-tabs" aria-label="Lower right">
      ${ACTS.map(
        (each) => html`
        <button
          type="button" class="choose-${each}" aria-pressed=${each === act} @click=${(event: Event) => emit(event.currentTarget!, "act-choose", { act: each })}
        >${ACT_WORDS[each]}</button>`,
      )}
    </nav>
  `;
}

export function leavesPane({ state, trace }: TabModel): TemplateResult {
  return html`
    <section class="pane leaves-pane" tabindex="0" aria-label="Leaves">
      <leaves-panel .trace=${trace} .moves=${state.leaves}></leaves-panel>
    </section>
  `;
}

export function actPane(model: TabModel): TemplateResult | typeof nothing {
  const { act } = model.state;
  if (act === "step") return nothing;
  return html`<section class="pane act-pane" tabindex="0" aria-label=${ACT_WORDS[act]}>${panel(act, model)}</section>`;
}

function panel(act: Exclude<Act, "step">, { state, trace, step, inquiry }: TabModel): TemplateResult {
  switch (act) {
    case "nudge":
      return html`<nudge-panel .trace=${trace} .inquiry=${inquiry}></nudge-panel>`;
    case "check":
      return html`<check-panel .trace=${trace} .inquiry=${inquiry}></check-panel>`;
    case "descent":
      return html`<descent-panel .trace=${trace} .descent=${state.descent}></descent-panel>`;
    case "plot":
      return html`<plot-panel .trace=${trace} .inquiry=${inquiry} .path=${state.descent.path}></plot-panel>`;
    case "compiled":
      return html`<compiled-panel .trace=${trace} .step=${step} .inquiry=${inquiry}></compiled-panel>`;
  }
}
