// The playground's page as a function of its state.

import { html, type TemplateResult } from "lit";
import type { PyodideClient } from "../backend/pyodide-client.js";
import type { TraceQueries } from "../backend/queries.js";
import type { LayoutClient } from "../graph/layout-client.js";
import { type AppState, PANEL_LABELS, PANELS, type Panel } from "../state/app-state.js";
import { emit } from "../state/events.js";
import { notesAt } from "../trace/annotations.js";
import type { Trace } from "../trace/contract.js";
import type { Example } from "../trace/examples.js";
import type { InitialState } from "../url/initial-state.js";
import {
  codeView,
  orderView,
  type PlayerModel,
  statusView,
  stepView,
  transportView,
  valuesView,
} from "./player-views.js";
import { cornerTabs, leavesPane, toolPane, toolTabs } from "./tab-view.js";

/** The page's fixed parts and its initial content. */
export interface PageConfig {
  /** The trace embedded in the page. */
  readonly trace: Trace | null;
  /** From the address and this browser's storage. */
  readonly initialState: InitialState;
  readonly examples: readonly Example[];
  readonly layout: LayoutClient;
  readonly python: PyodideClient;
  readonly view: (model: PageModel) => TemplateResult;
  /** Whether the address, the history and this browser's storage follow the state. */
  readonly syncHistory: boolean;
}

export interface PageModel extends PlayerModel<AppState> {
  readonly config: PageConfig;
  /** Engine queries about the present trace. */
  readonly queries: TraceQueries | null;
}

/** During faster playback the live region stays empty. */
const READABLE_SPEED = 500; // milliseconds

export function pageView(model: PageModel): TemplateResult {
  const { state, player, config } = model;
  const tabModel = { state, trace: player.trace, step: player.step, queries: model.queries };
  return html`
    <top-bar
      role="banner" .examples=${config.examples} .example=${state.example} .level=${state.level}
      .backend=${state.backend} .theme=${state.theme}
    ></top-bar>
    <main class="stage">
      <section class="pane code-pane" aria-label="Program">${codeView(model, false)}</section>
      ${graphPane(model)}
      ${panelTabs(state.panel)}
      ${cornerTabs(state)}
      ${leavesPane(tabModel)}
      <section class="pane values-pane" aria-label="Values">${valuesView(model)}</section>
      ${toolTabs(state)}
      ${stepAndOrder(model)}
      ${toolPane(tabModel)}
      ${transportView(model, player.trace?.passes ?? [])}
      ${statusView(model)}
    </main>
    <keys-dialog></keys-dialog>
    <export-dialog></export-dialog>
    <embed-dialog></embed-dialog>
    <p class="visually-hidden" aria-live="polite" id="announcement">${announcement(model)}</p>
  `;
}

function graphPane(model: PageModel): TemplateResult {
  const { state, player, config } = model;
  return html`
    <section class="pane graph-pane" aria-label="Graph">
      <div class="graph-tools">
        <find-box .trace=${player.trace}></find-box>
        <fold-menu .trace=${player.trace} .folding=${state.foldState.folding} .selected=${state.selected}></fold-menu>
      </div>
      <graph-view
        .layout=${config.layout} .trace=${player.trace} .state=${player.state} .step=${player.step}
        .selected=${state.selected} .pointed=${state.pointed}
        .notes=${notesAt(player.trace, player.position, state.showTrail)}
        .picture=${state.foldState.picture} .waiting=${state.foldState.waiting} .note=${graphNote(model)}
      ></graph-view>
    </section>
  `;
}

/** The note above the graph: it belongs to an earlier text, or the reason why it is folded. */
function graphNote({ state, player }: PageModel): string {
  const stale = state.status.kind === "fault" && player.trace !== null && player.trace.source !== state.source;
  return stale && player.trace.nodes.length > 0
    ? "This is the graph of your text as it last ran."
    : state.foldState.note;
}

/** The present step, and the order and ledger that it belongs to: one pane on a phone, two on wide screens. */
function stepAndOrder(model: PageModel): TemplateResult {
  const { state, player } = model;
  return html`
    <div class="story" tabindex="0" role="group" aria-label="Step and order">
      <practice-bar .trace=${player.trace} .mistake=${state.mistake} .predicting=${state.predict.on}></practice-bar>
      <section class="pane step-pane" tabindex="0" aria-label="This step">${stepView(model)}</section>
      <section class="pane order-pane" aria-label="Order and ledger">${orderView(model)}</section>
    </div>
  `;
}

function panelTabs(chosen: Panel): TemplateResult {
  const choose = (event: Event, panel: Panel): void => emit(event.currentTarget!, "view-choose", { panel });
  return html`
    <nav class="tabs" aria-label="Panels">
      ${PANELS.map(
        (panel) => html`
        <button type="button" aria-pressed=${panel === chosen} @click=${(event: Event) => choose(event, panel)}>
          ${PANEL_LABELS[panel]}
        </button>`,
      )}
    </nav>
  `;
}

function announcement({ state, player }: PageModel): string {
  return state.playing && state.speed < READABLE_SPEED ? "" : (player.step?.text ?? "");
}
