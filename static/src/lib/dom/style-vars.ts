// Lit directive that sets custom properties through the style object. A style attribute would need 'unsafe-inline',
// which the page's content security policy does not allow.

import { noChange } from "lit";
import { Directive, directive, type ElementPart, type PartInfo, PartType } from "lit/directive.js";

class CssVars extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("cssVars stands in an element's tag, not in an attribute.");
  }

  override render(_values: Readonly<Record<`--${string}`, string>>): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [values]: Parameters<this["render"]>): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(values)) style.setProperty(name, value);
    return noChange;
  }
}

export const cssVars = directive(CssVars);
