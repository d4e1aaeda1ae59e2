// Base class of the elements that hold one dialog.

import { LightElement } from "./light-element.js";

export class DialogElement extends LightElement {
  protected get dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }
}
