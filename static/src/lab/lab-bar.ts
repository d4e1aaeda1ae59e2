// <lab-bar>: the name of the thing, the way to its other pages, where the engine runs, and what can be taken along.

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import { switchField } from "../lib/dom/fields.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { home } from "../lib/dom/site.js";
import { THEME_LABELS, THEMES, type Theme } from "../lib/dom/theme.js";
import type { Actions } from "./actions.js";

const PAGES = [
  ["", "Playground"],
  ["learn/", "Learn"],
  ["gallery/", "Gallery"],
] as const;
const BACKEND_LABELS: Readonly<Record<BackendId, string>> = { server: "server", browser: "browser" };

@customElement("lab-bar")
export class LabBar extends LightElement {
  @property({ attribute: false }) act!: Actions;
  @property() backend: BackendId = AVAILABLE_BACKENDS[0]!;
  @property() theme: Theme = "auto";
  @state() private open = false;

  protected override render(): TemplateResult {
    const { act } = this;
    this.classList.toggle("bar-open", this.open);
    return html`
      <h1>Training lab</h1>
      <span class="bar-space"></span>
      <button type="button" class="button" title="The loop as a program: micrograd, PyTorch, JAX" @click=${() => act.code()}>Code</button>
      <button type="button" class="button" title="Copy a link to these settings and this step" @click=${() => act.share()}>Share</button>
      <button type="button" class="button bar-more" aria-expanded=${this.open} aria-label="Settings of the page" title="Settings of the page"
        @click=${() => {
          this.open = !this.open;
        }}>${icon("more")}</button>
      <div class="bar-settings">
        <nav class="bar-site" aria-label="Site">
          ${PAGES.map(([path, words]) => html`<a href=${home() + path}>${words}</a>`)}
          <a href=${location.pathname} aria-current="page">Lab</a>
        </nav>
        ${
          AVAILABLE_BACKENDS.length > 1
            ? html`<span class="compiled-by"><span class="label">Compiled by</span>
          ${switchField({ label: "Compiled by", title: "Where the engine compiles the network. Your browser trains it", values: AVAILABLE_BACKENDS, words: BACKEND_LABELS, value: this.backend, set: (backend) => act.backend(backend) })}</span>`
            : ""
        }
        <label title="How the page looks: ${THEME_LABELS[this.theme]}"><span class="label">Theme</span>
          <select @change=${(event: Event) => act.theme((event.target as HTMLSelectElement).value as Theme)}>
            ${THEMES.map((theme) => html`<option value=${theme} title=${THEME_LABELS[theme]} .selected=${theme === this.theme}>${theme}</option>`)}
          </select>
        </label>
        <button type="button" class="button" title="Put this training into a page of yours" @click=${() => act.embed()}>Embed</button>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-bar": LabBar;
  }
}
