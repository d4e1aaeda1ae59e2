// <lab-bar>: the lab's header: title, site navigation, backend, theme, and exports.

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import { switchField, themeField } from "../lib/dom/fields.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { homeUrl } from "../lib/dom/site.js";
import type { Theme } from "../lib/dom/theme.js";
import { emit } from "./events.js";

const PAGES = [
  ["", "Playground"],
  ["learn/", "Learn"],
  ["gallery/", "Gallery"],
] as const;
const BACKEND_LABELS: Readonly<Record<BackendId, string>> = { server: "server", browser: "browser" };

@customElement("lab-bar")
export class LabBar extends LightElement {
  @property() backend: BackendId = AVAILABLE_BACKENDS[0]!;
  @property() theme: Theme = "auto";
  @state() private open = false;

  protected override render(): TemplateResult {
    this.classList.toggle("bar-open", this.open);
    return html`
      <h1>Training lab</h1>
      <span class="bar-space"></span>
      <button type="button" class="button" title="The loop as a program: micrograd, PyTorch, JAX"
        @click=${() => emit(this, "code-open", null)}>Code</button>
      <button type="button" class="button" title="Copy a link to these settings and this step"
        @click=${() => emit(this, "link-share", null)}>Share</button>
      <button type="button" class="button bar-more" aria-expanded=${this.open}
        aria-label="Settings of the page" title="Settings of the page"
        @click=${() => {
          this.open = !this.open;
        }}>${icon("more")}</button>
      <div class="bar-settings">
        <nav class="bar-site" aria-label="Site">
          ${PAGES.map(([path, label]) => html`<a href=${homeUrl() + path}>${label}</a>`)}
          <a href=${location.pathname} aria-current="page">Lab</a>
        </nav>
        ${
          AVAILABLE_BACKENDS.length > 1
            ? html`<span class="compiled-by"><span class="label">Compiled by</span>
          ${switchField({
            label: "Compiled by",
            title: "Where the engine compiles the network. Your browser trains it",
            values: AVAILABLE_BACKENDS,
            labels: BACKEND_LABELS,
            value: this.backend,
            set: (backend) => emit(this, "backend-choose", { backend }),
          })}</span>`
            : ""
        }
        ${themeField(this.theme, (theme) => emit(this, "view-choose", { theme }))}
        <button type="button" class="button" title="Put this training into a page of yours"
          @click=${() => emit(this, "embed-open", null)}>Embed</button>
      </div>`;
  }
}
