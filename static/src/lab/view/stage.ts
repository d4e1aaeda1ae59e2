// The drawings: the plane or the table of points, the network, the curves.

import { html, nothing, type TemplateResult } from "lit";
import { switchField } from "../../lib/dom/fields.js";
import { plain } from "../../lib/format.js";
import type { Actions } from "../actions.js";
import type { CurveScale, NetworkShow } from "../drawings/contract.js";
import { OPTIMISER_WORDS } from "../labels.js";
import { MISTAKES } from "../mistakes.js";
import type { LabState, Tool } from "../state.js";
import type { Start } from "../training/messages.js";

const TOOLS: readonly Tool[] = ["choose", "plus", "minus"];
const TOOL_WORDS: Readonly<Record<Tool, string>> = { choose: "Choose", plus: "Add 1", minus: "Add −1" };
const SCALE_WORDS: Readonly<Record<CurveScale, string>> = { linear: "linear", log: "log" };
const SHOW_WORDS: Readonly<Record<NetworkShow, string>> = { weights: "weights", gradients: "gradients" };
const SIDE_WORDS = { left: "left", right: "right" } as const;

export function plane(state: LabState, starts: readonly Start[], act: Actions): TemplateResult {
  const points = starts[0]?.setup.points ?? [];
  const flat = starts[0]?.setup.sizes[0] === 2;
  return html`
    <div class="stage-head">
      <h2>${flat ? "Scores over the plane" : "Points"}</h2>
      ${flat ? switchField({ label: "A click on the plane", title: "What a click on the plane does", values: TOOLS, words: TOOL_WORDS, value: state.tool, set: (tool) => act.tool(tool) }) : nothing}
    </div>
    <div class="stage-planes">
      ${starts.map(
        ({ name }, i) => html`
        <figure class="stage-plane">
          ${starts.length > 1 ? html`<figcaption>${i === 0 ? "Left: as it should be" : `Right: ${rightWords(state)}`}</figcaption>` : nothing}
          ${
            flat
              ? html`<lab-surface .name=${starts.length > 1 ? name : ""} .points=${points} .label=${state.tool === "minus" ? -1 : 1} .chosen=${state.chosen}></lab-surface>`
              : html`<div class="lab-scroll" tabindex="0" role="region" aria-label=${starts.length > 1 ? `Points, ${name}` : "Table of points"}><lab-samples data-run=${i} .points=${points} .chosen=${state.chosen} .choose=${act.choose}></lab-samples></div>`
          }
        </figure>`,
      )}
    </div>
    <div class="lab-chosen">
      ${
        state.chosen === null
          ? html`<span class="soft">Choose a point to see its score and its graph.</span>`
          : html`<span class="lab-chosen-words"></span><button type="button" class="button" title="The graph of this point's loss, with the weights of this moment, step by step" @click=${() => act.openSample()}>Open this sample</button>`
      }
    </div>`;
}

function rightWords({ mistakes, second }: LabState): string {
  const parts = [
    ...(second?.optimiser ? [OPTIMISER_WORDS[second.optimiser]] : []),
    ...(second?.rate != null ? [`rate ${plain(second.rate)}`] : []),
    ...(MISTAKES.some((mistake) => mistakes[mistake]) ? ["with the mistake"] : []),
  ];
  return parts.join(", ") || "the same";
}

export function network({ show, side, second }: LabState, act: Actions): TemplateResult {
  return html`
    <div class="stage-head">
      <h2>Network</h2>
      ${second ? switchField({ label: "Which network", values: ["left", "right"] as const, words: SIDE_WORDS, value: side === 0 ? "left" : "right", set: (word) => act.side(word === "left" ? 0 : 1) }) : nothing}
      ${switchField({ label: "Lines show", title: "What the lines show", values: ["weights", "gradients"] as const, words: SHOW_WORDS, value: show, set: (word) => act.show(word) })}
    </div>
    <lab-network .show=${show}></lab-network>`;
}

export function curves({ scale }: LabState, act: Actions): TemplateResult {
  return html`
    <div class="stage-head">
      <h2>Loss and accuracy</h2>
      <span class="soft lab-hint">Click a step to go back to it.</span>
      ${switchField({ label: "Scale of the loss", values: ["linear", "log"] as const, words: SCALE_WORDS, value: scale, set: (word) => act.scale(word) })}
    </div>
    <lab-curves .scale=${scale}></lab-curves>`;
}
