// <lab-paste>: dialog for the user's own points, from a pasted table or a file. Lists the rows that cannot be read; the
// text stays.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { DialogElement } from "../../lib/dom/dialog-element.js";
import { pluralize } from "../../lib/format.js";
import { parseTable, type RowError, type Table } from "../parse-table.js";
import { LIMITS, type Row } from "../settings/settings.js";

const MAX_BYTES = 4_000_000;
/** Pastes of this many characters skip the browser's own insertion, which takes minutes for some hundred thousand. */
const LONG_PASTE = 20_000;
const EXAMPLE = "x1, x2, label\n0.5, -1.2, 1\n-0.3, 0.8, -1";

@customElement("lab-paste")
export class LabPaste extends DialogElement {
  @state() private table: Table = parseTable("");
  @state() private message = "";

  #onDone: (rows: readonly Row[]) => void = () => undefined;

  /** `rows` are the current points; `onDone` gets the new ones. */
  open(rows: readonly Row[], onDone: (rows: readonly Row[]) => void): void {
    this.#onDone = onDone;
    if (this.#text.value === "" && rows.length > 0) this.#setText(rows.map((row) => row.join(", ")).join("\n"));
    this.dialog.showModal();
    this.#text.focus();
  }

  protected override render(): TemplateResult {
    const { rows, errors, errorCount } = this.table;
    const ready = rows.length >= LIMITS.count.min && errorCount === 0;
    return html`
      <dialog class="panel-dialog lab-dialog" aria-labelledby="paste-title">
        <h2 id="paste-title">Points of your own</h2>
        <p>One point a line: its numbers, and last the label, -1 or 1 (or 0 and 1). Up to ${
          LIMITS.inputs
        } numbers and ${pluralize(LIMITS.rows, "point")}.</p>
        <textarea class="lab-text" rows="10" spellcheck="false" aria-label="Table of points"
          aria-describedby="paste-said" placeholder=${EXAMPLE} aria-invalid=${errorCount > 0}
          @input=${this.#parse} @paste=${this.#onPaste} @dragover=${allowDrop} @drop=${this.#onDrop}></textarea>
        <div id="paste-said" role="status">${this.message || this.#summary()}</div>
        ${errors.length > 0 ? this.#errors(errors) : nothing}
        <div class="lab-dialog-foot">
          <label class="button lab-file">Choose a file<input type="file" class="visually-hidden"
            accept=".csv,.tsv,.txt,text/csv,text/plain" @change=${this.#onFile}></label>
          <span class="bar-space"></span>
          <button type="button" class="button" @click=${() => this.dialog.close()}>Cancel</button>
          <button type="button" class="button button-play" ?disabled=${!ready}
            @click=${this.#onConfirm}>Use these points</button>
        </div>
      </dialog>`;
  }

  #summary(): string {
    const { rows, errorCount, header } = this.table;
    if (errorCount > 0) {
      const count = errorCount === 1 ? "1 row is" : `${errorCount} rows are`;
      return `${count} not as expected. The text is kept: mend it, or take the row out.`;
    }
    if (rows.length === 0) return "Paste a table, drop a file on the field, or choose one.";
    if (rows.length < LIMITS.count.min) return `This is ${rows.length} point. Training needs ${LIMITS.count.min}.`;
    const inputs = rows[0]!.length - 1;
    const size = `${rows.length} points of ${inputs} ${inputs === 1 ? "number" : "numbers"} each.`;
    return header ? `${size} The first line names the columns.` : size;
  }

  #errors(errors: readonly RowError[]): TemplateResult {
    const rest = this.table.errorCount - errors.length;
    return html`
      <ul class="lab-errors">
        ${errors.map(
          ({ line, message }) =>
            html`<li><button type="button" class="link" title="Show this row"
              @click=${() => this.#select(line)}>Row ${line}</button>: ${message}</li>`,
        )}
        ${rest > 0 ? html`<li>And ${rest} more.</li>` : nothing}
      </ul>`;
  }

  readonly #parse = (): void => {
    this.message = "";
    this.table = parseTable(this.#text.value);
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length < LONG_PASTE) return;
    event.preventDefault();
    const text = this.#text;
    text.setRangeText(pasted, text.selectionStart, text.selectionEnd, "end");
    this.#parse();
  };

  readonly #onConfirm = (): void => {
    this.#onDone(this.table.rows);
    this.dialog.close();
  };

  readonly #onFile = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (file) void this.#readFile(file);
  };

  readonly #onDrop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void this.#readFile(file);
  };

  async #readFile(file: File): Promise<void> {
    if (file.size > MAX_BYTES) {
      const size = `${Math.ceil(file.size / 1e6)} MB`;
      this.message = `${file.name} has ${size}, and ${MAX_BYTES / 1e6} are allowed. Take rows out of it.`;
      return;
    }
    this.#setText(await file.text());
  }

  #setText(text: string): void {
    this.#text.value = text;
    this.#parse();
  }

  /** Selects the line in the text. */
  #select(line: number): void {
    const text = this.#text;
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, previous) => sum + previous.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[line - 1]!.length);
  }

  get #text(): HTMLTextAreaElement {
    return this.querySelector("textarea")!;
  }
}

function allowDrop(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-paste": LabPaste;
  }
}
