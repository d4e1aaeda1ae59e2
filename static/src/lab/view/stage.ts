// Panes of the drawings: the plane or the table of points, the network, the curves.

import { html, nothing, type TemplateResult } from "lit";
import { switchField } from "../../lib/dom/fields.js";
import { plain } from "../../lib/format.js";
import type { CurveScale, NetworkQuantity } from "../drawings/contract.js";
import { labelSigns } from "../drawings/surface-key.js";
import { emit } from "../events.js";
import { OPTIMISER_LABELS } from "../labels.js";
import { MISTAKES } from "../mistakes.js";
import { type LabState, TOOLS, type Tool } from "../state.js";
import type { RunSpec } from "../training/messages.js";

const TOOL_LABELS: Readonly<Record<Tool, string>> = { choose: "Choose", plus: "Add 1", minus: "Add −1" };
const SCALE_LABELS: Readonly<Record<CurveScale, string>> = { linear: "linear", log: "log" };
const QUANTITY_LABELS: Readonly<Record<NetworkQuantity, string>> = { weights: "weights", gradients: "gradients" };
const SIDE_LABELS = { left: "left", right: "right" } as const;

export function plane(state: LabState, runs: readonly RunSpec[], page: EventTarget): TemplateResult {
  const isPlane = runs[0]?.setup.sizes[0] === 2;
  return html`
    <div class="stage-head">
      <h2>${isPlane ? "Scores over the plane" : "Points"}</h2>
      ${isPlane ? html`<div class="lab-key" aria-hidden="true">${labelSigns()}</div>` : nothing}
      ${
        isPlane
          ? switchField({
              label: "A click on the plane",
              title: "What a click on the plane does",
              values: TOOLS,
              labels: TOOL_LABELS,
              value: state.tool,
              set: (tool) => emit(page, "view-choose", { tool }),
            })
          : nothing
      }
    </div>
    <div class="stage-planes">
      ${runs.map(
        (_, i) => html`
        <figure class="stage-plane">
          ${runs.length > 1 ? html`<figcaption>${caption(state, i)}</figcaption>` : nothing}
          ${isPlane ? surface(state, runs, i) : samples(state, runs, i)}
        </figure>`,
      )}
    </div>
    <div class="lab-chosen">
      ${
        state.chosen === null
          ? html`<span class="soft">Choose a point to see its score and its graph.</span>`
          : html`<span class="lab-chosen-words"></span><button type="button" class="button"
              title="The graph of this point's loss, with the weights of this moment, step by step"
              @click=${() => emit(page, "sample-open", null)}>Open this sample</button>`
      }
    </div>`;
}

function surface({ tool, chosen }: LabState, runs: readonly RunSpec[], index: number): TemplateResult {
  const name = runs.length > 1 ? runs[index]!.name : "";
  return html`<lab-surface .name=${name} .points=${runs[0]!.setup.points}
    .label=${tool === "minus" ? -1 : 1} .chosen=${chosen}></lab-surface>`;
}

function samples({ chosen }: LabState, runs: readonly RunSpec[], index: number): TemplateResult {
  const label = runs.length > 1 ? `Points, ${runs[index]!.name}` : "Table of points";
  return html`<div class="lab-scroll" tabindex="0" role="region" aria-label=${label}><lab-samples
    data-run=${index} .points=${runs[0]!.setup.points} .chosen=${chosen}></lab-samples></div>`;
}

function caption({ mistakes, secondRun }: LabState, index: number): string {
  if (index === 0) return "Left: as it should be";
  const differences = [
    ...(secondRun?.optimiser ? [OPTIMISER_LABELS[secondRun.optimiser]] : []),
    ...(secondRun?.rate != null ? [`rate ${plain(secondRun.rate)}`] : []),
    ...(MISTAKES.some((mistake) => mistakes[mistake]) ? ["with the mistake"] : []),
  ];
  return `Right: ${differences.join(", ") || "the same"}`;
}

export function network({ quantity, side, secondRun }: LabState, page: EventTarget): TemplateResult {
  return html`
    <div class="stage-head">
      <h2>Network</h2>
      ${
        secondRun
          ? switchField({
              label: "Which network",
              values: ["left", "right"] as const,
              labels: SIDE_LABELS,
              value: side === 0 ? "left" : "right",
              set: (value) => emit(page, "view-choose", { side: value === "left" ? 0 : 1 }),
            })
          : nothing
      }
      ${switchField({
        label: "Lines show",
        title: "What the lines show",
        values: ["weights", "gradients"] as const,
        labels: QUANTITY_LABELS,
        value: quantity,
        set: (value) => emit(page, "view-choose", { quantity: value }),
      })}
    </div>
    <lab-network .quantity=${quantity}></lab-network>`;
}

export function curves({ scale }: LabState, page: EventTarget): TemplateResult {
  return html`
    <div class="stage-head">
      <h2>Loss and accuracy</h2>
      <span class="soft lab-hint">Click a step to go back to it.</span>
      ${switchField({
        label: "Scale of the loss",
        values: ["linear", "log"] as const,
        labels: SCALE_LABELS,
        value: scale,
        set: (value) => emit(page, "view-choose", { scale: value }),
      })}
    </div>
    <lab-curves .scale=${scale}></lab-curves>`;
}
