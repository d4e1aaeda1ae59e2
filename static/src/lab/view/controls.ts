// Controls of the settings: data, model, training.

import { html, nothing, type TemplateResult } from "lit";
import { choiceField, fieldsOf } from "../../lib/dom/fields.js";
import { emit } from "../events.js";
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

export function controls(settings: Settings, page: EventTarget): TemplateResult {
  const change = (part: Partial<Settings>): void => emit(page, "settings-change", part);
  const pressed = (preset: Settings): boolean => JSON.stringify(preset) === JSON.stringify(settings);
  return html`
    <div class="lab-presets" role="group" aria-label="Start from">
      ${PRESETS.map(
        ({ label, settings: preset }) => html`
        <button type="button" class="button" aria-pressed=${pressed(preset)}
          @click=${() => change(preset)}>${label}</button>`,
      )}
    </div>
    ${dataControls(settings.data, page)}
    ${modelControls(settings, change)}
    ${trainingControls(settings, change)}`;
}

function dataControls(data: Data, page: EventTarget): TemplateResult {
  const change = (part: Partial<Data>): void => emit(page, "settings-change", { data: { ...data, ...part } });
  return html`
    <fieldset class="lab-group"><legend>Data</legend>
      <div class="lab-row">
        ${choiceField({
          label: "Points",
          values: DATASET_KINDS.filter((kind) => kind !== "own" || data.kind === "own"),
          labels: DATA_LABELS,
          value: data.kind,
          set: (kind) => change({ kind, rows: undefined }),
        })}
        <button type="button" class="button" title="Points of your own, from a table"
          @click=${() => emit(page, "paste-open", null)}>Paste …</button>
      </div>
      ${GENERATED_KINDS.has(data.kind) ? generatorControls(data, change) : nothing}
    </fieldset>`;
}

function generatorControls(data: Data, change: (part: Partial<Data>) => void): TemplateResult {
  const { number } = fieldsOf(data, change);
  return html`
    <div class="lab-row">
      ${number("count", "Number", "How many points", { ...LIMITS.count, step: 1 })}
      ${number("noise", "Noise", "How far points stray", { ...LIMITS.noise, step: 0.05 })}
      ${number("seed", "Seed", "Which points, of all that could be", SEED)}
    </div>`;
}

const OUTPUT_TITLE = "The last neuron: linear, without an activation, or with the same as the others";

function modelControls(settings: Settings, change: (part: Partial<Settings>) => void): TemplateResult {
  const { choice } = fieldsOf(settings, change);
  return html`
    <fieldset class="lab-group"><legend>Model</legend>
      ${layersField(settings.layers, (layers) => change({ layers }))}
      <div class="lab-row">
        ${choice("activation", "Activation", ACTIVATIONS, ACTIVATION_LABELS)}
        ${choice("output", "Output", OUTPUTS, OUTPUT_LABELS, { title: OUTPUT_TITLE })}
        ${choice("biases", "Biases", BIASES, BIASES_LABELS, { title: "What biases start with" })}
      </div>
    </fieldset>`;
}

function trainingControls(settings: Settings, change: (part: Partial<Settings>) => void): TemplateResult {
  const { over, seed } = settings;
  const { number, choice } = fieldsOf(settings, change);
  const any = { min: 0, step: "any" } as const;
  const decayTitle = `The part of the rate that is gone after ${over} steps`;
  return html`
    <fieldset class="lab-group"><legend>Training</legend>
      <div class="lab-row">
        ${choice("loss", "Loss", LOSSES, LOSS_LABELS, { titles: LOSS_TITLES })}
        ${number("l2", "L2", "The penalty: L2 times the sum of p*p over all parameters", { ...any, max: 100 })}
      </div>
      <div class="lab-row">
        ${choice("optimiser", "Optimiser", OPTIMISERS, OPTIMISER_LABELS, { titles: OPTIMISER_TITLES })}
        ${number("batch", "Batch (0: all)", "Points in a step", { min: 0, max: LIMITS.rows, step: 1 })}
      </div>
      <div class="lab-row">
        ${number("rate", "Rate", "The learning rate. It may change while the network trains", { ...any, max: 1000 })}
        ${number("decay", "Decay", decayTitle, { min: 0, max: 1, step: 0.1 })}
        ${number("over", "over steps", "After so many steps the rate stays as it is", { min: 1, max: 1e6, step: 1 })}
      </div>
      <div class="lab-row">
        ${number("seed", "Weights' seed", "Which weights the network starts with", SEED)}
        <button type="button" class="button" title="Other weights to start with"
          @click=${() => change({ seed: (seed + 1) % 2 ** 32 })}>New start</button>
      </div>
    </fieldset>`;
}
