// <dot-figure>: a graph in DOT that a cell has made, laid out in the disposable worker when it comes into sight.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { failure } from "../../backend/errors.js";
import { LightElement } from "../../lib/dom/light-element.js";
import type { Result } from "../../trace/contract.js";
import { type DotDrawing, importDotDrawing, withFont } from "./dot-drawing.js";
import type { LayoutQueue } from "./layout-queue.js";

/** Characters of DOT: past it the layout would run into its time limit. */
const MAX_DOT = 300_000;
const TOO_LONG = `This graph has more than ${MAX_DOT / 1000} KB of DOT, which takes too long to draw.`;
const NEAR = "300px";

type Outcome = { readonly kind: "waiting" } | { readonly kind: "drawn"; readonly drawing: DotDrawing } | Failed;
interface Failed {
  readonly kind: "failed";
  readonly message: string;
}

@customElement("dot-figure")
export class DotFigure extends LightElement {
  @property() dot = "";
  @property({ attribute: false }) layout!: LayoutQueue;
  @state() private outcome: Outcome = { kind: "waiting" };
  #visible = false;
  /** The text that the outcome is of. */
  #laidOut = "";
  readonly #observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      this.#visible = true;
      this.requestUpdate();
    },
    { rootMargin: NEAR },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#visible && this.dot !== this.#laidOut) void this.#layOut(this.dot);
  }

  async #layOut(dot: string): Promise<void> {
    this.#laidOut = dot;
    const result = dot.length > MAX_DOT ? failure<string>(TOO_LONG) : await this.layout.draw(withFont(dot));
    if (dot === this.#laidOut) this.outcome = outcomeOf(result);
  }

  protected override render(): TemplateResult {
    const { outcome } = this;
    return html`
      ${outcome.kind === "waiting" ? html`<p class="soft output-note">Drawing the graph …</p>` : nothing}
      ${outcome.kind === "failed" ? html`<p class="output-note">${outcome.message}</p>` : nothing}
      ${outcome.kind === "drawn" ? figure(outcome.drawing) : nothing}
      <details class="dot-text"><summary>Text of the drawing</summary><pre tabindex="0">${this.dot}</pre></details>`;
  }
}

function outcomeOf(result: Result<string>): Outcome {
  if (!result.ok) return { kind: "failed", message: result.error.message };
  const drawing = importDotDrawing(result.value);
  return drawing ? { kind: "drawn", drawing } : { kind: "failed", message: "Graphviz made no drawing of this text." };
}

function figure({ svg, description }: DotDrawing): TemplateResult {
  return html`<div class="dot-scroll" role="img" aria-label=${description} tabindex="0">${svg}</div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "dot-figure": DotFigure;
  }
}
