// <step-panel>: the present step as a sentence, as a formula with numbers, and as the line of code behind it.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../lib/dom/icons.js";
import { inlineCode } from "../lib/dom/inline-code.js";
import { LightElement } from "../lib/dom/light-element.js";
import { mathml } from "../lib/dom/mathml.js";
import type { Step, Trace } from "../trace/contract.js";
import { nameOf } from "../trace/names.js";

@customElement("step-panel")
export class StepPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) step: Step | null = null;

  #formula: readonly Node[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("step")) this.#formula = this.step?.math ? mathml(this.step.math) : [];
  }

  protected override render(): TemplateResult {
    const { trace, step } = this;
    if (!trace || trace.nodes.length === 0)
      return this.#placeholder("Nothing to step through yet", "Type an expression, or choose an example.");
    if (!step) {
      const text =
        "Your program is drawn as a graph. Press Play, or the right arrow key, to run it one step at a time.";
      return this.#placeholder("Before the first step", text);
    }
    return html`
      <h2 class="panel-title step-title phase-${step.phase}">${icon(step.phase)} ${heading(trace, step)}</h2>
      <p class="step-text">${emphasised(trace, step)}</p>
      ${step.math ? html`<div class="step-math phase-${step.phase}">${this.#formula}</div>` : nothing}
      ${
        step.kind === "flow"
          ? html`<p class="step-rule"
              ><code>${step.rule}</code> <span>in the _backward of ${nameOf(trace, step.from)}</span></p>`
          : nothing
      }
    `;
  }

  #placeholder(title: string, text: string): TemplateResult {
    return html`<h2 class="panel-title">${title}</h2><p class="step-text">${text}</p>`;
  }
}

function heading(trace: Trace, step: Step): string {
  const name = step.node === null ? "" : nameOf(trace, step.node);
  switch (step.kind) {
    case "leaf":
      return `${name} comes into being`;
    case "operation":
      return `${name} is computed`;
    case "pass":
      return `Pass ${step.pass + 1} of ${trace.passes.length}`;
    case "assign":
      return name ? `The program changes ${name}` : "The program changes a value";
    case "zero":
      return "Gradients are cleared";
    case "enter":
      return `The search enters ${name}`;
    case "seen":
      return `The search has been at ${name} before`;
    case "append":
      return `${name} joins the order`;
    case "seed":
      return `${name} starts the backward pass`;
    case "flow":
      return `A contribution flows from ${nameOf(trace, step.from)} to ${name}`;
  }
}

/** The step's sentence; a value name at its start is bold. */
function emphasised(trace: Trace, step: Step): TemplateResult {
  const name = step.node === null ? "" : nameOf(trace, step.node);
  const rest = step.text.slice(name.length);
  const leads = name !== "" && step.text.startsWith(name) && !/^\w/.test(rest);
  return leads ? html`<strong>${name}</strong>${inlineCode(rest)}` : html`${inlineCode(step.text)}`;
}
