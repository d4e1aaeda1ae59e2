// <open-link>: the way from an embed to the page itself, with all that the reader has changed.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { encodeLink } from "../url/codec.js";
import { type LinkState, writeState } from "../url/link-state.js";

@customElement("open-link")
export class OpenLink extends LightElement {
  /** Where the page is. */
  @property() home = "";
  @property({ attribute: false }) linked: LinkState | null = null;
  /** What stands after the "#"; null where the text is too long for a link. */
  @state() private fragment: string | null = "";
  #written = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("linked") && this.linked) void this.#encode(this.linked);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.fragment === null) return nothing;
    return html`<a class="open-link" href="${this.home}#${this.fragment}" target="_blank" rel="noopener">Open in the playground</a>`;
  }

  async #encode(linked: LinkState): Promise<void> {
    const written = writeState(linked);
    if (written === this.#written) return;
    this.#written = written;
    const fragment = await encodeLink(linked);
    if (written === this.#written) this.fragment = fragment;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "open-link": OpenLink;
  }
}
