// <intro-bar>: one sentence of what the page is for, and the choice of the example.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { emit } from "../state/events.js";
import type { Example } from "../trace/examples.js";

/** Keys with which the reader goes from example to example while the list is closed. */
const BROWSING_KEYS = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End|[^ ])$/;

@customElement("intro-bar")
export class IntroBar extends LightElement {
  @property({ attribute: false }) examples: readonly Example[] = [];
  @property() example = "";

  /** Whether the last key goes from example to example: the focus then stays for the next one. */
  #browsing = false;
  /** How an example was chosen since the list has the focus. After an arrow Space plays, as elsewhere on the page. */
  #browsed: "" | "by-arrow" | "by-letter" = "";
  #lastKey = "";

  protected override render(): TemplateResult {
    return html`
      <p class="intro-words"
        >Every number below shows what it is, and how much it moves the result. Change one, or play it step by step.</p>
      ${this.examples.length > 0 ? this.#chooser() : nothing}
    `;
  }

  #chooser(): TemplateResult {
    return html`
      <label class="intro-example"><span class="label">Example</span>
        <select
          aria-label="Example" @change=${this.#choose} @keydown=${this.#onKeydown}
          @pointerdown=${() => {
            this.#browsing = false;
          }} @focus=${() => {
            this.#browsed = "";
          }}
        >
          <option value="" disabled ?selected=${this.example === ""}>Your own text</option>
          ${this.examples.map(
            ({ id, title }) => html`<option value=${id} .selected=${id === this.example}>${title}</option>`,
          )}
        </select>
      </label>`;
  }

  #choose = (event: Event): void => {
    emit(this, "example-choose", { id: (event.target as HTMLSelectElement).value });
    if (this.#browsing) this.#browsed = this.#lastKey.length > 1 ? "by-arrow" : "by-letter";
    else emit(this, "stage-focus", null);
  };

  /** The arrows to the sides step, and do not change the example. */
  #onKeydown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      this.#browsing = false;
      return;
    }
    if (key === "ArrowRight") emit(this, "move", { move: "next" });
    else if (key === "ArrowLeft") emit(this, "move", { move: "back" });
    else if (key === " " && this.#browsed === "by-arrow") emit(this, "play-toggle", null);
    else if (key === "Enter" && this.#browsed) emit(this, "stage-focus", null);
    else {
      this.#browsing = BROWSING_KEYS.test(key);
      this.#lastKey = key;
      return;
    }
    event.preventDefault();
  };
}
