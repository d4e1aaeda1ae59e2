// Tabs and panes at the bottom of the page: leaf sliders or values on the left, the present step or a tool beside them.

import { html, nothing, type TemplateResult } from "lit";
import type { TraceQueries } from "../backend/queries.js";
import type { AppState } from "../state/app-state.js";
import { emit, type PageEvents } from "../state/events.js";
import { nextQuestion } from "../state/quiz.js";
import {
  CORNER_TAB_LABELS,
  CORNER_TABS,
  type CornerTab,
  TOOL_TAB_LABELS,
  TOOL_TABS,
  type ToolTab,
} from "../state/tabs.js";
import type { PlayerModel } from "./player-views.js";

const HIDDEN = "This would show the answer of the question under This step. Answer it first, or switch Predict off.";

/** The page's model, which has the queries of the tools. */
export interface ToolModel extends PlayerModel<AppState> {
  /** Engine queries about the present trace. */
  readonly queries: TraceQueries | null;
}

/** A row of tabs; `change` is what a tab changes of the view. */
export function tabBar<Tab extends string>(
  label: string,
  classes: string,
  tabs: readonly Tab[],
  labels: Readonly<Record<Tab, string>>,
  chosen: Tab,
  change: (tab: Tab) => PageEvents["view-choose"],
): TemplateResult {
  return html`
    <nav class=${classes} aria-label=${label}>
      ${tabs.map(
        (tab) => html`
        <button
          type="button" class="choose-${tab}" aria-pressed=${tab === chosen}
          @click=${(event: Event) => emit(event.currentTarget!, "view-choose", change(tab))}
        >${labels[tab]}</button>`,
      )}
    </nav>
  `;
}

/** The tabs of the lower left corner. */
export function cornerTabs({ cornerTab }: AppState): TemplateResult {
  const change = (tab: CornerTab) => ({ cornerTab: tab });
  return tabBar("Lower left", "strip corner-tabs", CORNER_TABS, CORNER_TAB_LABELS, cornerTab, change);
}

/** The tabs beside it: the present step, and the tools that work on the leaves. */
export function toolTabs({ toolTab }: AppState): TemplateResult {
  const change = (tab: ToolTab) => ({ toolTab: tab });
  return tabBar("Lower right", "strip act-tabs", TOOL_TABS, TOOL_TAB_LABELS, toolTab, change);
}

export function leavesPane({ state, player }: ToolModel): TemplateResult {
  return html`
    <section class="pane leaves-pane" tabindex="0" aria-label="Leaves">
      <leaves-panel
        .trace=${player.trace} .overrides=${state.leaves} .outdated=${player.trace?.source !== state.source}
      ></leaves-panel>
    </section>
  `;
}

export function toolPane(model: ToolModel): TemplateResult | typeof nothing {
  const { toolTab } = model.state;
  if (toolTab === "step") return nothing;
  return html`
    <section
      class="pane act-pane" tabindex="0" aria-label=${TOOL_TAB_LABELS[toolTab]}
    >${toolPanel(toolTab, model)}</section>`;
}

function toolPanel(tab: Exclude<ToolTab, "step">, model: ToolModel): TemplateResult {
  const { state, player, queries } = model;
  const { trace, step } = player;
  if (nextQuestion(state.predict, trace)) return html`<p class="soft">${HIDDEN}</p>`;
  switch (tab) {
    case "nudge":
      return html`<nudge-panel .trace=${trace} .queries=${queries}></nudge-panel>`;
    case "check":
      return html`<check-panel .trace=${trace} .queries=${queries}></check-panel>`;
    case "descent":
      return html`<descent-panel .trace=${trace} .descent=${state.descent}></descent-panel>`;
    case "plot":
      return html`<plot-panel .trace=${trace} .queries=${queries} .path=${state.descent.path}></plot-panel>`;
    case "compiled":
      return html`<compiled-panel .trace=${trace} .step=${step} .queries=${queries}></compiled-panel>`;
  }
}
