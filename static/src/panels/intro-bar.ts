// <intro-bar>: one sentence of what the page is for, and the choice of an example or of a text typed before.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { emit } from "../state/events.js";
import type { Example } from "../trace/examples.js";
import { draftTitle, readDrafts } from "../url/drafts.js";

/** Keys with which the reader goes from example to example while the list is closed. */
const BROWSING_KEYS = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End|[^ ])$/;

/** Of the options that stand for drafts, before their place among these. */
const DRAFT = "draft ";

@customElement("intro-bar")
export class IntroBar extends LightElement {
  @property({ attribute: false }) examples: readonly Example[] = [];
  @property() example = "";
  /** The drafts when the list was last about to open. */
  @state() private drafts: readonly string[] = [];

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
            this.drafts = readDrafts();
          }} @focus=${() => {
            this.#browsed = "";
            this.drafts = readDrafts();
          }}
        >
          <option value="" disabled ?selected=${this.example === ""}>Your own text</option>
          ${this.examples.map(
            ({ id, title }) => html`<option value=${id} .selected=${id === this.example}>${title}</option>`,
          )}
          ${this.drafts.length > 0 ? this.#draftGroup() : nothing}
        </select>
      </label>`;
  }

  #draftGroup(): TemplateResult {
    return html`<optgroup label="Texts you typed">
      ${this.drafts.map((draft, index) => html`<option value=${DRAFT + index}>${draftTitle(draft)}</option>`)}
    </optgroup>`;
  }

  #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (value.startsWith(DRAFT))
      emit(this, "text-restore", { source: this.drafts[Number(value.slice(DRAFT.length))]! });
    else emit(this, "example-choose", { id: value });
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
