// <embed-dialog>: an embed of what the page shows, seen as it will be, and its text to be copied.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ExportError } from "../export/export-error.js";
import { drawnOf, type Subject } from "../export/formats.js";
import { standaloneFile } from "../export/standalone-file.js";
import { copyFrom } from "../lib/dom/clipboard.js";
import { LightElement } from "../lib/dom/light-element.js";
import { fileName, formatBytes, save } from "../lib/dom/save-file.js";
import { home } from "../lib/dom/site.js";
import { cssVars } from "../lib/dom/style-vars.js";
import { THEMES, type Theme } from "../lib/dom/theme.js";
import { altTextOf } from "../trace/alt-text.js";
import { encodeLink } from "../url/codec.js";
import type { LinkState } from "../url/link-state.js";
import { DEFAULTS, EMBED_PANELS, type EmbedOptions, type EmbedPanel, STARTS, type Start } from "./options.js";
import { address, type Prepared, SNIPPETS, type Snippet } from "./snippets.js";

const START_WORDS: Readonly<Record<Start, string>> = {
  click: "at a press of a button",
  view: "when it comes into sight",
  now: "at once",
};
const PANEL_WORDS: Readonly<Record<EmbedPanel, string>> = {
  code: "Code",
  graph: "Graph",
  step: "Step",
  order: "Order",
  values: "Values",
  transport: "Buttons",
};
const HEIGHTS = { least: 120, most: 2000, initial: 520 }; // CSS pixels
const WIDTHS = [360, 640, 960]; // CSS pixels

@customElement("embed-dialog")
export class EmbedDialog extends LightElement {
  @state() private linked: LinkState | null = null;
  @state() private fragment: string | null = "";
  @state() private options: EmbedOptions = DEFAULTS;
  @state() private atStart = false;
  @state() private height = HEIGHTS.initial;
  @state() private width = WIDTHS[1]!;
  @state() private snippet: Snippet = SNIPPETS[0]!;
  @state() private said = "";

  #subject!: () => Subject;

