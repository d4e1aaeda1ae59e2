// <result-panel>: what the gradients of a finished run mean, for one value at a time, and a measurement that tries it.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TraceQueries } from "../backend/queries.js";
import { QueryController } from "../backend/query-controller.js";
import { LightElement } from "../lib/dom/light-element.js";
import { allDigits, changed, plain, precise } from "../lib/format.js";
import type { Check, NodeId, Nudge, Result, Trace } from "../trace/contract.js";
import {
  describeGradient,
  movedAfterwards,
  passGradient,
  rankedLeaves,
  rootOf,
  smallStep,
} from "../trace/gradient-meaning.js";
import { type Leaf, leavesOf } from "../trace/leaves.js";
import { fieldOf, nameOf } from "../trace/names.js";
import { describeRest } from "../trace/notes/accumulated.js";
import { wrongGrads } from "../trace/notes/mistakes.js";
import { describeMismatch } from "../trace/verdicts.js";

/** A measured change further from the promised one than this, relatively, is put into words. */
const NOTABLE = 0.05;

@customElement("result-panel")
export class ResultPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  /** Null where no engine can be asked. */
  @property({ attribute: false }) queries: TraceQueries | null = null;
  /** The value to speak of; null is the most influential leaf. */
  @property({ attribute: false }) node: NodeId | null = null;

  readonly #nudge = new QueryController<Nudge>(this);
  /** Asked where the measured change is not the promised one: it knows kinks and rounding. */
  readonly #check = new QueryController<Check>(this);
  /** The leaf that was measured; null before. */
  #measured: Leaf | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("queries") && !changed.has("trace")) return;
    this.#measured = null;
    this.#nudge.clear();
    this.#check.clear();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { trace } = this;
    const root = trace && rootOf(trace);
    if (!trace || root === undefined || root === null) return nothing;
    const node = this.node ?? rankedLeaves(trace)[0]?.leaf.node;
    const { name, data } = trace.nodes[root]!;
    const moved = movedAfterwards(trace);
    const result = html`${moved.length > 0 ? "Before the update that follows this pass, the" : "The"} result
      <strong>${name}</strong> ${moved.length > 0 ? "was" : "is"}
      <strong class="number-data" title=${allDigits(data)}>${plain(data)}</strong>${placeOf(trace, moved)}.`;
    return html`
      <h2 class="panel-title">What the result means</h2>
      <p class="step-text result-text">${result} ${
        node === undefined ? "No leaf leads to it, so nothing moves it." : this.#meaning(trace, node, root)
      }</p>
      ${node === undefined ? nothing : describeLeft(trace, node)}
      ${node === undefined ? nothing : this.#trial(trace, node)}
    `;
  }

  #meaning(trace: Trace, node: NodeId, root: NodeId): string {
    const { kind } = trace.nodes[node]!;
    const name = nameOf(trace, node);
    if (node === root) return `${name} moves as much as itself, so its gradient is 1.`;
    if (kind === "constant") return `${name} is a constant of the program: nothing moves it.`;
    const gradient = passGradient(trace, node, trace.steps.length);
    const field = fieldOf(trace, node, "grad");
    if (gradient === null) return `${field} is not computed.`;
    const isWrong = trace.by_hand?.[node] === "differs" || wrongGrads(trace).some((each) => each.node === node);
    if (isWrong && trace.truth) {
      const why = trace.observed ? "as your code leaves it" : trace.by_hand ? "set by hand" : "made by the mistake";
      const promise = `it does not say how ${nameOf(trace, root)} moves`;
      return `${field}, ${why}, is ${plain(gradient)} and should be ${plain(trace.truth[node]!)}: ${promise}.`;
    }
    const isEarlier = movedAfterwards(trace).length > 0;
    return `${isEarlier ? "From there, " : ""}${describeGradient(trace, node, gradient, !isEarlier)}.`;
  }

  /** The button that moves the leaf a little, and what was measured. */
  #trial(trace: Trace, node: NodeId): TemplateResult | typeof nothing {
    const { queries } = this;
    const leaf = leavesOf(trace).find((each) => each.node === node);
    if (!queries || !leaf) return nothing;
    const h = smallStep(leaf.data);
    const measure = (): void => {
      this.#measured = leaf;
      this.#nudge.run(() => this.#compare(trace, leaf, h, queries));
      this.requestUpdate();
    };
    return html`
      <p class="result-trial">
        <span class="soft">Try it:</span>
        <button type="button" class="button" @click=${measure}>raise ${leaf.name} by ${plain(h)}</button>
        <span class="result-measured" role="status">${
          this.#measured?.node === node ? this.#measurement(trace, leaf, h) : nothing
        }</span>
      </p>`;
  }

  /** Moves the leaf, and asks for the gradient check where that changes the result by something else than promised. */
  async #compare(trace: Trace, leaf: Leaf, h: number, queries: TraceQueries): Promise<Result<Nudge>> {
    const nudged = await queries.nudge(leaf.ordinal, h);
    const wrong = trace.mistake !== undefined || trace.by_hand !== undefined;
    if (nudged.ok && !wrong && isNotable(trace, leaf, h, nudged.value)) this.#check.run(() => queries.check());
    return nudged;
  }

  #measurement(trace: Trace, leaf: Leaf, h: number): TemplateResult | string {
    const { value, fault } = this.#nudge;
    if (fault) return fault.message;
    if (!value) return "Measuring.";
    const root = nameOf(trace, rootOf(trace)!);
    return html`measured: ${root} = ${changed(value.before, value.after, precise)[1]}${describeChange(value)}.
      ${isNotable(trace, leaf, h, value) ? this.#verdict(trace, leaf) : nothing}`;
  }

  /** What is said where the measured change is not the promised one. */
  #verdict(trace: Trace, leaf: Leaf): string {
    const field = fieldOf(trace, leaf.node, "grad");
    if (trace.mistake) return `${field} is wrong: that is the mistake.`;
    if (trace.by_hand) return `${field}, set by hand, says something else.`;
    const { value, fault } = this.#check;
    if (fault) return fault.message;
    const checked = value?.leaves.find(({ node }) => node === leaf.node);
    if (!checked) return value ? "" : "Checking why.";
    return describeMismatch(checked);
  }
}

