// Layout of the lab's page: header, settings, drawings, transport bar, status line, dialogs.

import { html, nothing, type TemplateResult } from "lit";
import { homeUrl } from "../../lib/dom/site.js";
import type { Actions } from "../actions.js";
import { type LabState, PANEL_LABELS, PANELS } from "../state.js";
import type { RunSpec } from "../training/messages.js";
import { controls } from "./controls.js";
import { mistakesBar } from "./mistakes.js";
import { curves, network, plane } from "./stage.js";
import { statusLine } from "./status.js";
import { transport } from "./transport.js";

export interface PageModel {
  readonly state: LabState;
  readonly runs: readonly RunSpec[];
  readonly playing: boolean;
  readonly perEpoch: number;
  /** Fragment of an embed's link to the lab; null on the lab's own page. */
  readonly embedFragment: string | null;
}

export function pageView(
  { state, runs, playing, perEpoch, embedFragment }: PageModel,
  actions: Actions,
): TemplateResult {
  const { settings, mistakes, secondRun, speed, status } = state;
  const embedded = embedFragment !== null;
  return html`
      ${embedded ? nothing : bar(state, actions)}
      <section class="lab-controls" aria-label="Settings">${controls(settings, actions)}</section>
      <section class="lab-mistakes" aria-label="Mistakes">${mistakesBar(
        settings,
        mistakes,
        secondRun,
        actions,
      )}</section>
      <section class="lab-planes-pane" aria-label="Plane and points"
        data-runs=${runs.length}>${plane(state, runs, actions)}</section>
      <nav class="tabs" aria-label="Panels">
        ${PANELS.map(
          (panel) =>
            html`<button type="button" aria-pressed=${panel === state.panel}
              @click=${() => actions.setPanel(panel)}>${PANEL_LABELS[panel]}</button>`,
        )}
      </nav>
      <section class="lab-network-pane" aria-label="Network">${network(state, actions)}</section>
      <section class="lab-curves-pane" aria-label="Loss and accuracy">${curves(state, actions)}</section>
      <div class="lab-transport">${transport({ playing, ready: runs.length > 0, speed, perEpoch }, actions)}</div>
      <div class="lab-status" data-kind=${status.kind}>
        ${statusLine(state, actions)}
        ${embedded ? labLink(embedFragment) : nothing}
      </div>
      <lab-paste></lab-paste><lab-code></lab-code><lab-text></lab-text>`;
}

function bar({ backend, theme }: LabState, actions: Actions): TemplateResult {
  return html`<lab-bar .actions=${actions} .backend=${backend} .theme=${theme}></lab-bar>`;
}

function labLink(fragment: string): TemplateResult {
  return html`<a class="button" href=${`${homeUrl()}lab/#${fragment}`} target="_blank">Open in the lab</a>`;
}
