// <lab-paste>: points of one's own, from a pasted table or a file. What cannot be read is named row by row, and the text is kept.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { counted } from "../../lib/format.js";
import { type RowError, readTable, type Table } from "../parse-table.js";
import { LIMITS, type Row } from "../settings/settings.js";

const MOST_BYTES = 4_000_000;
/** Characters; browsers take minutes to insert some hundred thousand of them as if they were typed. */
const LONG = 20_000;
const EXAMPLE = "x1, x2, label\n0.5, -1.2, 1\n-0.3, 0.8, -1";

@customElement("lab-paste")
export class LabPaste extends LightElement {
  @state() private table: Table = readTable("");
  @state() private said = "";

  #use: (rows: readonly Row[]) => void = () => undefined;

  /** `rows` are those that there are; `use` takes others. */
  open(rows: readonly Row[], use: (rows: readonly Row[]) => void): void {
    this.#use = use;
    if (this.#text.value === "" && rows.length > 0) this.#write(rows.map((row) => row.join(", ")).join("\n"));
    this.#dialog.showModal();
    this.#text.focus();
  }

  protected override render(): TemplateResult {
    const { rows, errors, wrong } = this.table;
    const ready = rows.length >= LIMITS.count.least && wrong === 0;
    return html`
      <dialog class="panel-dialog lab-dialog" aria-labelledby="paste-title">
        <h2 id="paste-title">Points of your own</h2>
        <p>One point a line: its numbers, and last the label, -1 or 1 (or 0 and 1). Up to ${LIMITS.inputs} numbers and ${counted(LIMITS.rows, "point")}.</p>
        <textarea class="lab-text" rows="10" spellcheck="false" aria-label="Table of points" aria-describedby="paste-said" placeholder=${EXAMPLE}
          aria-invalid=${wrong > 0} @input=${this.#read} @paste=${this.#pasted} @dragover=${allow} @drop=${this.#drop}></textarea>
        <div id="paste-said" role="status">${this.said || this.#words()}</div>
        ${errors.length > 0 ? this.#errors(errors) : nothing}
        <div class="lab-dialog-foot">
          <label class="button lab-file">Choose a file<input type="file" class="visually-hidden" accept=".csv,.tsv,.txt,text/csv,text/plain" @change=${this.#chosen}></label>
          <span class="bar-space"></span>
          <button type="button" class="button" @click=${() => this.#dialog.close()}>Cancel</button>
          <button type="button" class="button button-play" ?disabled=${!ready} @click=${this.#done}>Use these points</button>
        </div>
      </dialog>`;
  }

  #words(): string {
    const { rows, wrong, header } = this.table;
    if (wrong > 0)
      return `${wrong === 1 ? "1 row is" : `${wrong} rows are`} not as expected. The text is kept: mend it, or take the row out.`;
    if (rows.length === 0) return "Paste a table, drop a file on the field, or choose one.";
    if (rows.length < LIMITS.count.least) return `This is ${rows.length} point. Training needs ${LIMITS.count.least}.`;
    const inputs = rows[0]!.length - 1;
    return `${rows.length} points of ${inputs} ${inputs === 1 ? "number" : "numbers"} each.${header ? " The first line names the columns." : ""}`;
  }

  #errors(errors: readonly RowError[]): TemplateResult {
    const rest = this.table.wrong - errors.length;
    return html`
      <ul class="lab-errors">
        ${errors.map(({ line, words }) => html`<li><button type="button" class="link" title="Show this row" @click=${() => this.#show(line)}>Row ${line}</button>: ${words}</li>`)}
        ${rest > 0 ? html`<li>And ${rest} more.</li>` : nothing}
      </ul>`;
  }

  readonly #read = (): void => {
    this.said = "";
    this.table = readTable(this.#text.value);
  };

  readonly #pasted = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length < LONG) return;
    event.preventDefault();
    const text = this.#text;
    text.setRangeText(pasted, text.selectionStart, text.selectionEnd, "end");
    this.#read();
  };

  readonly #done = (): void => {
    this.#use(this.table.rows);
    this.#dialog.close();
  };

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (file) void this.#open(file);
  };

  readonly #drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void this.#open(file);
  };

  async #open(file: File): Promise<void> {
    if (file.size > MOST_BYTES) {
      this.said = `${file.name} has ${Math.ceil(file.size / 1e6)} MB, and ${MOST_BYTES / 1e6} are allowed. Take rows out of it.`;
      return;
    }
    this.#write(await file.text());
  }

  #write(text: string): void {
    this.#text.value = text;
    this.#read();
  }

  /** The row is selected in the text. */
  #show(line: number): void {
    const text = this.#text;
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[line - 1]!.length);
  }

  get #text(): HTMLTextAreaElement {
    return this.querySelector("textarea")!;
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }
}

function allow(event: Event): void {
  event.preventDefault();
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-paste": LabPaste;
  }
}
