// The playground's page as a function of its state.

import { html, type TemplateResult } from "lit";
import type { PyodideClient } from "../backend/pyodide-client.js";
import type { LayoutClient } from "../graph/layout-client.js";
import { colourKey } from "../panels/colour-key.js";
import { practiceNotice } from "../panels/practice-notice.js";
import { PANEL_LABELS, PANELS } from "../state/app-state.js";
import type { Trace } from "../trace/contract.js";
import type { Example } from "../trace/examples.js";
import type { InitialState } from "../url/initial-state.js";
import {
  codeView,
  graphView,
  orderView,
  sectionView,
  statusView,
  stepView,
  transportView,
  valuesView,
} from "./player-views.js";
import { cornerTabs, leavesPane, type ToolModel, tabBar, toolPane, toolTabs } from "./tab-view.js";

/** The page's fixed parts and its initial content. */
export interface PageConfig {
  /** The trace embedded in the page. */
  readonly trace: Trace | null;
  /** From the address and this browser's storage. */
  readonly initialState: InitialState;
  readonly examples: readonly Example[];
  /** Brand and navigation of the page's header. */
  readonly head: Element | null;
  readonly layout: LayoutClient;
  /** Of the graphs in a dialogue: a client drops the older one of two drawings. */
  readonly dialogLayout: LayoutClient;
  readonly python: PyodideClient;
  readonly view: (model: PageModel) => TemplateResult;
  /** Whether the address, the history and this browser's storage follow the state. */
  readonly syncHistory: boolean;
}

export interface PageModel extends ToolModel {
  readonly config: PageConfig;
}

/** During faster playback the live region stays empty. */
const READABLE_SPEED = 500; // milliseconds

export function pageView(model: PageModel): TemplateResult {
  const { state, player, config } = model;
  return html`
    <top-bar
      role="banner" class="site-bar" .head=${config.head} .level=${state.level} .backend=${state.backend}
      .theme=${state.theme}
    ></top-bar>
    <main class="stage">
      <intro-bar .examples=${config.examples} .example=${state.example}></intro-bar>
      <div class="side">
        ${sectionView("code", codeView(model, false))}
        ${cornerTabs(state)}
        ${leavesPane(model)}
        ${sectionView("values", valuesView(model))}
      </div>
      ${graphPane(model)}
      ${practiceNotice(player.trace)}
      ${tabBar("Panels", "tabs", PANELS, PANEL_LABELS, state.panel, (panel) => ({ panel }))}
      ${toolTabs(state)}
      ${stepAndOrder(model)}
      ${toolPane(model)}
      ${transportView(model, player.trace?.passes ?? [])}
      ${statusView(model)}
    </main>
    <beside-dialog .layout=${config.dialogLayout}></beside-dialog>
    <keys-dialog></keys-dialog>
    <export-dialog></export-dialog>
    <embed-dialog></embed-dialog>
    <share-dialog></share-dialog>
    <p class="visually-hidden" aria-live="polite" id="announcement">${announcement(model)}</p>
  `;
}

function graphPane(model: PageModel): TemplateResult {
  const { state, player, config } = model;
  const content = html`
    <div class="graph-tools">
      <practice-menu .mistake=${state.mistake} .predicting=${state.predict.on}></practice-menu>
      <find-box .trace=${player.trace}></find-box>
      <fold-menu .trace=${player.trace} .folding=${state.foldState.folding} .selected=${state.selected}></fold-menu>
      ${colourKey()}
    </div>
    ${graphView(model, config.layout, { note: graphNote(model) })}`;
  return sectionView("graph", content);
}

/** Whether the text has an error, so that what is shown belongs to the text as it last ran. */
export function isOutdated({ state, player }: Pick<PageModel, "state" | "player">): boolean {
  return state.status.kind === "fault" && player.trace !== null && player.trace.source !== state.source;
}

/** The note above the graph: it belongs to an earlier text, or the reason why it is folded. */
function graphNote({ state, player }: PageModel): string {
  return isOutdated({ state, player }) && player.trace!.nodes.length > 0
    ? "This is the graph of your text as it last ran."
    : state.foldState.note;
}

/** The present step, and the order and ledger that it belongs to: one pane on a phone, two on wide screens. */
function stepAndOrder(model: PageModel): TemplateResult {
  return html`
    <div class="story" tabindex="0" role="group" aria-label="Step and order">
      ${sectionView("step", stepView(model, model.queries), { tabindex: 0 })}
      ${sectionView("order", orderView(model))}
    </div>
  `;
}

function announcement({ state, player }: PageModel): string {
  const { step } = player;
  if (!step || (state.playing && state.speed < READABLE_SPEED)) return "";
  return `${step.meaning} ${step.text}`.trim();
}
