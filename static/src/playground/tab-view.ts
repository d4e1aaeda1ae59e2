// Tabs and panes of the page: leaf sliders or values below the code, the present step or a tool below the graph.

import { html, nothing, type TemplateResult } from "lit";
import { cache } from "lit/directives/cache.js";
import type { TraceQueries } from "../backend/queries.js";
import { menu } from "../lib/dom/menu.js";
import type { AppState } from "../state/app-state.js";
import { emit, type PageEvents } from "../state/events.js";
import { nextQuestion } from "../state/quiz.js";
import {
  CORNER_TAB_LABELS,
  CORNER_TABS,
  type CornerTab,
  MORE_TABS,
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

/** A row of tabs; `change` is what a tab changes of the view, and `more` stands behind them. */
export function tabBar<Tab extends string>(
  label: string,
  classes: string,
  tabs: readonly Tab[],
  labels: Readonly<Record<Tab, string>>,
  chosen: Tab,
  change: (tab: Tab) => PageEvents["view-choose"],
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`
    <nav class=${classes} aria-label=${label}>
      ${tabs.map((tab) => tabButton(tab, labels[tab], tab === chosen, change(tab)))}
      ${more}
    </nav>
  `;
}

/** A tab chosen with the pointer gives the keys to the stage: the arrows step, and Space plays. */
function tabButton(tab: string, label: string, chosen: boolean, change: PageEvents["view-choose"]): TemplateResult {
  const choose = (event: MouseEvent): void => {
    const button = event.currentTarget as HTMLElement;
    button.closest<HTMLElement>("[popover]")?.hidePopover();
    emit(button, "view-choose", change);
    if (event.detail > 0) emit(button, "stage-focus", null);
  };
  return html`
    <button type="button" class="choose-${tab}" aria-pressed=${chosen} @click=${choose}>${label}</button>`;
}

/** The tabs of the lower left corner. */
export function cornerTabs({ cornerTab }: AppState): TemplateResult {
  const change = (tab: CornerTab) => ({ cornerTab: tab });
  return tabBar("Leaves and values", "strip corner-tabs", CORNER_TABS, CORNER_TAB_LABELS, cornerTab, change);
}

/** The tabs below the graph: the present step, and the tools that work on the leaves. */
export function toolTabs({ toolTab, lowerHidden }: AppState): TemplateResult {
  const change = (tab: ToolTab) => ({ toolTab: tab, lowerHidden: false });
  const first = TOOL_TABS.filter((tab) => !MORE_TABS.includes(tab));
  const isMore = MORE_TABS.includes(toolTab);
  const more = menu({
    id: "more-tools",
    label: isMore ? `More: ${TOOL_TAB_LABELS[toolTab]}` : "More",
    title: "Further tools",
    active: isMore,
    content: html`${MORE_TABS.map((tab) => tabButton(tab, TOOL_TAB_LABELS[tab], tab === toolTab, change(tab)))}
      <button type="button" class="choose-beside" @click=${besideOpen}>Beside its pieces</button>`,
  });
  const behind = html`${more}${foldButton(lowerHidden)}`;
  return tabBar("Tools", "strip act-tabs", first, TOOL_TAB_LABELS, toolTab, change, behind);
}

function besideOpen(event: Event): void {
  const button = event.currentTarget as HTMLElement;
  button.closest<HTMLElement>("[popover]")?.hidePopover();
  emit(button, "beside-open", null);
}

/** Folds the panes below the tabs away, or shows them again; this browser remembers it. */
function foldButton(hidden: boolean): TemplateResult {
  const toggle = (event: Event): void => emit(event.currentTarget!, "view-choose", { lowerHidden: !hidden });
  return html`
    <button
      type="button" class="fold-panes" aria-expanded=${!hidden} title="More room for the graph" @click=${toggle}
    >${hidden ? "Show panes" : "Hide panes"}</button>`;
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

/** Panels that are not shown are kept as they are, with what the reader chose in them. */
export function toolPane(model: ToolModel): TemplateResult {
  const { toolTab } = model.state;
  const pane = (tab: Exclude<ToolTab, "step">): TemplateResult => html`
    <section
      class="pane act-pane" tabindex="0" aria-label=${TOOL_TAB_LABELS[tab]}
    >${cache(toolPanel(tab, model))}</section>`;
  return html`${cache(toolTab === "step" ? nothing : pane(toolTab))}`;
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
    case "libraries":
      return html`<libraries-panel .trace=${trace} .step=${step} .queries=${queries}></libraries-panel>`;
    case "compiled":
      return html`<compiled-panel .trace=${trace} .step=${step} .queries=${queries}></compiled-panel>`;
  }
}