/** ", a rise of 0.06"; nothing where there is no number. */
function describeChange({ before, after }: Nudge): string {
  const change = after - before;
  if (Number.isNaN(change)) return "";
  return change > 0 ? `, a rise of ${precise(change)}` : change < 0 ? `, a fall of ${precise(-change)}` : ", no change";
}

/** Whether the measured change is not the one that the gradient promises. */
function isNotable(trace: Trace, leaf: Leaf, h: number, { before, after }: Nudge): boolean {
  const change = after - before;
  const promised = (passGradient(trace, leaf.node, trace.steps.length) ?? NaN) * h;
  return Math.abs(change - promised) > NOTABLE * Math.max(Math.abs(change), Math.abs(promised));
}

/** What earlier passes have left in the gradient, of which the sentence above knows nothing. */
function describeLeft(trace: Trace, node: NodeId): TemplateResult | typeof nothing {
  const grad = passGradient(trace, node, trace.steps.length);
  const text = grad === null ? "" : describeRest(trace, [{ node, grad }]);
  return text ? html`<p class="soft result-note">${text}</p>` : nothing;
}

/** Where the one leaf that the program moves afterwards was; several have no place in a sentence. */
function placeOf(trace: Trace, [first, ...others]: readonly NodeId[]): string {
  if (first === undefined || others.length > 0) return "";
  const { name, data } = trace.nodes[first]!;
  return `, at ${name} = ${plain(data)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "result-panel": ResultPanel;
  }
}
