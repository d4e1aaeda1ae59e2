// Layout of the lab's page: header, settings, drawings, transport bar, status line, dialogs.

import { html, nothing, type TemplateResult } from "lit";
import { homeUrl } from "../../lib/dom/site.js";
import { emit } from "../events.js";
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
  /** Brand and navigation of the page's header. */
  readonly head: Element | null;
}

export function pageView(
  { state, runs, playing, perEpoch, embedFragment, head }: PageModel,
  page: EventTarget,
): TemplateResult {
  const { settings, mistakes, secondRun, speed, status } = state;
  const embedded = embedFragment !== null;
  return html`
      ${embedded ? nothing : bar(state, head)}
      <section class="lab-controls" aria-label="Settings">${controls(settings, page)}</section>
      <section class="lab-mistakes" aria-label="Mistakes">${mistakesBar(settings, mistakes, secondRun, page)}</section>
      <section class="lab-planes-pane" aria-label="Plane and points"
        data-runs=${runs.length}>${plane(state, runs, page)}</section>
      <nav class="tabs" aria-label="Panels">
        ${PANELS.map(
          (panel) =>
            html`<button type="button" aria-pressed=${panel === state.panel}
              @click=${() => emit(page, "view-choose", { panel })}>${PANEL_LABELS[panel]}</button>`,
        )}
      </nav>
      <section class="lab-network-pane" aria-label="Network">${network(state, page)}</section>
      <section class="lab-curves-pane" aria-label="Loss and accuracy">${curves(state, page)}</section>
      <div class="lab-transport">${transport({ playing, ready: runs.length > 0, speed, perEpoch }, page)}</div>
      <div class="lab-status" data-kind=${status.kind}>
        ${statusLine(state, page)}
        ${embedded ? labLink(embedFragment) : nothing}
      </div>
      <lab-paste></lab-paste><lab-code></lab-code><text-dialog></text-dialog>`;
}

function bar({ backend, theme }: LabState, head: Element | null): TemplateResult {
  return html`
      <h1 class="visually-hidden">Training lab</h1>
      <lab-bar role="banner" class="site-bar" .head=${head} .backend=${backend} .theme=${theme}></lab-bar>`;
}

function labLink(fragment: string): TemplateResult {
  return html`<a class="button" href=${`${homeUrl()}lab/#${fragment}`} target="_blank">Open in the lab</a>`;
}
