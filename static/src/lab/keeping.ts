// Keeps the address in step with the page, and the page in step with the address.

import { fragment } from "../link/arrival.js";
import { type LabLink, decodeLab, encodeLab } from "./link.js";

/** Browsers refuse addresses that change many times a second. */
const PAUSE = 400; // milliseconds

export class Keeping {
  readonly #open: (link: LabLink) => void;
  readonly #say: (words: string) => void;
  readonly #embedded: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #written = fragment();

  /** An embed's address is its host's to choose. */
  constructor(open: (link: LabLink) => void, say: (words: string) => void, embedded: boolean) {
    this.#open = open;
    this.#say = say;
    this.#embedded = embedded;
    addEventListener("hashchange", this.#changed);
  }

  dispose(): void {
    removeEventListener("hashchange", this.#changed);
    clearTimeout(this.#timer);
  }

  keep(link: LabLink): void {
    if (this.#embedded) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#write(link), PAUSE);
  }

  async #write(link: LabLink): Promise<void> {
    const written = await encodeLab(link);
    if (written === null || written === this.#written) return;
    this.#written = written;
    history.replaceState(null, "", `${location.pathname}${location.search}#${written}`);
  }

  readonly #changed = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#written = fragment();
    const opened = await decodeLab(this.#written);
    if (opened.ok) this.#open(opened.state);
    else this.#say(opened.words);
  };
}
