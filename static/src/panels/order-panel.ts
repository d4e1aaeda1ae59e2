// <order-panel>: the depth-first search, the topological order that it builds and the backward pass walks, and the
// ledger of one value.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { scrollIntoView } from "../lib/dom/scroll.js";
import type { NodeId, Step, Trace } from "../trace/contract.js";
import type { State } from "../trace/playback/snapshot.js";
import type { TraceIndex } from "../trace/trace-index.js";
import { ledger } from "./ledger.js";
import { type ChipState, chips } from "./node-chips.js";

@customElement("order-panel")
export class OrderPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) index: TraceIndex | null = null;
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) selected: NodeId | null = null;
  /** Whether the search is stepped through, so that its stack is shown. */
  @property({ type: Boolean }) detailed = false;
  /** At the end only a ledger is shown, and nothing scrolls away what stands above it. */
  @property({ type: Boolean }) finished = false;

  protected override render(): TemplateResult | typeof nothing {
    const { trace, index, state } = this;
    if (!trace || !index || !state || trace.nodes.length === 0) return nothing;
    const { step } = this;
    const current = step?.kind === "flow" || step?.kind === "seed" ? step.node : null;
    const node = this.selected ?? current;
    return html`
      ${this.finished ? nothing : html`<section class="order">${this.#orderSection(trace, index, state)}</section>`}
      ${node === null ? nothing : html`<section>${ledger(trace, index, node, state.position)}</section>`}
    `;
  }

  /** Scrolls the row and the panel, but never the page, to the present value and to the newest line of the ledger. */
  protected override updated(changed: PropertyValues<this>): void {
    if (this.finished) {
      if (changed.has("finished")) this.closest(".order-pane")?.scrollTo({ top: 0 });
      return;
    }
    for (const selector of [".chip-present", ".ledger tbody tr:last-child"]) {
      const present = this.querySelector<HTMLElement>(selector);
      for (let scroller = present?.parentElement; scroller && present; scroller = scroller.parentElement) {
        if (scroller.matches(".chips, .order-pane")) scrollIntoView(scroller, present);
      }
    }
  }

  #orderSection(trace: Trace, index: TraceIndex, state: State): TemplateResult | typeof nothing {
    if (trace.observed) return this.#observedSection(trace);
    if (this.step?.phase === "order") return this.#searchSection(trace, state, this.step);
    if (state.order.length === 0) {
      const text = index.phases.some(({ phase }) => phase === "order")
        ? "It is found after the forward pass: every value then comes after those it is computed from."
        : "This program has no backward pass, so no order is needed.";
      return html`<h2 class="panel-title">Topological order</h2><p class="soft">${text}</p>`;
    }
    return this.#backwardSection(trace, state);
  }

  #searchSection(trace: Trace, state: State, step: Step): TemplateResult {
    const visited = trace.nodes.flatMap(({ id }) => (state.visited[id] ? [id] : []));
    const stateIn =
      (nodes: readonly NodeId[]) =>
      (i: number): ChipState =>
        nodes[i] === step.node ? "present" : "done";
    const order = chips({
      trace,
      nodes: state.order,
      centre: state.order.length,
      state: stateIn(state.order),
      label: "Order so far",
    });
    if (!this.detailed && step.kind === "append" && step.meaning) {
      return html`<div class="phase-order"><h2 class="panel-title">Topological order</h2>${order}</div>`;
    }
    return html`<div class="phase-order">
      <h2 class="panel-title">Call stack <span class="soft">outermost first</span></h2>
      ${
        state.stack.length === 0
          ? html`<p class="soft">Empty: the search is over.</p>`
          : chips({
              trace,
              nodes: state.stack,
              centre: state.stack.length,
              state: stateIn(state.stack),
              label: "Call stack",
            })
      }
      <h2 class="panel-title">Order so far <span class="soft">${state.order.length}</span></h2>
      ${
        state.order.length === 0
          ? html`<p class="soft">Empty: a value joins when its operands, which it is computed from, have.</p>`
          : order
      }
      <h2 class="panel-title">Visited <span class="soft">${visited.length} of ${trace.nodes.length}</span></h2>
      ${chips({
        trace,
        nodes: visited,
        centre: visited.indexOf(step.node ?? -1),
        state: stateIn(visited),
        label: "Visited",
      })}
    </div>`;
  }

  /** How a reader's own code finds its order is not seen, but which values it comes to. */
  #observedSection(trace: Trace): TemplateResult | typeof nothing {
    const nodes = backwardOrder(trace);
    return nodes.length === 0 ? nothing : this.#walkedSection(trace, "The order of your own code", nodes);
  }

  #backwardSection(trace: Trace, state: State): TemplateResult {
    const wrong = trace.mistake === "shuffled";
    const title = wrong ? "A wrong order, on purpose" : "Topological order, walked backwards";
    return this.#walkedSection(trace, title, wrong ? backwardOrder(trace) : state.order.toReversed());
  }

  #walkedSection(trace: Trace, title: string, nodes: readonly NodeId[]): TemplateResult {
    const { step } = this;
    const current = step?.kind === "flow" ? step.from : step?.kind === "seed" ? nodes[0]! : null;
    const isAhead = step === null || step.phase === "forward";
    const index = current !== null ? nodes.indexOf(current) : isAhead ? -1 : nodes.length;
    const chipState = (i: number): ChipState => (i < index ? "done" : i === index ? "present" : "coming");
    return html`
      <h2 class="panel-title">${title}</h2>
      <div class="walked phase-backward">${chips({
        trace,
        nodes,
        centre: index,
        state: chipState,
        label: "Order of the backward pass",
      })}</div>
    `;
  }
}

/** The results in the order in which they pass their gradients on. */
function backwardOrder(trace: Trace): readonly NodeId[] {
  return [...new Set(trace.steps.flatMap((step) => (step.kind === "flow" ? [step.from] : [])))];
}
