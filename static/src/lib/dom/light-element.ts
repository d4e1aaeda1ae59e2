// The base of the page's elements: Lit in light DOM, so that one style sheet, one set of ids and one search reach everything.

import { LitElement } from "lit";

export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}
