// Controls of the settings: data, model, training.

import { html, nothing, type TemplateResult } from "lit";
import { choiceField, numberField } from "../../lib/dom/fields.js";
import type { Actions } from "../actions.js";
import {
  ACTIVATION_LABELS,
  BIASES_LABELS,
  DATA_LABELS,
  GENERATED_KINDS,
  LOSS_LABELS,
  LOSS_TITLES,
  OPTIMISER_LABELS,
  OPTIMISER_TITLES,
  OUTPUT_LABELS,
} from "../labels.js";
import {
  ACTIVATIONS,
  BIASES,
  DATASET_KINDS,
  type Data,
  LIMITS,
  LOSSES,
  OPTIMISERS,
  OUTPUTS,
  PRESETS,
  type Settings,
} from "../settings/settings.js";
import { layersField } from "./layers.js";

const SEED = { min: 0, max: 2 ** 32 - 1, step: 1 } as const;

export function controls(settings: Settings, actions: Actions): TemplateResult {
  const pressed = (preset: Settings): boolean => JSON.stringify(preset) === JSON.stringify(settings);
  return html`
    <div class="lab-presets" role="group" aria-label="Start from">
      ${PRESETS.map(
        ({ label, settings: preset }) => html`
        <button type="button" class="button" aria-pressed=${pressed(preset)}
          @click=${() => actions.changeSettings(preset)}>${label}</button>`,
      )}
    </div>
    ${dataControls(settings.data, actions)}
    ${modelControls(settings, actions)}
    ${trainingControls(settings, actions)}`;
}

function dataControls(data: Data, actions: Actions): TemplateResult {
  const change = (part: Partial<Data>): void => actions.changeSettings({ data: { ...data, ...part } });
  const own = data.kind === "own";
  return html`
    <fieldset class="lab-group"><legend>Data</legend>
      <div class="lab-row">
        ${choiceField({
          label: "Points",
          values: DATASET_KINDS.filter((kind) => kind !== "own" || own),
          labels: DATA_LABELS,
          value: data.kind,
          set: (kind) => change({ kind, rows: undefined }),
        })}
        <button type="button" class="button" title="Points of your own, from a table"
          @click=${() => actions.paste()}>Paste …</button>
      </div>
      ${GENERATED_KINDS.has(data.kind) ? generatorControls(data, change) : nothing}
    </fieldset>`;
}

function generatorControls({ count, noise, seed }: Data, change: (part: Partial<Data>) => void): TemplateResult {
  return html`<div class="lab-row">
        ${numberField({
          label: "Number",
          title: "How many points",
          value: count,
          ...LIMITS.count,
          step: 1,
          set: (value) => change({ count: value }),
        })}
        ${numberField({
          label: "Noise",
          title: "How far points stray",
          value: noise,
          ...LIMITS.noise,
          step: 0.05,
          set: (value) => change({ noise: value }),
        })}
        ${numberField({
          label: "Seed",
          title: "Which points, of all that could be",
          value: seed,
          ...SEED,
          set: (value) => change({ seed: value }),
        })}
      </div>`;
}

function modelControls({ layers, activation, output, biases }: Settings, actions: Actions): TemplateResult {
  return html`
    <fieldset class="lab-group"><legend>Model</legend>
      ${layersField(layers, actions)}
      <div class="lab-row">
        ${choiceField({
          label: "Activation",
          values: ACTIVATIONS,
          labels: ACTIVATION_LABELS,
          value: activation,
          set: (value) => actions.changeSettings({ activation: value }),
        })}
        ${choiceField({
          label: "Output",
          title: "The last neuron: linear, without an activation, or with the same as the others",
          values: OUTPUTS,
          labels: OUTPUT_LABELS,
          value: output,
          set: (value) => actions.changeSettings({ output: value }),
        })}
        ${choiceField({
          label: "Biases",
          title: "What biases start with",
          values: BIASES,
          labels: BIASES_LABELS,
          value: biases,
          set: (value) => actions.changeSettings({ biases: value }),
        })}
      </div>
    </fieldset>`;
}

function trainingControls(settings: Settings, actions: Actions): TemplateResult {
  const { loss, l2, optimiser, rate, decay, over, batch, seed } = settings;
  return html`
    <fieldset class="lab-group"><legend>Training</legend>
      <div class="lab-row">
        ${choiceField({
          label: "Loss",
          values: LOSSES,
          labels: LOSS_LABELS,
          titles: LOSS_TITLES,
          value: loss,
          set: (value) => actions.changeSettings({ loss: value }),
        })}
        ${numberField({
          label: "L2",
          title: "The penalty: L2 times the sum of p*p over all parameters",
          value: l2,
          min: 0,
          max: 100,
          step: "any",
          set: (value) => actions.changeSettings({ l2: value }),
        })}
      </div>
      <div class="lab-row">
        ${choiceField({
          label: "Optimiser",
          values: OPTIMISERS,
          labels: OPTIMISER_LABELS,
          titles: OPTIMISER_TITLES,
          value: optimiser,
          set: (value) => actions.changeSettings({ optimiser: value }),
        })}
        ${numberField({
          label: "Batch (0: all)",
          title: "Points in a step",
          value: batch,
          min: 0,
          max: LIMITS.rows,
          step: 1,
          set: (value) => actions.changeSettings({ batch: value }),
        })}
      </div>
      <div class="lab-row">
        ${numberField({
          label: "Rate",
          title: "The learning rate. It may change while the network trains",
          value: rate,
          min: 0,
          max: 1000,
          step: "any",
          set: (value) => actions.changeSettings({ rate: value }),
        })}
        ${numberField({
          label: "Decay",
          title: `The part of the rate that is gone after ${over} steps`,
          value: decay,
          min: 0,
          max: 1,
          step: 0.1,
          set: (value) => actions.changeSettings({ decay: value }),
        })}
        ${numberField({
          label: "over steps",
          title: "After so many steps the rate stays as it is",
          value: over,
          min: 1,
          max: 1_000_000,
          step: 1,
          set: (value) => actions.changeSettings({ over: value }),
        })}
      </div>
      <div class="lab-row">
        ${numberField({
          label: "Weights' seed",
          title: "Which weights the network starts with",
          value: seed,
          ...SEED,
          set: (value) => actions.changeSettings({ seed: value }),
        })}
        <button type="button" class="button" title="Other weights to start with"
          @click=${() => actions.newStart()}>New start</button>
      </div>
    </fieldset>`;
}
