// <embed-dialog>: options of an embed of the present state, a live preview, and the snippets to copy.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ExportError } from "../export/export-error.js";
import { type ExportSource, requireGraph } from "../export/formats.js";
import { standaloneFile } from "../export/standalone-file.js";
import { copyField } from "../lib/dom/clipboard.js";
import { DialogElement } from "../lib/dom/dialog-element.js";
import { select } from "../lib/dom/fields.js";
import { fileName, formatBytes, saveFile } from "../lib/dom/save-file.js";
import { homeUrl } from "../lib/dom/site.js";
import { cssVars } from "../lib/dom/style-vars.js";
import { THEMES } from "../lib/dom/theme.js";
import { LatestRequest } from "../lib/latest-request.js";
import { altTextOf } from "../trace/alt-text.js";
import { encodeLink, type LinkState } from "../url/link-state.js";
import { DEFAULTS, EMBED_PANELS, type EmbedOptions, type EmbedPanel, STARTS, type Start } from "./options.js";
import { embedUrl, SNIPPETS, type Snippet, type SnippetInput } from "./snippets.js";

const START_LABELS: Readonly<Record<Start, string>> = {
  click: "at a press of a button",
  view: "when it comes into sight",
  now: "at once",
};
const PANEL_LABELS: Readonly<Record<EmbedPanel, string>> = {
  code: "Code",
  graph: "Graph",
  step: "Step",
  order: "Order",
  values: "Values",
  transport: "Buttons",
};
const HEIGHT = { min: 120, max: 2000, initial: 760 }; // CSS pixels
/** Widths of the preview. */
const WIDTHS = [360, 640, 960]; // CSS pixels

@customElement("embed-dialog")
export class EmbedDialog extends DialogElement {
  @state() private link: LinkState | null = null;
  @state() private fragment: string | null = "";
  @state() private options: EmbedOptions = DEFAULTS;
  @state() private atStart = false;
  @state() private height = HEIGHT.initial;
  @state() private width = WIDTHS[1]!;
  @state() private snippet: Snippet = SNIPPETS[0]!;
  @state() private message = "";

  readonly #encoding = new LatestRequest();
  #getSource!: () => ExportSource;

