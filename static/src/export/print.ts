// The worked solution on paper: the program, the graph, every value, and every step in words and numbers. It stands in the page,
// seen by the printer alone.

import { html, nothing, render, type TemplateResult } from "lit";
import type { Drawn } from "../graph/drawing.js";
import { inlineCode } from "../lib/dom/inline-code.js";
import { mathml } from "../lib/dom/mathml.js";
import { allDigits } from "../lib/format.js";
import { titleOf } from "../trace/alt-text.js";
import { PHASES, type Phase, type Step, type Trace } from "../trace/contract.js";
import { madeBy, nameOf } from "../trace/names.js";
import { PHASE_TITLES } from "../trace/phases.js";
import { ExportError } from "./export-error.js";
import { OffscreenGraph } from "./offscreen-graph.js";
import { pictureOf } from "./svg.js";

/** More are some hundred pages of paper. */
const MOST_STEPS = 2000;

/** Print it; the page is as before when the printer is done. */
export function print(drawn: Drawn): void {
  const { length } = drawn.trace.steps;
  if (length > MOST_STEPS) {
    throw new ExportError(
      `The printed solution has up to ${MOST_STEPS} steps, and this one has ${length}. Choose less detail, or print a smaller program.`,
    );
  }
  const paper = printable(drawn);
  document.body.append(paper);
  addEventListener("afterprint", () => paper.remove(), { once: true });
  window.print();
}

export function printable(drawn: Drawn): HTMLElement {
  const { trace } = drawn;
  const paper = document.createElement("article");
  paper.className = "printable";
  render(
    html`
      <h1>${titleOf(trace)}</h1>
      <h2>Program</h2>
      <pre>${trace.source.trimEnd()}</pre>
      <h2>Graph</h2>
      <figure>${graph(drawn)}</figure>
      <h2>Values</h2>
      ${values(trace)}
      ${PHASES.map((phase) => chapter(trace, phase))}
    `,
    paper,
  );
  return paper;
}

/** At the end: everything is known. */
function graph(drawn: Drawn): SVGSVGElement {
  const stage = new OffscreenGraph(drawn, true);
  try {
    return pictureOf(stage, stage.paint(drawn.trace.steps.length), { title: "The graph", transparent: true });
  } finally {
    stage.remove();
  }
}

function values(trace: Trace): TemplateResult {
  return html`
    <table>
      <thead><tr><th scope="col">name</th><th scope="col">made by</th><th scope="col">data</th><th scope="col">grad</th></tr></thead>
      <tbody>
        ${trace.nodes.map(
          (node) => html`
          <tr><th scope="row">${node.name}</th><td>${madeBy(trace, node)}</td><td>${allDigits(node.data)}</td><td>${allDigits(node.grad)}</td></tr>`,
        )}
      </tbody>
    </table>`;
}

/** The steps of a phase keep their numbers in the whole. */
function chapter(trace: Trace, phase: Phase): TemplateResult | typeof nothing {
  const steps = trace.steps.map((step, i) => ({ step, number: i + 1 })).filter(({ step }) => step.phase === phase);
  if (steps.length === 0) return nothing;
  return html`
    <h2>${PHASE_TITLES[phase]}</h2>
    <ol>${steps.map(({ step, number }) => html`<li value=${number}>${line(trace, step)}</li>`)}</ol>`;
}

function line(trace: Trace, step: Step): TemplateResult {
  return html`
    <p>${inlineCode(step.text)}</p>
    ${step.math ? html`<p class="printable-math">${mathml(step.math)}</p>` : nothing}
    ${step.kind === "flow" ? html`<p><code>${step.rule}</code> in the _backward of ${nameOf(trace, step.from)}</p>` : nothing}`;
}
