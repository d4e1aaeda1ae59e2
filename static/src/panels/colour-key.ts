// Key of the colours of the graph. The first screen and the gallery, whose drawings have no badges, have its first two
// lines (web/templates/pages/colour-key.html).

import { html, type TemplateResult } from "lit";

export function colourKey(): TemplateResult {
  return html`
    <p class="colour-key">
      <span><span class="key-up"></span>grad above 0</span>
      <span><span class="key-down"></span>below 0</span>
      <span><span class="key-order">1</span><span><span class="key-more">place in the </span>order</span></span>
    </p>`;
}
