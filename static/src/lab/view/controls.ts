// The settings: data, model, training.

import { html, nothing, type TemplateResult } from "lit";
import { choiceField, numberField } from "../../lib/dom/fields.js";
import type { Actions } from "../actions.js";
import {
  ACTIVATION_WORDS,
  BIASES_WORDS,
  DATA_WORDS,
  GENERATED,
  LOSS_TITLES,
  LOSS_WORDS,
  OPTIMISER_TITLES,
  OPTIMISER_WORDS,
  OUTPUT_WORDS,
} from "../labels.js";
import {
  ACTIVATIONS,
  BIASES,
  DATA_KINDS,
  type Data,
  LIMITS,
  LOSSES,
  OPTIMISERS,
  OUTPUTS,
  PRESETS,
  type Settings,
} from "../settings/settings.js";
import { layersField } from "./layers.js";

const SEED = { least: 0, most: 2 ** 32 - 1, step: 1 } as const;

export function controls(settings: Settings, act: Actions): TemplateResult {
  return html`
    <div class="lab-presets" role="group" aria-label="Start from">
      ${PRESETS.map(
        ({ words, settings: preset }) => html`
        <button type="button" class="button" aria-pressed=${JSON.stringify(preset) === JSON.stringify(settings)} @click=${() => act.change(preset)}>${words}</button>`,
      )}
    </div>
    ${dataControls(settings.data, act)}
    ${modelControls(settings, act)}
    ${trainingControls(settings, act)}`;
}

function dataControls(data: Data, act: Actions): TemplateResult {
  const change = (part: Partial<Data>): void => act.change({ data: { ...data, ...part } });
  const own = data.kind === "own";
  return html`
    <fieldset class="lab-group"><legend>Data</legend>
      <div class="lab-row">
        ${choiceField({
          label: "Points",
          values: DATA_KINDS.filter((kind) => kind !== "own" || own),
          words: DATA_WORDS,
          value: data.kind,
          set: (kind) => change({ kind, rows: undefined }),
        })}
        <button type="button" class="button" title="Points of your own, from a table" @click=${() => act.paste()}>Paste …</button>
      </div>
      ${
        GENERATED.has(data.kind)
          ? html`<div class="lab-row">
        ${numberField({ label: "Number", title: "How many points", value: data.count, ...LIMITS.count, step: 1, set: (count) => change({ count }) })}
        ${numberField({ label: "Noise", title: "How far points stray", value: data.noise, ...LIMITS.noise, step: 0.05, set: (noise) => change({ noise }) })}
        ${numberField({ label: "Seed", title: "Which points, of all that could be", value: data.seed, ...SEED, set: (seed) => change({ seed }) })}
      </div>`
          : nothing
      }
    </fieldset>`;
}

function modelControls({ layers, activation, output, biases }: Settings, act: Actions): TemplateResult {
  return html`
    <fieldset class="lab-group"><legend>Model</legend>
      ${layersField(layers, act)}
      <div class="lab-row">
        ${choiceField({ label: "Activation", values: ACTIVATIONS, words: ACTIVATION_WORDS, value: activation, set: (word) => act.change({ activation: word }) })}
        ${choiceField({ label: "Output", title: "The last neuron: linear, without an activation, or with the same as the others", values: OUTPUTS, words: OUTPUT_WORDS, value: output, set: (word) => act.change({ output: word }) })}
        ${choiceField({ label: "Biases", title: "What biases start with", values: BIASES, words: BIASES_WORDS, value: biases, set: (word) => act.change({ biases: word }) })}
      </div>
    </fieldset>`;
}

function trainingControls(settings: Settings, act: Actions): TemplateResult {
  const { loss, l2, optimiser, rate, decay, over, batch, seed } = settings;
  return html`
    <fieldset class="lab-group"><legend>Training</legend>
      <div class="lab-row">
        ${choiceField({ label: "Loss", values: LOSSES, words: LOSS_WORDS, titles: LOSS_TITLES, value: loss, set: (word) => act.change({ loss: word }) })}
        ${numberField({ label: "L2", title: "The penalty: L2 times the sum of p*p over all parameters", value: l2, least: 0, most: 100, step: "any", set: (number) => act.change({ l2: number }) })}
      </div>
      <div class="lab-row">
        ${choiceField({ label: "Optimiser", values: OPTIMISERS, words: OPTIMISER_WORDS, titles: OPTIMISER_TITLES, value: optimiser, set: (word) => act.change({ optimiser: word }) })}
        ${numberField({ label: "Batch (0: all)", title: "Points in a step", value: batch, least: 0, most: LIMITS.rows, step: 1, set: (number) => act.change({ batch: number }) })}
      </div>
      <div class="lab-row">
        ${numberField({ label: "Rate", title: "The learning rate. It may change while the network trains", value: rate, least: 0, most: 1000, step: "any", set: (number) => act.change({ rate: number }) })}
        ${numberField({ label: "Decay", title: `The part of the rate that is gone after ${over} steps`, value: decay, least: 0, most: 1, step: 0.1, set: (number) => act.change({ decay: number }) })}
        ${numberField({ label: "over steps", title: "After so many steps the rate stays as it is", value: over, least: 1, most: 1_000_000, step: 1, set: (number) => act.change({ over: number }) })}
      </div>
      <div class="lab-row">
        ${numberField({ label: "Weights' seed", title: "Which weights the network starts with", value: seed, ...SEED, set: (number) => act.change({ seed: number }) })}
        <button type="button" class="button" title="Other weights to start with" @click=${() => act.newStart()}>New start</button>
      </div>
    </fieldset>`;
}
