// The embed's page as a function of its state: the playground's own views, as far as the address names them.

import { html, nothing, type TemplateResult } from "lit";
import { cssVars } from "../lib/dom/style-vars.js";
import type { PageModel } from "../playground/page-view.js";
import { codeView, orderView, statusView, stepView, transportView, valuesView } from "../playground/player-views.js";
import { notesAt } from "../trace/annotations.js";
import { linkStateOf } from "../url/link-state-of.js";
import type { EmbedOptions, EmbedPanel } from "./options.js";

export function embedView(model: PageModel, options: EmbedOptions, home: string): TemplateResult {
  const ifShown = (panel: EmbedPanel, view: () => TemplateResult): TemplateResult | typeof nothing =>
    options.panels.includes(panel) ? view() : nothing;
  const { state, player } = model;
  const lines = state.source.split("\n").length;
  const link = linkStateOf(state, player.position);
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
      ${options.controls ? ifShown("transport", () => transportView(model, player.trace?.passes ?? [])) : nothing}
      <footer class="embed-foot">
        ${statusView(model)}
        <open-link home=${home} .link=${link}></open-link>
      </footer>
    </main>
    <keys-dialog></keys-dialog>
  `;
}

function code(model: PageModel, readonly: boolean): TemplateResult {
  return html`<section class="embed-code" aria-label="Program">${codeView(model, readonly)}</section>`;
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

function step(model: PageModel): TemplateResult {
  return html`
    <section
      class="embed-panel" tabindex="0" aria-label="This step" aria-live=${model.state.playing ? "off" : "polite"}
    >${stepView(model)}</section>`;
}

function order(model: PageModel): TemplateResult {
  return html`
    <section class="embed-panel" tabindex="0" aria-label="Order and ledger">${orderView(model)}</section>`;
}

function values(model: PageModel): TemplateResult {
  return html`
    <section class="embed-panel embed-values" tabindex="0" aria-label="Values">${valuesView(model)}</section>`;
}
