// <open-link>: link from an embed to the playground, with the reader's changes.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { LatestRequest } from "../lib/latest-request.js";
import { encodeLink, type LinkState, writeState } from "../url/link-state.js";

@customElement("open-link")
export class OpenLink extends LightElement {
  /** The playground's address. */
  @property() home = "";
  @property({ attribute: false }) link: LinkState | null = null;
  /** The encoded state; null if the text is too long for a link. */
  @state() private fragment: string | null = "";
  readonly #encoding = new LatestRequest();
  #encodedState = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("link") && this.link) this.#encode(this.link);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.fragment === null) return nothing;
    const url = `${this.home}#${this.fragment}`;
    return html`<a class="open-link" href=${url} target="_blank" rel="noopener">Open in the playground</a>`;
  }

  #encode(link: LinkState): void {
    const json = writeState(link);
    if (json === this.#encodedState) return;
    this.#encodedState = json;
    void this.#encoding.replace(async (signal) => {
      const fragment = await encodeLink(link);
      if (!signal.aborted) this.fragment = fragment;
    });
  }
}
