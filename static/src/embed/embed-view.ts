// The embed's page as a function of its state: the playground's own views, as far as the address names them.

import { html, nothing, type TemplateResult } from "lit";
import { cssVars } from "../lib/dom/style-vars.js";
import type { PageModel } from "../playground/page-view.js";
import {
  codeView,
  graphView,
  orderView,
  rowsView,
  statusView,
  stepView,
  transportView,
  valuesView,
} from "../playground/player-views.js";
import { linkStateOf } from "../url/link-state-of.js";
import type { EmbedOptions } from "./options.js";

export function embedView(model: PageModel, options: EmbedOptions, home: string): TemplateResult {
  const { state, player, config } = model;
  const lines = state.source.split("\n").length;
  const sections = {
    code: () => codeView(model, options.readonly),
    graph: () => graphView(model, config.layout, { polite: true }),
    step: () => stepView(model, model.queries),
    order: () => orderView(model),
    values: () => valuesView(model),
    transport: () => transportView(model, player.trace?.passes ?? []),
  };
  const { transport, ...rows } = Object.fromEntries(options.panels.map((panel) => [panel, sections[panel]()]));
  return html`
    <main class="embed embed-${options.height}" ${cssVars({ "--lines": String(lines) })}>
      ${rowsView(model, rows)}
      ${options.controls && transport ? transport : nothing}
      <footer class="embed-foot">
        ${statusView(model)}
        <open-link home=${home} .link=${linkStateOf(state, player.position)}></open-link>
      </footer>
    </main>
    <keys-dialog></keys-dialog>
  `;
}
