// Printed worked solution: the program, the graph, every value, and every step in words and numbers. The article is
// part of the page, but only the print style sheet shows it.

import { html, nothing, render, type TemplateResult } from "lit";
import type { LaidOutGraph } from "../graph/drawing.js";
import { inlineCode } from "../lib/dom/inline-code.js";
import { mathml } from "../lib/dom/mathml.js";
import { allDigits } from "../lib/format.js";
import { traceTitle } from "../trace/alt-text.js";
import { PHASES, type Phase, type Step, type Trace } from "../trace/contract.js";
import { expressionOf, nameOf } from "../trace/names.js";
import { PHASE_TITLES } from "../trace/phases.js";
import { ExportError } from "./export-error.js";
import { OffscreenGraph } from "./offscreen-graph.js";
import { pictureOf } from "./svg.js";

/** More steps would fill hundreds of pages. */
const MAX_STEPS = 2000;

/** Opens the print dialog; throws an ExportError if the trace is too long. */
export function print(graph: LaidOutGraph): void {
  const { length } = graph.trace.steps;
  if (length > MAX_STEPS) {
    throw new ExportError(
      `The printed solution has up to ${MAX_STEPS} steps, and this one has ${length}. ` +
        "Choose less detail, or print a smaller program.",
    );
  }
  const article = solutionArticle(graph);
  document.body.append(article);
  addEventListener("afterprint", () => article.remove(), { once: true });
  window.print();
}

function solutionArticle(graph: LaidOutGraph): HTMLElement {
  const { trace } = graph;
  const article = document.createElement("article");
  article.className = "printable";
  render(
    html`
      <h1>${traceTitle(trace)}</h1>
      <h2>Program</h2>
      <pre>${trace.source.trimEnd()}</pre>
      <h2>Graph</h2>
      <figure>${graphPicture(graph)}</figure>
      <h2>Values</h2>
      ${valuesTable(trace)}
      ${PHASES.map((phase) => phaseSection(trace, phase))}
    `,
    article,
  );
  return article;
}

/** The graph after the last step, when all numbers are known. */
function graphPicture(graph: LaidOutGraph): SVGSVGElement {
  const offscreen = new OffscreenGraph(graph, true);
  try {
    return pictureOf(offscreen, offscreen.paint(graph.trace.steps.length), { title: "The graph", transparent: true });
  } finally {
    offscreen.remove();
  }
}

function valuesTable(trace: Trace): TemplateResult {
  return html`
    <table>
      <thead><tr>
        <th scope="col">name</th><th scope="col">made by</th><th scope="col">data</th><th scope="col">grad</th>
      </tr></thead>
      <tbody>
        ${trace.nodes.map(
          (node) => html`
          <tr>
            <th scope="row">${node.name}</th><td>${expressionOf(trace, node)}</td>
            <td>${allDigits(node.data)}</td><td>${allDigits(node.grad)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}

/** The steps of one phase, numbered as in the whole trace; nothing if there are none. */
function phaseSection(trace: Trace, phase: Phase): TemplateResult | typeof nothing {
  const steps = trace.steps.map((step, i) => ({ step, number: i + 1 })).filter(({ step }) => step.phase === phase);
  if (steps.length === 0) return nothing;
  return html`
    <h2>${PHASE_TITLES[phase]}</h2>
    <ol>${steps.map(({ step, number }) => html`<li value=${number}>${stepText(trace, step)}</li>`)}</ol>`;
}

function stepText(trace: Trace, step: Step): TemplateResult {
  return html`
    ${step.meaning ? html`<p>${inlineCode(step.meaning)}</p>` : nothing}
    <p>${inlineCode(step.text)}</p>
    ${step.math ? html`<p class="printable-math">${mathml(step.math)}</p>` : nothing}
    ${
      step.kind === "flow"
        ? html`<p><code>${step.rule}</code> in the _backward of ${nameOf(trace, step.from)}</p>`
        : nothing
    }`;
}
