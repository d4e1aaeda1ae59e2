// <lab-code>: the loop that is trained here, as a program to be taken along.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { copyFrom } from "../../lib/dom/clipboard.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { save } from "../../lib/dom/save-file.js";
import type { Result } from "../../trace/contract.js";
import { CODE_FORMATS, type Code, type CodeFormat } from "../api.js";

const WORDS: Readonly<Record<CodeFormat, string>> = { micrograd: "micrograd", torch: "PyTorch", jax: "JAX" };

export interface CodeSource {
  ask(format: CodeFormat): Promise<Result<Code>>;
  /** Open a program in the playground. */
  open(program: string): void;
}

@customElement("lab-code")
export class LabCode extends LightElement {
  @state() private format: CodeFormat = "micrograd";
  @state() private code: Result<Code> | null = null;
  @state() private said = "";

  #source: CodeSource | null = null;

  open(source: CodeSource): void {
    this.#source = source;
    this.#dialog.showModal();
    void this.#ask(this.format);
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog lab-dialog" aria-labelledby="code-title">
        <h2 id="code-title">The loop as code</h2>
        <p>A program of its own, with these settings and this start. It prints each step's loss and accuracy.</p>
        <div class="embed-kinds" role="group" aria-label="Written for">
          ${CODE_FORMATS.map(
            (format) => html`
            <button type="button" class="button toggle" aria-pressed=${format === this.format} @click=${() => void this.#ask(format)}>${WORDS[format]}</button>`,
          )}
        </div>
        ${this.#body()}
        <div class="lab-dialog-foot">
          <p role="status">${this.said}</p>
          <span class="bar-space"></span>
          ${this.#buttons()}
          <button type="button" class="button" @click=${() => this.#dialog.close()}>Close</button>
        </div>
      </dialog>`;
  }

  #body(): TemplateResult {
    const { code } = this;
    const words =
      code === null
        ? "The engine is writing it."
        : code.ok
          ? code.value.text
          : `${code.error.message} ${code.error.hint}`;
    if (code?.ok) {
      return html`
        <textarea class="lab-text" readonly rows="18" spellcheck="false" aria-label="Program" .value=${words}></textarea>
        ${code.value.why ? html`<p class="soft">${code.value.why}</p>` : nothing}`;
    }
    return html`<p role="status">${words}</p>`;
  }

  #buttons(): TemplateResult | typeof nothing {
    const { code } = this;
    if (!code?.ok) return nothing;
    const { text, program } = code.value;
    return html`
      ${program !== null ? html`<button type="button" class="button" @click=${() => this.#source!.open(program)}>Open in the playground</button>` : nothing}
      <button type="button" class="button" @click=${() => this.#save(text)}>Download</button>
      <button type="button" class="button" @click=${() => void this.#copy()}>Copy</button>`;
  }

  async #ask(format: CodeFormat): Promise<void> {
    this.format = format;
    this.code = null;
    this.said = "";
    const code = await this.#source!.ask(format);
    if (format === this.format) this.code = code;
  }

  #save(text: string): void {
    const name = `loop-${this.format}.py`;
    save(new Blob([text], { type: "text/x-python" }), name);
    this.said = `${name} is saved.`;
  }

  async #copy(): Promise<void> {
    this.said = await copyFrom(this.querySelector("textarea")!, "The program is copied.");
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-code": LabCode;
  }
}
