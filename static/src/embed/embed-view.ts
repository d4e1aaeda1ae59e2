// The embed's page as a function of its state: the playground's own views, as far as the address names them.

import { html, nothing, type TemplateResult } from "lit";
import { cssVars } from "../lib/dom/style-vars.js";
import type { PageModel } from "../playground/page-view.js";
import { notesAt } from "../trace/annotations.js";
import { linkStateOf } from "../url/link-state-of.js";
import type { EmbedOptions, EmbedPanel } from "./options.js";

export function embedView(model: PageModel, options: EmbedOptions, home: string): TemplateResult {
  const ifShown = (panel: EmbedPanel, view: () => TemplateResult): TemplateResult | typeof nothing =>
    options.panels.includes(panel) ? view() : nothing;
  const { state, player } = model;
  const lines = state.source.split("\n").length;
  const link = linkStateOf(state, { step: player.position, folding: state.foldState.folding });
  return html`
    <main class="embed embed-${options.height}" ${cssVars({ "--lines": String(lines) })}>
      <div class="embed-rows">
        <div class="embed-row embed-main">
          ${ifShown("code", () => code(model, options.readonly))}
          ${ifShown("graph", () => graph(model))}
        </div>
        <div class="embed-row embed-story">
          ${ifShown("step", () => step(model))}
          ${ifShown("order", () => order(model))}
          ${ifShown("values", () => values(model))}
        </div>
      </div>
      ${options.controls ? ifShown("transport", () => transport(model)) : nothing}
      <footer class="embed-foot">
        <status-line
          .status=${state.status} .notice=${state.notice} .python=${state.python} .trace=${player.trace}
          .backend=${state.backend} .showTrail=${state.showTrail}
        ></status-line>
        <open-link home=${home} .link=${link}></open-link>
      </footer>
    </main>
    <keys-dialog></keys-dialog>
  `;
}

function code({ state, player }: PageModel, readonly: boolean): TemplateResult {
  const { status } = state;
  return html`
    <section class="embed-code" aria-label="Program">
      <code-editor
        .fixed=${readonly} .source=${state.source} .trace=${player.trace} .state=${player.state} .step=${player.step}
        .pointed=${state.pointed} .fault=${status.kind === "fault" ? status.fault : null}
      ></code-editor>
      <output-panel .trace=${player.trace}></output-panel>
    </section>`;
}

function graph({ state, player, config }: PageModel): TemplateResult {
  return html`
    <section class="embed-graph" aria-label="Graph">
      <graph-view
        .polite=${true} .layout=${config.layout} .trace=${player.trace} .state=${player.state} .step=${player.step}
        .selected=${state.selected} .pointed=${state.pointed}
        .notes=${notesAt(player.trace, player.position, state.showTrail)}
        .picture=${state.foldState.picture} .waiting=${state.foldState.waiting} .note=${state.foldState.note}
      ></graph-view>
    </section>`;
}

function step({ state, player }: PageModel): TemplateResult {
  return html`
    <section class="embed-panel" tabindex="0" aria-label="This step" aria-live=${state.playing ? "off" : "polite"}>
      <predict-panel .trace=${player.trace} .predict=${state.predict} .position=${player.position}></predict-panel>
      <step-panel .trace=${player.trace} .step=${player.step}></step-panel>
    </section>`;
}

function order({ state, player }: PageModel): TemplateResult {
  return html`
    <section class="embed-panel" tabindex="0" aria-label="Order and ledger">
      <order-panel
        .trace=${player.trace} .index=${player.index} .state=${player.state} .step=${player.step}
        .selected=${state.selected}
      ></order-panel>
    </section>`;
}

function values({ state, player }: PageModel): TemplateResult {
  return html`
    <section class="embed-panel embed-values" tabindex="0" aria-label="Values">
      <values-table
        .trace=${player.trace} .state=${player.state} .step=${player.step}
        .pointed=${state.pointed} .selected=${state.selected}
        .notes=${notesAt(player.trace, player.position, state.showTrail)}
      ></values-table>
    </section>`;
}

function transport({ state, player }: PageModel): TemplateResult {
  return html`
    <transport-bar
      .phases=${player.index?.phases ?? []} .passes=${player.trace?.passes ?? []} .pass=${player.trace?.pass ?? 0}
      .step=${player.step} .position=${player.position} .length=${player.length}
      .playing=${state.playing} .speed=${state.speed} .stepSize=${state.stepSize}
    ></transport-bar>`;
}
