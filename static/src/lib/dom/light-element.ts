// Base class of the custom elements: Lit in light DOM, so that one style sheet, one set of ids and find-in-page reach
// everything.

import { LitElement } from "lit";

export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}
