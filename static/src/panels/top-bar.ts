// <top-bar>: title, example, level of detail, back end, theme, and the buttons for sharing and export.

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import { select, themeField } from "../lib/dom/fields.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { HAS_SERVER } from "../lib/dom/site.js";
import type { Theme } from "../lib/dom/theme.js";
import { INITIAL } from "../state/app-state.js";
import { emit } from "../state/events.js";
import { LEVELS, type Level } from "../trace/contract.js";
import type { Example } from "../trace/examples.js";

const LEVEL_TITLES: Readonly<Record<Level, string>> = {
  atoms: "tanh, sigmoid, sqrt and the like are written out with exp and powers",
  lecture: "as micrograd draws it: minus is times -1, division is times a power of -1",
  compact: "every operator is one node",
};

const BACKEND_TITLES: Readonly<Record<BackendId, string>> = {
  server: "The server runs your program",
  browser: HAS_SERVER
    ? "Python runs your program in this browser"
    : "This site has no server: Python runs your program in this browser",
};

@customElement("top-bar")
export class TopBar extends LightElement {
  @property({ attribute: false }) examples: readonly Example[] = [];
  @property() example = "";
  @property() level: Level = "lecture";
  @property() backend: BackendId = INITIAL.backend;
  @property() theme: Theme = "auto";
  @state() private open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.#onPointerDown);
    this.addEventListener("keydown", this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#onPointerDown);
    this.removeEventListener("keydown", this.#onKey);
  }

  readonly #onPointerDown = ({ target }: Event): void => {
    if (!this.contains(target as Node)) this.open = false;
  };

  readonly #onKey = ({ key }: KeyboardEvent): void => {
    if (key !== "Escape" || !this.open) return;
    this.open = false;
    this.querySelector<HTMLElement>(".bar-more")!.focus();
  };

  protected override render(): TemplateResult {
    this.classList.toggle("bar-open", this.open);
    return html`
      <h1>Autograd Playground</h1>
      ${this.#examples()}
      <span class="bar-space"></span>
      <button
        type="button" class="button bar-more" aria-expanded=${this.open} aria-label="Settings" title="Settings"
        @click=${() => {
          this.open = !this.open;
        }}
      >${icon("more")}</button>
      <div class="bar-settings">
        <nav class="bar-site" aria-label="Site"
          ><a href="learn/">Learn</a><a href="gallery/">Gallery</a><a href="lab/">Lab</a></nav>
        ${this.#levels()}
        ${this.#backends()}
        ${themeField(this.theme, (theme) => emit(this, "view-choose", { theme }))}
        <share-menu></share-menu>
        <button
          type="button" class="button" title="Put this example into a page of yours"
          @click=${() => emit(this, "embed-open", null)}
        >Embed</button>
        <button
          type="button" class="button" title="Save the graph, the steps or the program"
          @click=${() => emit(this, "export-open", null)}
        >Export</button>
        <button
          type="button" class="button" aria-label="Keys" title="Keys (?)" @click=${() => emit(this, "help-open", null)}
        >?</button>
      </div>
    `;
  }

  #examples(): TemplateResult | "" {
    if (this.examples.length === 0) return "";
    const choose = (event: Event): void =>
      emit(this, "example-choose", { id: (event.target as HTMLSelectElement).value });
    return html`
      <label class="bar-example"><span class="label">Example</span>
        <select aria-label="Example" @change=${choose}>
          <option value="" disabled ?selected=${this.example === ""}>Your own text</option>
          ${this.examples.map(
            ({ id, title }) => html`<option value=${id} .selected=${id === this.example}>${title}</option>`,
          )}
        </select>
      </label>`;
  }

  #levels(): TemplateResult {
    const set = (level: Level): void => emit(this, "trace-request", { level });
    return html`
      <label title="How big an operation is: ${LEVEL_TITLES[this.level]}"><span class="label">Detail</span>
        ${select({ values: LEVELS, titles: LEVEL_TITLES, value: this.level, set })}
      </label>`;
  }

  #backends(): TemplateResult {
    return html`
      <fieldset class="switch" role="radiogroup">
        <legend class="label">Runs in</legend>
        <div class="switch-options">
          ${AVAILABLE_BACKENDS.map(
            (backend) => html`
            <label class="switch-option" title=${BACKEND_TITLES[backend]}>
              <input
                type="radio" name="backend" value=${backend} .checked=${backend === this.backend}
                @change=${() => emit(this, "trace-request", { backend })}
              /><span>${HAS_SERVER ? backend : `${backend} only`}</span>
            </label>`,
          )}
        </div>
      </fieldset>`;
  }
}
