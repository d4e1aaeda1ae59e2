// <autograd-playground>: an embed as an element of any page, from one script without anything else. It makes a frame and
// speaks the protocol with it (docs/embedding.md); until the frame answers, what stands inside the element is shown.

import { embedAddress, type Words } from "./embed/address.js";
import { readReport } from "./embed/decode-reports.js";
import { programText } from "./embed/program-text.js";
import type { EmbedState, Report } from "./embed/protocol.js";
import { PROTOCOL, SOURCE } from "./embed/protocol.js";
import { ContractError } from "./lib/decode.js";

const CONTENT = ["code", "step", "phase", "level", "predict"];
const LOOK = ["panels", "theme", "readonly", "controls", "autoplay"];

/** Of the script: the frame is asked for where it comes from, whether it was loaded by its own name or below static/. */
const SCRIPT =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript.src
    : (document.querySelector<HTMLScriptElement>('script[src*="autograd-playground.js"]')?.src ?? document.baseURI);
const BASE = new URL(".", SCRIPT).href.replace(/static\/[^/]+\/$/, "");

type Waiting = { settle(state: EmbedState): void; reject(error: Error): void };

class AutogradPlayground extends HTMLElement {
  static readonly observedAttributes = [...CONTENT, ...LOOK, "height", "base"];

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #frame = document.createElement("iframe");
  readonly #waiting = new Map<number, Waiting>();
  #heard: () => void = () => {};
  /** Settles when the frame listens. */
  #listens = new Promise<void>((settle) => (this.#heard = settle));
  #asked = 0;
  #watch: IntersectionObserver | null = null;

  connectedCallback(): void {
    this.style.display ||= "block";
    addEventListener("message", this.#message);
    this.#root.replaceChildren(document.createElement("slot"));
    const start = this.getAttribute("start");
    if (start === "now") this.#begin();
    else if (start === "click") this.#offer();
    else this.#await();
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.#message);
    this.#watch?.disconnect();
    this.#frame.remove();
    this.#listens = new Promise((settle) => (this.#heard = settle));
  }

  attributeChangedCallback(): void {
    // Replaced, so that the host's own history keeps no trace of it.
    if (this.#frame.isConnected) this.#frame.contentWindow!.location.replace(this.#address);
  }

  play(): Promise<EmbedState> {
    return this.#ask({ type: "play" });
  }

  pause(): Promise<EmbedState> {
    return this.#ask({ type: "pause" });
  }

  /** So many steps on; back where `by` is negative. */
  step(by = 1): Promise<EmbedState> {
    return this.#ask({ type: "step", by });
  }

  /** To the state after so many steps, or to the first step of a phase. */
  goto(where: number | string): Promise<EmbedState> {
    return this.#ask(typeof where === "number" ? { type: "goto", step: where } : { type: "goto", phase: where });
  }

  getState(): Promise<EmbedState> {
    return this.#ask({ type: "getState" });
  }

  /** Any of code, level, step, phase. */
  setState(state: object): Promise<EmbedState> {
    return this.#ask({ type: "setState", state });
  }

  get #base(): string {
    return new URL(this.getAttribute("base") ?? BASE, document.baseURI).href.replace(/\/?$/, "/");
  }

  get #address(): string {
    const words = (names: readonly string[]): Words =>
      Object.fromEntries(names.map((name) => [name, this.#word(name)]));
    const height = this.hasAttribute("height") ? null : "auto";
    const code =
      this.getAttribute("code") ?? programText((this.querySelector("script, pre, code") ?? this).textContent!);
    return embedAddress(this.#base, { ...words(LOOK), start: "now", height }, { ...words(CONTENT), code });
  }

  /** An attribute without a value means yes. */
  #word(name: string): string | null {
    return this.getAttribute(name) === "" ? "1" : this.getAttribute(name);
  }

  #offer(): void {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Step through this program";
    button.part.add("start");
    button.style.cssText = "min-block-size: 44px; padding: 0 16px; font: inherit";
    button.addEventListener("click", () => {
      button.remove();
      this.#begin();
    });
    this.#root.append(button);
  }

  #await(): void {
    this.#watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#begin(),
      { rootMargin: "200px" },
    );
    this.#watch.observe(this);
  }

  #begin(): void {
    this.#watch?.disconnect();
    if (this.#frame.isConnected) return;
    this.#frame.title = this.title || "Autograd Playground";
    this.#frame.allow = "clipboard-write; fullscreen";
    this.#frame.style.cssText = "display: block; inline-size: 100%; block-size: 0; border: 0; visibility: hidden";
    this.#frame.src = this.#address;
    this.#root.append(this.#frame);
  }

  /** The frame listens: it takes the place of what stood there. */
  #reveal(): void {
    this.#root.querySelector("slot")!.style.display = "none";
    const height = Number(this.getAttribute("height"));
    this.#frame.style.visibility = "visible";
    if (height > 0) this.#frame.style.blockSize = `${height}px`;
    this.#send({ type: "hello" });
    this.#heard();
  }

  readonly #message = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (source !== this.#frame.contentWindow || origin !== new URL(this.#base).origin) return;
    try {
      const report = readReport(data);
      if (report) this.#receive(report);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      console.warn(`<autograd-playground> cannot read what its frame tells: ${error.message}.`);
    }
  };

  #receive(report: Report): void {
    if (report.type === "hello") {
      this.#reveal();
    } else if (report.type === "resize") {
      if (!this.hasAttribute("height")) this.#frame.style.blockSize = `${report.height}px`;
    } else if (report.type === "reply") {
      const waiting = this.#waiting.get(report.id);
      this.#waiting.delete(report.id);
      if ("error" in report) waiting?.reject(new Error(report.error));
      else waiting?.settle(report.state);
    } else {
      const { type, ...detail } = report;
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  async #ask(command: object): Promise<EmbedState> {
    this.#begin();
    await this.#listens;
    return new Promise((settle, reject) => {
      this.#asked += 1;
      this.#waiting.set(this.#asked, { settle, reject });
      this.#send({ id: this.#asked, ...command });
    });
  }

  #send(command: object): void {
    this.#frame.contentWindow!.postMessage({ source: SOURCE, v: PROTOCOL, ...command }, new URL(this.#base).origin);
  }
}

function define(): void {
  if (!customElements.get("autograd-playground")) customElements.define("autograd-playground", AutogradPlayground);
}

// An element that is still being read has no text yet.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", define);
else define();
