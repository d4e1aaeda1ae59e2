// Controller that opens a file dropped anywhere on the page.

import type { ReactiveController, ReactiveControllerHost } from "lit";

export class FileDrop implements ReactiveController {
  readonly #open: (file: File) => void;

  constructor(host: ReactiveControllerHost, open: (file: File) => void) {
    this.#open = open;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("dragover", this.#onDragOver);
    document.addEventListener("drop", this.#onDrop);
  }

  hostDisconnected(): void {
    document.removeEventListener("dragover", this.#onDragOver);
    document.removeEventListener("drop", this.#onDrop);
  }

  /** A dragged text goes where the browser puts it. */
  readonly #onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };

  readonly #onDrop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    this.#open(file);
  };
}
