// <export-dialog>: one button for each export format, and the status of the last export.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { DialogElement } from "../lib/dom/dialog-element.js";
import { inlineCode } from "../lib/dom/inline-code.js";
import { fileName, formatBytes, saveFile } from "../lib/dom/save-file.js";
import { LatestRequest } from "../lib/latest-request.js";
import { ExportError } from "./export-error.js";
import { type ExportRow, type ExportSource, GROUPS, requireGraph } from "./formats.js";
import { print } from "./print.js";

type ExportStatus =
  | { readonly kind: "idle"; readonly text: string }
  | { readonly kind: "busy"; readonly label: string; readonly done: number }
  | { readonly kind: "failed"; readonly text: string };

const IDLE: ExportStatus = { kind: "idle", text: "" };

const WITHOUT_MISTAKE = "A program cannot make the mistake: it computes the right gradients.";

@customElement("export-dialog")
export class ExportDialog extends DialogElement {
  @state() private transparent = false;
  @state() private hasMistake = false;
  @state() private status: ExportStatus = IDLE;
  readonly #exporting = new LatestRequest();
  #getSource!: () => ExportSource;

  /** `getSource` is called again when a button is pressed. */
  open(getSource: () => ExportSource): void {
    this.#getSource = getSource;
    this.status = IDLE;
    this.hasMistake = getSource().hasMistake;
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog
        class="panel-dialog export-dialog" aria-labelledby="export-title"
        @close=${() => this.#exporting.cancel()}
      >
        <h2 id="export-title">Export</h2>
        ${GROUPS.map(
          ({ title, rows }) => html`
          <section aria-label=${title}>
            <h3>${title}</h3>
            ${rows.map((row) => this.#row(row.label, row.description, (source) => void this.#export(row, source)))}
            ${title === "Picture" ? this.#backgroundOption() : nothing}
            ${title === "Program" && this.hasMistake ? html`<p class="soft">${WITHOUT_MISTAKE}</p>` : nothing}
          </section>`,
        )}
        <section aria-label="Paper">
          <h3>Paper</h3>
          ${this.#row("Print", "The worked solution: every step in words and numbers.", (source) =>
            this.#printSolution(source),
          )}
        </section>
        <div class="export-foot">
          <p class="export-doing" role="status">${this.#statusText()}</p>
          ${
            this.status.kind === "busy"
              ? html`<button
                  type="button" class="button" @click=${() => this.#exporting.cancel()}
                >Cancel</button>`
              : html`<button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>`
          }
        </div>
      </dialog>
    `;
  }

  #row(label: string, description: string, onClick: (source: ExportSource) => void): TemplateResult {
    return html`
      <p class="export-row">
        <button
          type="button" class="button" aria-description=${description} ?disabled=${this.status.kind === "busy"}
          @click=${() => onClick(this.#getSource())}
        >${label}</button>
        <span aria-hidden="true">${description}</span>
      </p>`;
  }

  #backgroundOption(): TemplateResult {
    const onChange = (event: Event): void => {
      this.transparent = (event.target as HTMLInputElement).checked;
    };
    return html`
      <label class="export-choice">
        <input type="checkbox" .checked=${this.transparent} @change=${onChange}> SVG and PNG without a background
      </label>`;
  }

  #statusText(): TemplateResult | string | unknown[] {
    const { status } = this;
    if (status.kind === "idle") return status.text;
    if (status.kind === "failed") return html`<span class="status-fault">${inlineCode(status.text)}</span>`;
    const percent = Math.round(100 * status.done);
    return html`${status.label} is being made: ${percent}%. <progress
        max="100" value=${percent} aria-label="Making ${status.label}"
      ></progress>`;
  }

  async #export(row: ExportRow, source: ExportSource): Promise<void> {
    const onProgress = (done: number): void => {
      this.status = { kind: "busy", label: row.label, done };
    };
    onProgress(0);
    try {
      const { transparent } = this;
      const file = await this.#exporting.replace((signal) => row.make(source, { transparent, onProgress, signal }));
      const name = fileName(source.name, row.extension, row.atStep ? source.position : null);
      if (file) saveFile(file, name);
      const text = file ? `${name} is saved, ${formatBytes(file.size)}.` : `${row.label} is cancelled.`;
      this.status = { kind: "idle", text };
    } catch (error) {
      this.status = { kind: "failed", text: errorMessage(row.label, error) };
    }
  }

  #printSolution(source: ExportSource): void {
    try {
      print(requireGraph(source));
      this.status = IDLE;
    } catch (error) {
      this.status = { kind: "failed", text: errorMessage("The page", error) };
    }
  }
}

function errorMessage(label: string, error: unknown): string {
  if (error instanceof ExportError) return error.message;
  return `${label} could not be made: ${error instanceof Error ? error.message : String(error)}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    "export-dialog": ExportDialog;
  }
}
