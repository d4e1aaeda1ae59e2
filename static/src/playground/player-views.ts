// Sections of the player, which the page, the embed and the standalone file have in common, and the rows in which the
// latter two show them.

import { html, nothing, type TemplateResult } from "lit";
import type { TraceQueries } from "../backend/queries.js";
import type { LayoutSource } from "../graph/drawing.js";
import type { GraphView } from "../graph/graph-view.js";
import type { AppState } from "../state/app-state.js";
import type { NodeId, Pass, Step, Trace } from "../trace/contract.js";
import { describeGradient, passGradient } from "../trace/gradient-meaning.js";
import { notesAt } from "../trace/notes/annotations.js";
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
  order: "Order and contributions",
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

/** All sections of a player that has a trace and no engine: the standalone file's, and the notebook's. */
export function sealedView(model: PlayerModel, layout: LayoutSource | null): TemplateResult {
  const { trace, state, step } = model.player;
  const sections = {
    code: html`
      <code-listing .trace=${trace} .state=${state} .step=${step}></code-listing>
      <output-panel .trace=${trace}></output-panel>`,
    graph: graphView(model, layout, { polite: true, sealed: true }),
    step: wordsView(model, null),
    order: orderView(model),
    values: valuesView(model),
  };
  return html`
    ${rowsView(model, sections, {
      code: { tabindex: 0 },
      order: { classes: "embed-panel order-pane" },
      values: { classes: "embed-panel embed-values values-pane" },
    })}
    ${transportView(model, [])}
  `;
}

export function codeView(model: PlayerModel<AppState>, fixed: boolean): TemplateResult {
  const { state, player } = model;
  const fault = state.status.kind === "fault" ? state.status.fault : null;
  return html`
    <code-editor
      .fixed=${fixed} .source=${state.source} .trace=${player.trace} .state=${player.state} .step=${shownStep(model)}
      .pointed=${state.pointed} .fault=${fault}
    ></code-editor>
    <output-panel .trace=${player.trace} .fault=${fault}></output-panel>`;
}

export function graphView(
  model: PlayerModel<PlayerState & Partial<Pick<AppState, "foldState">>>,
  layout: LayoutSource | null,
  { polite = false, sealed = false, note = model.state.foldState?.note ?? "" }: Partial<GraphView> = {},
): TemplateResult {
  const { state, player } = model;
  return html`
    <graph-view
      .polite=${polite} .sealed=${sealed} .layout=${layout}
      .trace=${player.trace} .state=${player.state} .step=${shownStep(model)}
      .selected=${state.selected} .pointed=${state.pointed}
      .notes=${notesAt(player.trace, player.position, state.showTrail)}
      .picture=${state.foldState?.picture ?? null} .waiting=${state.foldState?.waiting ?? false} .note=${note}
    ></graph-view>`;
}

export function stepView(model: PlayerModel<AppState>, queries: TraceQueries | null): TemplateResult {
  const { state, player } = model;
  return html`
    <predict-panel .trace=${player.trace} .predict=${state.predict} .position=${player.position}></predict-panel>
    ${wordsView(model, queries)}`;
}

/** The present step in words; at the end what the result means, above the last step. */
export function wordsView(model: PlayerModel, queries: TraceQueries | null): TemplateResult {
  const { state, player } = model;
  const { trace, position } = player;
  const step = shownStep(model);
  const pointed = state.pointed ?? state.selected;
  return html`
    ${
      isFinished(player)
        ? html`<result-panel .trace=${trace} .queries=${queries} .node=${pointed}></result-panel>`
        : nothing
    }
    ${
      isFinished(player) && step === null
        ? nothing
        : html`<step-panel .trace=${trace} .step=${step} .detailed=${state.stepSize === "detail"}></step-panel>`
    }
    ${isFinished(player) || !trace || state.pointed === null ? nothing : pointedNote(trace, state.pointed, position)}`;
}

/** What the gradient of the value under the pointer means, once all of it has arrived. */
function pointedNote(trace: Trace, node: NodeId, position: number): TemplateResult | typeof nothing {
  const gradient = passGradient(trace, node, position);
  return gradient === null || trace.nodes[node]!.kind === "constant"
    ? nothing
    : html`<p class="pointed-note">${describeGradient(trace, node, gradient, true)}.</p>`;
}

/** The present step; none where the end was reached at one go, so that it shows the run as a whole. */
function shownStep({ state, player }: PlayerModel): Step | null {
  return player.jumpedToEnd && isFinished(player) && !state.showTrail ? null : player.step;
}

/** Whether the run has come to its end, with gradients that say how the leaves move the result. */
function isFinished({ trace, position, length, index }: Player): boolean {
  if (trace?.observed) return false; // a reader's own gradients may be wrong, and its leaves cannot be moved
  return position === length && (index?.phases.some(({ phase }) => phase === "backward") ?? false);
}

/** The order and the ledger; at the end who moves the result, above the ledger of a selected value. */
export function orderView(model: PlayerModel): TemplateResult {
  const { state, player } = model;
  const finished = isFinished(player);
  return html`
    ${finished ? html`<influence-bars .trace=${player.trace} .selected=${state.selected}></influence-bars>` : nothing}
    <order-panel
      .trace=${player.trace} .index=${player.index} .state=${player.state} .step=${shownStep(model)}
      .selected=${state.selected} .detailed=${state.stepSize === "detail"} .finished=${finished}
    ></order-panel>`;
}

export function valuesView(model: PlayerModel): TemplateResult {
  const { state, player } = model;
  return html`
    <values-table
      .trace=${player.trace} .state=${player.state} .step=${shownStep(model)}
      .pointed=${state.pointed} .selected=${state.selected}
      .notes=${notesAt(player.trace, player.position, state.showTrail)}
    ></values-table>`;
}

/** `passes` are those that the reader can choose from. */
export function transportView({ state, player }: PlayerModel, passes: readonly Pass[]): TemplateResult {
  return html`
    <transport-bar
      .phases=${player.phasePlaces} .passes=${passes} .pass=${player.trace?.pass ?? 0}
      .step=${player.step} .position=${player.place} .length=${player.lastPlace}
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
