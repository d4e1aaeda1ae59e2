// Keeps the address in step with the page's state, and the page in step with its address.

import { fragment } from "../lib/dom/fragment.js";
import { LatestRequest } from "../lib/latest-request.js";
import { emit } from "./events.js";
import { decodeLab, encodeLab, type LabLink } from "./link-state.js";

/** Browsers refuse addresses that change many times a second. */
const DEBOUNCE = 400; // milliseconds

export class LabHistorySync {
  readonly #page: EventTarget;
  readonly #encoding = new LatestRequest();
  readonly #decoding = new LatestRequest();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastFragment = fragment();

  constructor(page: EventTarget) {
    this.#page = page;
    addEventListener("hashchange", this.#onHashChange);
  }

  dispose(): void {
    removeEventListener("hashchange", this.#onHashChange);
    clearTimeout(this.#timer);
  }

  /** Emits the fragment of `link`, unless another state follows within the debounce time. */
  update(link: LabLink): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#encode(link), DEBOUNCE);
  }

  async #encode(link: LabLink): Promise<void> {
    const encoded = await this.#encoding.replace(() => encodeLab(link));
    if (encoded === null || encoded === this.#lastFragment) return;
    this.#lastFragment = encoded;
    emit(this.#page, "link-encode", { fragment: encoded });
  }

  readonly #onHashChange = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#encoding.cancel();
    this.#lastFragment = fragment();
    const decoded = await this.#decoding.replace(() => decodeLab(this.#lastFragment));
    if (decoded) emit(this.#page, "link-open", decoded);
  };
}
