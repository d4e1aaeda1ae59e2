// Keeps the link in step with the page, and the page in step with its address.

import { fragment } from "../lib/dom/fragment.js";
import { decodeLab, encodeLab, type LabLink } from "./link-state.js";

/** Browsers refuse addresses that change many times a second. */
const PAUSE = 400; // milliseconds

export class LabHistorySync {
  readonly #open: (link: LabLink) => void;
  readonly #say: (words: string) => void;
  readonly #written: (fragment: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = fragment();

  /** `written` is told what stands after the "#" of a link to the page as it is. */
  constructor(open: (link: LabLink) => void, say: (words: string) => void, written: (fragment: string) => void) {
    this.#open = open;
    this.#say = say;
    this.#written = written;
    addEventListener("hashchange", this.#changed);
  }

  dispose(): void {
    removeEventListener("hashchange", this.#changed);
    clearTimeout(this.#timer);
  }

  keep(link: LabLink): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#write(link), PAUSE);
  }

  async #write(link: LabLink): Promise<void> {
    const written = await encodeLab(link);
    if (written === null || written === this.#last) return;
    this.#last = written;
    this.#written(written);
  }

  readonly #changed = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#last = fragment();
    const opened = await decodeLab(this.#last);
    if (opened.ok) this.#open(opened.state);
    else this.#say(opened.words);
  };
}
