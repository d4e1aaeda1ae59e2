// Sections of the player, which the page, the embed and the standalone file have in common, and the rows in which the
// latter two show them.

import { html, nothing, type TemplateResult } from "lit";
import type { LayoutSource } from "../graph/drawing.js";
import type { GraphView } from "../graph/graph-view.js";
import type { AppState } from "../state/app-state.js";
import { notesAt } from "../trace/annotations.js";
import type { Pass } from "../trace/contract.js";
import type { Player } from "../trace/playback/player.js";
import type { PlayerState } from "./player-controller.js";

export interface PlayerModel<State = PlayerState> {
  readonly state: State;
  readonly player: Player;
}

const SECTION_LABELS = {
  code: "Program",
  graph: "Graph",
  step: "This step",
  order: "Order and ledger",
  values: "Values",
} as const;
type SectionName = keyof typeof SECTION_LABELS;

/** `tabindex` lets the keyboard scroll the section. */
interface SectionAttributes {
  readonly classes?: string;
  readonly tabindex?: 0;
  readonly live?: "off" | "polite";
}

export function sectionView(
  name: SectionName,
  content: unknown,
  { classes = `pane ${name}-pane`, tabindex, live }: SectionAttributes = {},
): TemplateResult {
  return html`
    <section
      class=${classes} tabindex=${tabindex ?? nothing} aria-label=${SECTION_LABELS[name]} aria-live=${live ?? nothing}
    >${content}</section>`;
}

/** The sections of an embed, in two rows; those without content are left out. */
export function rowsView(
  { state }: PlayerModel,
  contents: Readonly<Partial<Record<SectionName, TemplateResult>>>,
  attributes: Readonly<Partial<Record<SectionName, SectionAttributes>>> = {},
): TemplateResult {
  const section = (name: SectionName, defaults: SectionAttributes): TemplateResult | typeof nothing =>
    contents[name] ? sectionView(name, contents[name], { ...defaults, ...attributes[name] }) : nothing;
  return html`
    <div class="embed-rows">
      <div class="embed-row embed-main">
        ${section("code", { classes: "embed-code" })}
        ${section("graph", { classes: "embed-graph" })}
      </div>
      <div class="embed-row embed-story">
        ${section("step", { classes: "embed-panel", tabindex: 0, live: state.playing ? "off" : "polite" })}
        ${section("order", { classes: "embed-panel", tabindex: 0 })}
        ${section("values", { classes: "embed-panel embed-values", tabindex: 0 })}
      </div>
    </div>`;
}

export function codeView({ state, player }: PlayerModel<AppState>, fixed: boolean): TemplateResult {
  const fault = state.status.kind === "fault" ? state.status.fault : null;
  return html`
    <code-editor
      .fixed=${fixed} .source=${state.source} .trace=${player.trace} .state=${player.state} .step=${player.step}
      .pointed=${state.pointed} .fault=${fault}
    ></code-editor>
    <output-panel .trace=${player.trace} .fault=${fault}></output-panel>`;
}

export function graphView(
  { state, player }: PlayerModel<PlayerState & Partial<Pick<AppState, "foldState">>>,
  layout: LayoutSource | null,
  { polite = false, sealed = false, note = state.foldState?.note ?? "" }: Partial<GraphView> = {},
): TemplateResult {
  return html`
    <graph-view
      .polite=${polite} .sealed=${sealed} .layout=${layout}
      .trace=${player.trace} .state=${player.state} .step=${player.step}
      .selected=${state.selected} .pointed=${state.pointed}
      .notes=${notesAt(player.trace, player.position, state.showTrail)}
      .picture=${state.foldState?.picture ?? null} .waiting=${state.foldState?.waiting ?? false} .note=${note}
    ></graph-view>`;
}

export function stepView({ state, player }: PlayerModel<AppState>): TemplateResult {
  return html`
    <predict-panel .trace=${player.trace} .predict=${state.predict} .position=${player.position}></predict-panel>
    <step-panel .trace=${player.trace} .step=${player.step}></step-panel>`;
}

export function orderView({ state, player }: PlayerModel): TemplateResult {
  return html`
    <order-panel
      .trace=${player.trace} .index=${player.index} .state=${player.state} .step=${player.step}
      .selected=${state.selected}
    ></order-panel>`;
}

export function valuesView({ state, player }: PlayerModel): TemplateResult {
  return html`
    <values-table
      .trace=${player.trace} .state=${player.state} .step=${player.step}
      .pointed=${state.pointed} .selected=${state.selected}
      .notes=${notesAt(player.trace, player.position, state.showTrail)}
    ></values-table>`;
}

/** `passes` are those that the reader can choose from. */
export function transportView({ state, player }: PlayerModel, passes: readonly Pass[]): TemplateResult {
  return html`
    <transport-bar
      .phases=${player.index?.phases ?? []} .passes=${passes} .pass=${player.trace?.pass ?? 0}
      .step=${player.step} .position=${player.position} .length=${player.length}
      .playing=${state.playing} .speed=${state.speed} .stepSize=${state.stepSize}
    ></transport-bar>`;
}

export function statusView({ state, player }: PlayerModel<AppState>): TemplateResult {
  return html`
    <status-line
      .status=${state.status} .notice=${state.notice} .python=${state.python} .trace=${player.trace}
      .backend=${state.backend} .showTrail=${state.showTrail}
    ></status-line>`;
}
