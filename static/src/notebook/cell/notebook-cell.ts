// <notebook-cell>: one cell: its bracket, its text, its outputs and the verdicts on its backward passes.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { guard } from "lit/directives/guard.js";
import { LightElement } from "../../lib/dom/light-element.js";
import type { Cell } from "../document/cell.js";
import { emit } from "../events.js";
import { outputsView } from "../outputs/outputs-view.js";
import type { CellServices } from "../services.js";
import type { CellEditor } from "./cell-editor.js";
import type { LineMark } from "./line-mark.js";
import { type Attachment, markdown } from "./markdown.js";

/** Where a cell is in the queue. */
export type RunStatus = "idle" | "waiting" | "running";

@customElement("notebook-cell")
export class NotebookCell extends LightElement {
  @property({ attribute: false }) cell!: Cell;
  /** Its place from 1. */
  @property({ type: Number }) place = 1;
  @property({ type: Boolean, reflect: true }) selected = false;
  @property({ type: Boolean, reflect: true }) editing = false;
  /** Whether a text cell shows its source. */
  @property({ type: Boolean }) opened = false;
  @property() status: RunStatus = "idle";
  /** Whether Python still has the passes of the last run. */
  @property({ type: Boolean }) kept = false;
  @property({ attribute: false }) mark: LineMark | null = null;
  @property({ attribute: false }) services!: CellServices;

  get editor(): CellEditor | null {
    return this.querySelector("cell-editor");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "group");
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.tabIndex = this.selected ? 0 : -1;
    this.setAttribute("aria-label", this.#label());
    if (this.selected) this.setAttribute("aria-current", "true");
    else this.removeAttribute("aria-current");
    this.dataset["kind"] = this.cell.kind;
    this.dataset["status"] = this.status;
  }

  #label(): string {
    const { kind, count } = this.cell;
    const name = `Cell ${this.place}, ${kind === "code" ? "code" : "text"}`;
    if (kind !== "code") return name;
    if (this.status !== "idle") return `${name}, ${this.status}`;
    return count === null ? `${name}, not run` : `${name}, run number ${count}`;
  }

  protected override render(): TemplateResult {
    const { cell } = this;
    const isShown = cell.kind === "markdown" && !this.opened && cell.source.trim() !== "";
    return html`
      <div class="cell-side" aria-hidden="true">${cell.kind === "code" ? this.#bracket() : nothing}</div>
      <div class="cell-body">
        ${isShown ? this.#text() : this.#source()}
        ${cell.kind === "code" ? this.#results() : nothing}
      </div>`;
  }

  #bracket(): TemplateResult {
    const { status, cell } = this;
    const inside = status === "running" ? "*" : status === "waiting" ? "…" : (cell.count ?? " ");
    return html`<span class="cell-bracket">[${inside}]</span>`;
  }

  #source(): TemplateResult {
    const { cell } = this;
    const name = `Text of cell ${this.place}`;
    return html`
      <div class=${classMap({ "cell-source": true, "cell-prose": cell.kind !== "code" })}>
        <cell-editor
          .source=${cell.source} .kind=${cell.kind} .name=${name} .mark=${this.mark} .words=${this.services.words}
        ></cell-editor>
      </div>`;
  }

  #text(): TemplateResult {
    return html`
      <div class="cell-markdown" @dblclick=${() => emit(this, "cell-open", null)}>
        ${guard([this.cell.source, this.cell.attachments], () => markdown(this.cell.source, this.#attachment))}
      </div>`;
  }

  readonly #attachment: Attachment = (name) => {
    const file = this.cell.attachments?.[name];
    const [type, content] = typeof file === "object" && file !== null ? (Object.entries(file)[0] ?? []) : [];
    return typeof type === "string" && typeof content === "string" ? `data:${type};base64,${content}` : null;
  };

  #results(): TemplateResult {
    const { cell, services } = this;
    return html`
      ${outputsView(cell.outputs, services)}
      ${
        cell.reply && this.status !== "running"
          ? html`<pass-verdicts .reply=${cell.reply} .services=${services} .kept=${this.kept}></pass-verdicts>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "notebook-cell": NotebookCell;
  }
}
