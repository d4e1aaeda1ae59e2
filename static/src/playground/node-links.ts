// Links every element with a data-node attribute to its value: hovering or focusing it highlights the value in all
// views, clicking it opens the ledger.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { emit } from "../state/events.js";
import type { NodeId } from "../trace/contract.js";

function nodeOf(target: EventTarget | null): NodeId | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-node]") : null;
  return element ? Number(element.dataset["node"]) : null;
}

export class NodeLinks implements ReactiveController {
  #pointed: NodeId | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("pointerover", this.#onEnter);
    this.#host.addEventListener("focusin", this.#onEnter);
    this.#host.addEventListener("click", this.#onClick);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("pointerover", this.#onEnter);
    this.#host.removeEventListener("focusin", this.#onEnter);
    this.#host.removeEventListener("click", this.#onClick);
  }

  readonly #onEnter = (event: Event): void => {
    const node = nodeOf(event.target);
    // The graph and the editor emit node-point themselves.
    if (event.target instanceof Element && event.target.closest("graph-view, code-editor")) {
      this.#pointed = null;
      return;
    }
    if (node === this.#pointed) return;
    this.#pointed = node;
    emit(this.#host, "node-point", { node });
  };

  readonly #onClick = (event: Event): void => {
    const node = nodeOf(event.target);
    if (node !== null) emit(this.#host, "node-select", { node });
  };
}
