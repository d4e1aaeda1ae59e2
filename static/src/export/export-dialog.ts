// <export-dialog>: what can be taken out of the page. What is being made, what was saved and what went wrong stands in its foot.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { inlineCode } from "../lib/dom/inline-code.js";
import { LightElement } from "../lib/dom/light-element.js";
import { fileName, formatBytes, save } from "../lib/dom/save-file.js";
import { ExportError } from "./export-error.js";
import { drawnOf, type ExportRow, GROUPS, type Subject } from "./formats.js";
import { print } from "./print.js";

type Doing =
  | { readonly kind: "idle"; readonly words: string }
  | { readonly kind: "busy"; readonly word: string; readonly done: number }
  | { readonly kind: "failed"; readonly words: string };

const IDLE: Doing = { kind: "idle", words: "" };

@customElement("export-dialog")
export class ExportDialog extends LightElement {
  @state() private transparent = false;
  @state() private doing: Doing = IDLE;
  #work: AbortController | null = null;
  #subject!: () => Subject;

  /** `subject` tells what is shown when a button is pressed. */
  open(subject: () => Subject): void {
    this.#subject = subject;
    this.doing = IDLE;
    this.#dialog.showModal();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog export-dialog" aria-labelledby="export-title" @close=${() => this.#work?.abort()}>
        <h2 id="export-title">Export</h2>
        ${GROUPS.map(
          ({ title, rows }) => html`
          <section aria-label=${title}>
            <h3>${title}</h3>
            ${rows.map((row) => this.#row(row.word, row.words, (subject) => void this.#export(row, subject)))}
            ${title === "Picture" ? this.#background() : nothing}
          </section>`,
        )}
        <section aria-label="Paper">
          <h3>Paper</h3>
          ${this.#row("Print", "The worked solution: every step in words and numbers.", (subject) => this.#print(subject))}
        </section>
        <div class="export-foot">
          <p class="export-doing" role="status">${this.#said()}</p>
          ${
            this.doing.kind === "busy"
              ? html`<button type="button" class="button" @click=${() => this.#work?.abort()}>Cancel</button>`
              : html`<button type="button" class="button" @click=${() => this.#dialog.close()}>Close</button>`
          }
        </div>
      </dialog>
    `;
  }

  #row(word: string, about: string, act: (subject: Subject) => void): TemplateResult {
    return html`
      <p class="export-row">
        <button type="button" class="button" aria-description=${about} ?disabled=${this.doing.kind === "busy"} @click=${() => act(this.#subject())}>${word}</button>
        <span aria-hidden="true">${about}</span>
      </p>`;
  }

  #background(): TemplateResult {
    const choose = (event: Event): void => {
      this.transparent = (event.target as HTMLInputElement).checked;
    };
    return html`
      <label class="export-choice">
        <input type="checkbox" .checked=${this.transparent} @change=${choose}> SVG and PNG without a background
      </label>`;
  }

  #said(): TemplateResult | string | unknown[] {
    const { doing } = this;
    if (doing.kind === "idle") return doing.words;
    if (doing.kind === "failed") return html`<span class="status-fault">${inlineCode(doing.words)}</span>`;
    const percent = Math.round(100 * doing.done);
    return html`${doing.word} is being made: ${percent}%. <progress max="100" value=${percent} aria-label="Making ${doing.word}"></progress>`;
  }

  async #export(row: ExportRow, subject: Subject): Promise<void> {
    const work = new AbortController();
    this.#work = work;
    const onProgress = (done: number): void => {
      this.doing = { kind: "busy", word: row.word, done };
    };
    onProgress(0);
    try {
      const file = await row.make(subject, { transparent: this.transparent, onProgress, signal: work.signal });
      const name = fileName(subject.name, row.ending, row.atStep ? subject.position : null);
      if (work.signal.aborted) throw work.signal.reason;
      save(file, name);
      this.doing = { kind: "idle", words: `${name} is saved, ${formatBytes(file.size)}.` };
    } catch (error) {
      if (work.signal.aborted) this.doing = { kind: "idle", words: `${row.word} is cancelled.` };
      else this.doing = { kind: "failed", words: faultWords(row.word, error) };
    }
  }

  #print(subject: Subject): void {
    try {
      print(drawnOf(subject));
      this.doing = IDLE;
    } catch (error) {
      this.doing = { kind: "failed", words: faultWords("The page", error) };
    }
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }
}

function faultWords(word: string, error: unknown): string {
  if (error instanceof ExportError) return error.message;
  return `${word} could not be made: ${error instanceof Error ? error.message : String(error)}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    "export-dialog": ExportDialog;
  }
}
