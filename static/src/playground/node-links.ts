// Links every element with a data-node attribute to its value: pointing at it (or focusing it) lights the value everywhere,
// choosing it opens its ledger.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { emit } from "../state/events.js";
import type { NodeId } from "../trace/contract.js";

function linked(target: EventTarget | null): NodeId | null {
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
    this.#host.addEventListener("pointerover", this.#entered);
    this.#host.addEventListener("focusin", this.#entered);
    this.#host.addEventListener("click", this.#chosen);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("pointerover", this.#entered);
    this.#host.removeEventListener("focusin", this.#entered);
    this.#host.removeEventListener("click", this.#chosen);
  }

  readonly #entered = (event: Event): void => {
    const node = linked(event.target);
    // The graph and the editor tell what is pointed at there themselves.
    if (event.target instanceof Element && event.target.closest("graph-view, code-editor")) {
      this.#pointed = null;
      return;
    }
    if (node === this.#pointed) return;
    this.#pointed = node;
    emit(this.#host, "node-point", { node });
  };

  readonly #chosen = (event: Event): void => {
    const node = linked(event.target);
    if (node !== null) emit(this.#host, "node-select", { node });
  };
}
