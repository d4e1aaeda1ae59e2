// Keeps the address in step with the page's state, and the page in step with its address.

import { fragment } from "../lib/dom/fragment.js";
import { decodeLab, encodeLab, type LabLink } from "./link-state.js";

/** Browsers refuse addresses that change many times a second. */
const DEBOUNCE = 400; // milliseconds

export interface HistoryListener {
  /** The user has navigated to another state. */
  navigated(link: LabLink): void;
  /** The address holds no state that can be read. */
  failed(message: string): void;
  /** The state of the page has another fragment: the part of its link after the "#". */
  encoded(fragment: string): void;
}

export class LabHistorySync {
  readonly #listener: HistoryListener;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastFragment = fragment();

  constructor(listener: HistoryListener) {
    this.#listener = listener;
    addEventListener("hashchange", this.#onHashChange);
  }

  dispose(): void {
    removeEventListener("hashchange", this.#onHashChange);
    clearTimeout(this.#timer);
  }

  /** Reports the fragment of `link`, unless another state follows within the debounce time. */
  update(link: LabLink): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#encode(link), DEBOUNCE);
  }

  async #encode(link: LabLink): Promise<void> {
    const encoded = await encodeLab(link);
    if (encoded === null || encoded === this.#lastFragment) return;
    this.#lastFragment = encoded;
    this.#listener.encoded(encoded);
  }

  readonly #onHashChange = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#lastFragment = fragment();
    const decoded = await decodeLab(this.#lastFragment);
    if (decoded.ok) this.#listener.navigated(decoded.state);
    else this.#listener.failed(decoded.message);
  };
}
