// <code-lines>: virtual listing that renders only the visible lines. It highlights the lines of the present step and
// scrolls to them; arrow keys move from line to line, Enter selects the value of a line.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../lib/dom/icons.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { cssVars } from "../../lib/dom/style-vars.js";
import { emit } from "../../state/events.js";
import type { NodeId, Phase } from "../../trace/contract.js";

export interface CodeLine {
  readonly text: string;
  readonly phase: Phase | null;
  /** Shown at the end of the line. */
  readonly note: string;
  /** The value that the line belongs to. */
  readonly node: NodeId | null;
}

/** Lines rendered beyond each edge of the viewport. */
const OVERSCAN = 8;
let listings = 0;

@customElement("code-lines")
export class CodeLines extends LightElement {
  @property({ attribute: false }) lines: readonly CodeLine[] = [];
  /** Indices of the highlighted lines, ascending. */
  @property({ attribute: false }) highlighted: readonly number[] = [];
  @property({ attribute: false }) name = "";

  @state() private first = 0;
  @state() private last = 0;
  @state() private active = -1;
  readonly #id = `listing-${(listings += 1)}`;
  readonly #resizeObserver = new ResizeObserver(() => this.#measure());
  #lineHeight = 22; // pixels

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizeObserver.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizeObserver.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("lines")) this.active = -1;
  }

  protected override render(): TemplateResult {
    const last = Math.min(this.last, this.lines.length);
    const first = Math.min(this.first, last);
    const heights = {
      "--before": `${first * this.#lineHeight}px`,
      "--after": `${(this.lines.length - last) * this.#lineHeight}px`,
    };
    const highlighted = new Set(this.highlighted);
    return html`
      <div
        class="listing" role="listbox" tabindex="0" aria-label=${this.name} ${cssVars(heights)}
        aria-activedescendant=${this.active >= first && this.active < last ? this.#idOf(this.active) : nothing}
        @scroll=${() => this.#measure()} @keydown=${(event: KeyboardEvent) => this.#onKeyDown(event)}
      >${this.lines.slice(first, last).map((line, i) => this.#line(line, first + i, highlighted))}</div>
    `;
  }

  #line({ text, phase, note, node }: CodeLine, i: number, highlighted: ReadonlySet<number>): TemplateResult {
    const isHighlighted = highlighted.has(i);
    const isActive = i === this.active;
    const phaseClass = phase ? ` phase-${phase}` : "";
    const classes = `line${phaseClass}${isHighlighted ? " line-lit" : ""}${isActive ? " line-active" : ""}`;
    return html`
      <div
        class=${classes} id=${this.#idOf(i)} role="option"
        aria-selected=${isActive} aria-current=${isHighlighted ? "step" : nothing}
        aria-posinset=${i + 1} aria-setsize=${this.lines.length} data-node=${node ?? nothing}
        @click=${() => (this.active = i)}
      >${phase ? icon(phase) : nothing}<code>${text}</code>${
        note ? html`<span class="line-note">${note}</span>` : nothing
      }</div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("lines")) this.#measure();
    const first = this.highlighted[0];
    if (first !== undefined && (changed.has("highlighted") || changed.has("lines"))) {
      this.#scrollTo(first, this.highlighted.at(-1)!);
    } else if (changed.has("lines")) {
      // Skips the prologue, which is the same in every module.
      const instruction = this.lines.findIndex(({ phase }) => phase !== null);
      this.#scroller.scrollTop = this.#lineHeight * Math.max(0, instruction);
    }
  }

  #idOf(i: number): string {
    return `${this.#id}-${i}`;
  }

  get #scroller(): HTMLElement {
    return this.querySelector<HTMLElement>(".listing")!;
  }

  /** Measures the line height and the range of visible lines. */
  #measure(): void {
    const scroller = this.#scroller;
    this.#lineHeight = Number.parseFloat(getComputedStyle(scroller).lineHeight);
    const first = Math.floor(scroller.scrollTop / this.#lineHeight);
    this.first = Math.max(0, first - OVERSCAN);
    this.last = first + Math.ceil(scroller.clientHeight / this.#lineHeight) + OVERSCAN;
    this.requestUpdate();
  }

  /** Centres the lines from `from` to `to` unless they are visible already; shows the first ones if not all fit. */
  #scrollTo(from: number, to: number): void {
    const scroller = this.#scroller;
    const top = from * this.#lineHeight;
    const bottom = (to + 1) * this.#lineHeight;
    if (top >= scroller.scrollTop && bottom <= scroller.scrollTop + scroller.clientHeight) return;
    const spare = Math.max(0, scroller.clientHeight - (bottom - top));
    scroller.scrollTop = Math.max(0, top - spare / 2);
    this.#measure();
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / this.#lineHeight) - 1);
    const start = this.active >= 0 ? this.active : (this.highlighted[0] ?? 0) - 1;
    const target = new Map([
      ["ArrowDown", start + 1],
      ["ArrowUp", start - 1],
      ["PageDown", start + page],
      ["PageUp", start - page],
      ["Home", 0],
      ["End", this.lines.length - 1],
    ]).get(event.key);
    if (target !== undefined) this.#activate(Math.min(Math.max(target, 0), this.lines.length - 1));
    else if (event.key === "Enter" && this.#node !== null) emit(this, "node-select", { node: this.#node });
    else return;
    event.preventDefault();
  }

  get #node(): NodeId | null {
    return this.lines[this.active]?.node ?? null;
  }

  #activate(line: number): void {
    this.active = line;
    this.#scrollTo(line, line);
    emit(this, "node-point", { node: this.#node });
  }
}
