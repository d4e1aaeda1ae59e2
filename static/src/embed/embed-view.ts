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

/** The note of a graph without numbers, where no panel of the step says how they come. */
function invitation({ state, player }: PageModel, { panels, controls }: EmbedOptions): { note?: string } {
  const isEmpty = player.position === 0 && !state.playing && (player.trace?.nodes.length ?? 0) > 0;
  if (!isEmpty || !controls || panels.includes("step") || !panels.includes("transport")) return {};
  return { note: "Press Play (space) to see the numbers come in and the gradients go back." };
}

export function embedView(model: PageModel, options: EmbedOptions, home: string): TemplateResult {
  const { state, player, config } = model;
  const lines = state.source.split("\n").length;
  const sections = {
    code: () => codeView(model, options.readonly),
    graph: () => graphView(model, config.layout, { polite: true, ...invitation(model, options) }),
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
