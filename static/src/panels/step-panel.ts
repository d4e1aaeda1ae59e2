// <step-panel>: the present step in words, then its numbers; on request also as a formula and as the line of code.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import { icon } from "../lib/dom/icons.js";
import { inlineCode } from "../lib/dom/inline-code.js";
import { LightElement } from "../lib/dom/light-element.js";
import { mathml } from "../lib/dom/mathml.js";
import { readStored, writeStored } from "../lib/dom/storage.js";
import { emit } from "../state/events.js";
import type { FlowStep, Step, Trace } from "../trace/contract.js";
import { nameOf } from "../trace/names.js";

/** What is shown on request, and remembered in this browser. */
const EXTRAS = ["formula", "code"] as const;
type Extra = (typeof EXTRAS)[number];
const STORED = "step-extras";

@customElement("step-panel")
export class StepPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) step: Step | null = null;
  /** Whether the search is stepped through. */
  @property({ type: Boolean }) detailed = false;
  @reactive() private extras: readonly Extra[] = readExtras();

  #formula: readonly Node[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("step")) this.#formula = this.step?.math ? mathml(this.step.math) : [];
  }

  protected override render(): TemplateResult {
    const { trace, step } = this;
    if (!trace || trace.nodes.length === 0)
      return this.#placeholder("Nothing to step through yet", "Type an expression, or choose an example.");
    if (!step) {
      const drawn = trace.observed ? "The run of your own code" : "Your program";
      const text =
        `${drawn} is drawn as a graph. Press Play (space) to see its numbers come in and its gradients go back, ` +
        "or the right arrow key for one step at a time.";
      return this.#placeholder("Before the first step", text);
    }
    const isSummary = step.kind === "append" && step.meaning !== "" && !this.detailed;
    return html`
      <h2 class="panel-title step-title phase-${step.phase}">${icon(step.phase)} ${heading(trace, step, isSummary)}</h2>
      <p class="step-text">${emphasised(trace, step, step.meaning || step.text)}</p>
      ${step.meaning && !isSummary ? html`<p class="step-numbers">${emphasised(trace, step, step.text)}</p>` : nothing}
      ${step.phase === "order" ? this.#searchButton() : nothing}
      ${this.#extras(trace, step)}
    `;
  }

  #placeholder(title: string, text: string): TemplateResult {
    return html`<h2 class="panel-title">${title}</h2><p class="step-text">${text}</p>`;
  }

  /** Into the search that finds the order, step by step, and out of it. */
  #searchButton(): TemplateResult {
    const look = (): void => emit(this, "search-look", { inside: !this.detailed });
    const label = this.detailed ? "Skip the search" : "Look inside the search";
    return html`<button type="button" class="button" @click=${look}>${label}</button>`;
  }

  #extras(trace: Trace, step: Step): TemplateResult {
    const available = EXTRAS.filter((extra) => (extra === "formula" ? step.math !== "" : step.kind === "flow"));
    const shown = available.filter((extra) => this.extras.includes(extra));
    return html`
      ${shown.includes("formula") ? html`<div class="step-math phase-${step.phase}">${this.#formula}</div>` : nothing}
      ${shown.includes("code") && step.kind === "flow" ? rule(trace, step) : nothing}
      <div class="step-extras">${available.map((extra) => this.#toggle(extra, shown.includes(extra)))}</div>
    `;
  }

  #toggle(extra: Extra, on: boolean): TemplateResult {
    const toggle = (): void => {
      this.extras = EXTRAS.filter((each) => (each === extra ? !on : this.extras.includes(each)));
      writeStored("local", STORED, this.extras.join(" "));
    };
    return html`
      <button type="button" class="link" aria-expanded=${on} @click=${toggle}
      >${on ? "Hide" : "Show"} the ${extra}</button>`;
  }
}

function readExtras(): readonly Extra[] {
  const stored = readStored("local", STORED)?.split(" ") ?? [];
  return EXTRAS.filter((extra) => stored.includes(extra));
}

/** The line of `_backward`, with the values that its `self`, `other` and `out` are. */
function rule(trace: Trace, step: FlowStep): TemplateResult {
  // A class of the reader's own has its own words for self, other and out.
  if (trace.observed) return html`<p class="step-rule"><code>${step.rule}</code> <span>in your code</span></p>`;
  const { parents } = trace.nodes[step.from]!;
  const names = [
    ["self", parents[0]],
    ["other", parents[1]],
    ["out", step.from],
  ] as const;
  const meant = names.flatMap(([word, node]) =>
    node !== undefined && new RegExp(`\\b${word}\\b`).test(step.rule) ? [`${word} is ${nameOf(trace, node)}`] : [],
  );
  return html`
    <p class="step-rule"><code>${step.rule}</code>
      <span>in the _backward of ${nameOf(trace, step.from)}: ${meant.join(", ")}</span></p>`;
}

function heading(trace: Trace, step: Step, isSummary: boolean): string {
  const name = step.node === null ? "" : nameOf(trace, step.node);
  switch (step.kind) {
    case "leaf":
      return `${name} comes into being`;
    case "operation":
      return `${name} is computed`;
    case "pass":
      return `Pass ${step.pass + 1} of ${trace.passes.length}`;
    case "assign":
      return `${trace.observed ? "Your code" : "The program"} changes ${name || "a value"}`;
    case "zero":
      return "Gradients are cleared";
    case "enter":
      return `The search enters ${name}`;
    case "seen":
      return `The search has been at ${name} before`;
    case "append":
      return isSummary ? "The order for the way back" : `${name} joins the order`;
    case "seed":
      return `${name} starts the backward pass`;
    case "flow":
      return `A contribution flows from ${nameOf(trace, step.from)} to ${name}`;
  }
}

/** A sentence; the name of the step's value at its start is bold. */
function emphasised(trace: Trace, step: Step, text: string): TemplateResult {
  const names = step.kind === "flow" ? [step.from, step.node] : step.node === null ? [] : [step.node];
  const name = names.map((node) => nameOf(trace, node)).find((each) => startsWithName(text, each));
  return name === undefined
    ? html`${inlineCode(text)}`
    : html`<strong>${name}</strong>${inlineCode(text.slice(name.length))}`;
}

function startsWithName(text: string, name: string): boolean {
  return text.startsWith(name) && !/^\w/.test(text.slice(name.length));
}
