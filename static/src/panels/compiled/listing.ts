// <code-lines>: a listing of any length, of which only the lines in sight are drawn. The lines of the present step are marked and
// brought into sight; arrow keys walk from line to line, Enter chooses the value that a line belongs to.

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
  /** What stands at its end. */
  readonly note: string;
  /** The value that it belongs to. */
  readonly node: NodeId | null;
}

/** Lines drawn beyond each edge. */
const BEYOND = 8;
let listings = 0;

@customElement("code-lines")
export class CodeLines extends LightElement {
  @property({ attribute: false }) lines: readonly CodeLine[] = [];
  /** The marked lines, ascending. */
  @property({ attribute: false }) lit: readonly number[] = [];
  @property({ attribute: false }) name = "";

  @state() private first = 0;
  @state() private last = 0;
  @state() private active = -1;
  readonly #id = `listing-${(listings += 1)}`;
  readonly #resized = new ResizeObserver(() => this.#look());
  #height = 22; // pixels of a line

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("lines")) this.active = -1;
  }

  protected override render(): TemplateResult {
    const last = Math.min(this.last, this.lines.length);
    const first = Math.min(this.first, last);
    const heights = {
      "--before": `${first * this.#height}px`,
      "--after": `${(this.lines.length - last) * this.#height}px`,
    };
    const marked = new Set(this.lit);
    return html`
      <div
        class="listing" role="listbox" tabindex="0" aria-label=${this.name} ${cssVars(heights)}
        aria-activedescendant=${this.active >= first && this.active < last ? this.#idOf(this.active) : nothing}
        @scroll=${() => this.#look()} @keydown=${(event: KeyboardEvent) => this.#pressed(event)}
      >${this.lines.slice(first, last).map((line, i) => this.#line(line, first + i, marked))}</div>
    `;
  }

  #line({ text, phase, note, node }: CodeLine, i: number, marked: ReadonlySet<number>): TemplateResult {
    const lit = marked.has(i);
    const classes = `line${phase ? ` phase-${phase}` : ""}${lit ? " line-lit" : ""}${i === this.active ? " line-active" : ""}`;
    return html`
      <div
        class=${classes} id=${this.#idOf(i)} role="option" aria-selected=${i === this.active} aria-current=${lit ? "step" : nothing}
        aria-posinset=${i + 1} aria-setsize=${this.lines.length} data-node=${node ?? nothing}
        @click=${() => (this.active = i)}
      >${phase ? icon(phase) : nothing}<code>${text}</code>${note ? html`<span class="line-note">${note}</span>` : nothing}</div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("lines")) this.#look();
    const lit = this.lit[0];
    if (lit !== undefined && (changed.has("lit") || changed.has("lines"))) this.#bringIntoSight(lit, this.lit.at(-1)!);
    // What comes before the first instruction is the same in every module.
    else if (changed.has("lines"))
      this.#scroller.scrollTop =
        this.#height *
        Math.max(
          0,
          this.lines.findIndex(({ phase }) => phase !== null),
        );
  }

  #idOf(i: number): string {
    return `${this.#id}-${i}`;
  }

  get #scroller(): HTMLElement {
    return this.querySelector<HTMLElement>(".listing")!;
  }

  /** Which lines are in sight. */
  #look(): void {
    const scroller = this.#scroller;
    this.#height = Number.parseFloat(getComputedStyle(scroller).lineHeight);
    const first = Math.floor(scroller.scrollTop / this.#height);
    this.first = Math.max(0, first - BEYOND);
    this.last = first + Math.ceil(scroller.clientHeight / this.#height) + BEYOND;
    this.requestUpdate();
  }

  /** From the one line to the other where there is room, in the middle where they are not in sight. */
  #bringIntoSight(from: number, to: number): void {
    const scroller = this.#scroller;
    const top = from * this.#height;
    const bottom = (to + 1) * this.#height;
    if (top >= scroller.scrollTop && bottom <= scroller.scrollTop + scroller.clientHeight) return;
    const spare = Math.max(0, scroller.clientHeight - (bottom - top));
    scroller.scrollTop = Math.max(0, top - spare / 2);
    this.#look();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / this.#height) - 1);
    const start = this.active >= 0 ? this.active : (this.lit[0] ?? 0) - 1;
    const to = new Map([
      ["ArrowDown", start + 1],
      ["ArrowUp", start - 1],
      ["PageDown", start + page],
      ["PageUp", start - page],
      ["Home", 0],
      ["End", this.lines.length - 1],
    ]).get(event.key);
    if (to !== undefined) this.#go(Math.min(Math.max(to, 0), this.lines.length - 1));
    else if (event.key === "Enter" && this.#node !== null) emit(this, "node-select", { node: this.#node });
    else return;
    event.preventDefault();
  }

  get #node(): NodeId | null {
    return this.lines[this.active]?.node ?? null;
  }

  #go(line: number): void {
    this.active = line;
    this.#bringIntoSight(line, line);
    emit(this, "node-point", { node: this.#node });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "code-lines": CodeLines;
  }
}