  /** `link` is the page's present state; `getSource` is called for the graph and for the standalone file. */
  open(link: LinkState, getSource: () => ExportSource): void {
    this.link = link;
    this.#getSource = getSource;
    this.message = "";
    this.dialog.showModal();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("link") || changed.has("atStart")) this.#encode();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog class="panel-dialog embed-dialog" aria-labelledby="embed-title" @close=${() => (this.link = null)}>
        <h2 id="embed-title">Embed</h2>
        ${this.link ? this.#body(this.link) : nothing}
        <div class="embed-dialog-foot">
          <p role="status">${this.message}</p>
          <button type="button" class="button" @click=${() => this.dialog.close()}>Close</button>
        </div>
      </dialog>
    `;
  }

  #body(link: LinkState): TemplateResult {
    const { fragment } = this;
    if (fragment === null)
      return html`<p>This text is longer than 64 KB, which is more than an address holds. Make it shorter.</p>`;
    const { graph } = this.#getSource();
    const input: SnippetInput = {
      base: homeUrl(),
      state: this.#linkState(link),
      fragment,
      options: this.options,
      height: this.height,
      altText: graph ? altTextOf(graph.trace) : "The graph of this program",
    };
    return html`
      <p>Put this program into a page of yours, as it stands here. Readers can step through it there.</p>
      ${this.#optionFields()}
      <h3>Preview</h3>
      ${
        fragment &&
        html`<div
          class="embed-preview" tabindex="0" role="group" aria-label="Preview"
          ${cssVars({ "--width": `${this.width}px`, "--height": `${this.height}px` })}>
        <iframe title="Preview of the embed" src=${embedUrl(input)}></iframe>
      </div>`
      }
      <h3>Copy as</h3>
      <div class="embed-kinds" role="group" aria-label="Copy as">
        ${SNIPPETS.map(
          (each) => html`
          <button
            type="button" class="button" aria-pressed=${each === this.snippet} @click=${() => (this.snippet = each)}
          >${each.label}</button>`,
        )}
      </div>
      <p class="soft">${this.snippet.description}</p>
      <textarea
        class="embed-snippet" readonly rows="4" spellcheck="false" aria-label="Text of the embed"
        .value=${this.snippet.write(input)}
      ></textarea>
      <button type="button" class="button" @click=${() => void this.#copy()}>Copy</button>
      <h3>Save as</h3>
      <p class="soft">One file with the player and this program inside. It opens from a disk, without a network.</p>
      <button type="button" class="button" @click=${() => void this.#save(input)}>Standalone file</button>
    `;
  }

  #optionFields(): TemplateResult {
    const { options } = this;
    return html`
      <fieldset class="embed-choices"><legend>Panels</legend>
        ${EMBED_PANELS.map((panel) =>
          this.#checkbox(PANEL_LABELS[panel], options.panels.includes(panel), (on) => this.#togglePanel(panel, on)),
        )}
      </fieldset>
      <fieldset class="embed-choices"><legend>Reader</legend>
        ${this.#checkbox("may change the program", !options.readonly, (on) => this.#setOptions({ readonly: !on }))}
        ${this.#checkbox("sees it play by itself", options.autoplay, (on) => this.#setOptions({ autoplay: on }))}
        ${this.#checkbox("begins before the first step", this.atStart, (on) => (this.atStart = on))}
      </fieldset>
      <div class="embed-choices">
        <label>Look
          ${select({ values: THEMES, value: options.theme, set: (theme) => this.#setOptions({ theme }) })}</label>
        <label>Starts
          ${select({
            values: STARTS,
            labels: START_LABELS,
            value: options.start,
            set: (start) => this.#setOptions({ start }),
          })}</label>
        <label>Height <input
          type="number" class="embed-number" min=${HEIGHT.min} max=${HEIGHT.max} step="20"
          .value=${String(this.height)} @change=${this.#onHeightChange}
        > px</label>
        <label>Preview at
          ${select({
            values: WIDTHS,
            labels: Object.fromEntries(WIDTHS.map((width) => [width, `${width} px`])),
            value: this.width,
            set: (width) => (this.width = width),
          })}</label>
      </div>
    `;
  }

  #checkbox(label: string, checked: boolean, onChange: (on: boolean) => void): TemplateResult {
    return html`
      <label
        ><input
          type="checkbox" .checked=${checked}
          @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
        > ${label}</label>`;
  }

  #togglePanel(panel: EmbedPanel, on: boolean): void {
    const panels = EMBED_PANELS.filter((each) => (each === panel ? on : this.options.panels.includes(each)));
    if (panels.length > 0) this.#setOptions({ panels });
    else this.requestUpdate();
  }

  #setOptions(change: Partial<EmbedOptions>): void {
    this.options = { ...this.options, ...change };
  }

  readonly #onHeightChange = (event: Event): void => {
    const typed = Number((event.target as HTMLInputElement).value) || HEIGHT.initial;
    this.height = Math.min(Math.max(Math.round(typed), HEIGHT.min), HEIGHT.max);
    (event.target as HTMLInputElement).value = String(this.height);
  };

  #linkState(link: LinkState): LinkState {
    return this.atStart ? { ...link, step: 0 } : link;
  }

  #encode(): void {
    const { link } = this;
    if (!link) return this.#encoding.cancel();
    void this.#encoding.replace(async (signal) => {
      const fragment = await encodeLink(this.#linkState(link));
      if (!signal.aborted) this.fragment = fragment;
    });
  }

  async #copy(): Promise<void> {
    this.message = await copyField(
      this.querySelector("textarea")!,
      `The ${this.snippet.label.toLowerCase()} is copied.`,
    );
  }

  async #save({ base, state, fragment }: SnippetInput): Promise<void> {
    const source = this.#getSource();
    try {
      const link = `${base}#${fragment}`;
      const file = await standaloneFile({ graph: requireGraph(source), step: state.step, link });
      const name = fileName(source.name, "html");
      saveFile(file, name);
      this.message = `${name} is saved, ${formatBytes(file.size)}.`;
    } catch (error) {
      if (error instanceof ExportError) this.message = error.message;
      else this.message = `The file could not be made: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "embed-dialog": EmbedDialog;
  }
}