  /** `linked` is what the page shows, and `subject` its graph. */
  open(linked: LinkState, subject: () => Subject): void {
    this.linked = linked;
    this.#subject = subject;
    this.said = "";
    this.#dialog.showModal();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("linked") || changed.has("atStart")) void this.#encode();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog embed-dialog" aria-labelledby="embed-title" @close=${() => (this.linked = null)}>
        <h2 id="embed-title">Embed</h2>
        ${this.linked ? this.#body(this.linked) : nothing}
        <div class="embed-dialog-foot">
          <p role="status">${this.said}</p>
          <button type="button" class="button" @click=${() => this.#dialog.close()}>Close</button>
        </div>
      </dialog>
    `;
  }

  #body(linked: LinkState): TemplateResult {
    const { fragment } = this;
    if (fragment === null)
      return html`<p>This text is longer than 64 KB, which is more than an address holds. Make it shorter.</p>`;
    const { drawn } = this.#subject();
    const prepared: Prepared = {
      base: home(),
      linked: this.#state(linked),
      fragment,
      options: this.options,
      height: this.height,
      described: drawn ? altTextOf(drawn.trace) : "The graph of this program",
    };
    return html`
      <p>Put this program into a page of yours, as it stands here. Readers can step through it there.</p>
      ${this.#choices()}
      <h3>Preview</h3>
      ${
        fragment &&
        html`<div class="embed-preview" ${cssVars({ "--width": `${this.width}px`, "--height": `${this.height}px` })}>
        <iframe title="Preview of the embed" src=${address(prepared)}></iframe>
      </div>`
      }
      <h3>Copy as</h3>
      <div class="embed-kinds" role="group" aria-label="Copy as">
        ${SNIPPETS.map(
          (each) => html`
          <button type="button" class="button" aria-pressed=${each === this.snippet} @click=${() => (this.snippet = each)}>${each.word}</button>`,
        )}
      </div>
      <p class="soft">${this.snippet.about}</p>
      <textarea class="embed-snippet" readonly rows="4" spellcheck="false" aria-label="Text of the embed" .value=${this.snippet.write(prepared)}></textarea>
      <button type="button" class="button" @click=${() => void this.#copy()}>Copy</button>
      <h3>Save as</h3>
      <p class="soft">One file with the player and this program inside. It opens from a disk, without a network.</p>
      <button type="button" class="button" @click=${() => void this.#save(prepared)}>Standalone file</button>
    `;
  }

  #choices(): TemplateResult {
    const { options } = this;
    return html`
      <fieldset class="embed-choices"><legend>Panels</legend>
        ${EMBED_PANELS.map((panel) => this.#check(PANEL_WORDS[panel], options.panels.includes(panel), (on) => this.#panel(panel, on)))}
      </fieldset>
      <fieldset class="embed-choices"><legend>Reader</legend>
        ${this.#check("may change the program", !options.readonly, (on) => this.#set({ readonly: !on }))}
        ${this.#check("sees it play by itself", options.autoplay, (on) => this.#set({ autoplay: on }))}
        ${this.#check("begins before the first step", this.atStart, (on) => (this.atStart = on))}
      </fieldset>
      <div class="embed-choices">
        ${this.#select("Look", THEMES, options.theme, (theme) => this.#set({ theme: theme as Theme }))}
        ${this.#select("Starts", STARTS, options.start, (start) => this.#set({ start: start as Start }), START_WORDS)}
        <label>Height <input type="number" class="embed-number" min=${HEIGHTS.least} max=${HEIGHTS.most} step="20" .value=${String(this.height)} @change=${this.#resize}> px</label>
        ${this.#select("Preview at", WIDTHS.map(String), String(this.width), (width) => (this.width = Number(width)), {}, " px")}
      </div>
    `;
  }

  #check(words: string, checked: boolean, set: (on: boolean) => void): TemplateResult {
    return html`<label><input type="checkbox" .checked=${checked} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}> ${words}</label>`;
  }

  #select(
    label: string,
    values: readonly string[],
    chosen: string,
    set: (value: string) => void,
    words: Readonly<Record<string, string>> = {},
    unit = "",
  ): TemplateResult {
    return html`
      <label>${label}
        <select @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
          ${values.map((value) => html`<option value=${value} .selected=${value === chosen}>${words[value] ?? value}${unit}</option>`)}
        </select>
      </label>`;
  }

  #panel(panel: EmbedPanel, on: boolean): void {
    const panels = EMBED_PANELS.filter((each) => (each === panel ? on : this.options.panels.includes(each)));
    if (panels.length > 0) this.#set({ panels });
    else this.requestUpdate();
  }

  #set(change: Partial<EmbedOptions>): void {
    this.options = { ...this.options, ...change };
  }

  readonly #resize = (event: Event): void => {
    const given = Number((event.target as HTMLInputElement).value) || HEIGHTS.initial;
    this.height = Math.min(Math.max(Math.round(given), HEIGHTS.least), HEIGHTS.most);
    (event.target as HTMLInputElement).value = String(this.height);
  };

  #state(linked: LinkState): LinkState {
    return this.atStart ? { ...linked, step: 0 } : linked;
  }

  async #encode(): Promise<void> {
    const { linked, atStart } = this;
    if (!linked) return;
    const fragment = await encodeLink(this.#state(linked));
    if (linked === this.linked && atStart === this.atStart) this.fragment = fragment;
  }

  async #copy(): Promise<void> {
    this.said = await copyFrom(this.querySelector("textarea")!, `The ${this.snippet.word.toLowerCase()} is copied.`);
  }

  async #save({ base, linked, fragment }: Prepared): Promise<void> {
    const subject = this.#subject();
    try {
      const file = await standaloneFile({ drawn: drawnOf(subject), step: linked.step, address: `${base}#${fragment}` });
      const name = fileName(subject.name, "html");
      save(file, name);
      this.said = `${name} is saved, ${formatBytes(file.size)}.`;
    } catch (error) {
      if (error instanceof ExportError) this.said = error.message;
      else this.said = `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "embed-dialog": EmbedDialog;
  }
}
