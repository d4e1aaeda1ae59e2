// <autograd-playground>: custom element that embeds a player in any page, from one script without dependencies. It
// creates a frame and speaks the protocol of docs/embedding.md with it; until the frame answers, the element shows its
// own content.

import { embedAddress, type Params } from "./embed/address.js";
import { readReport } from "./embed/decode-reports.js";
import { programText } from "./embed/program-text.js";
import type { EmbedState, Report } from "./embed/protocol.js";
import { PROTOCOL, SOURCE } from "./embed/protocol.js";
import { ContractError } from "./lib/decode.js";

const CONTENT_ATTRIBUTES = ["code", "step", "phase", "level", "predict"];
const OPTION_ATTRIBUTES = ["panels", "theme", "readonly", "controls", "autoplay"];

/** The address of this script, whose site also serves the frame. */
const SCRIPT_URL =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript.src
    : (document.querySelector<HTMLScriptElement>('script[src*="autograd-playground.js"]')?.src ?? document.baseURI);
/** The site's root: the script may be loaded from there or from a folder below static/. */
const BASE = new URL(".", SCRIPT_URL).href.replace(/static\/[^/]+\/$/, "");

type PendingRequest = { resolve(state: EmbedState): void; reject(error: Error): void };

class AutogradPlayground extends HTMLElement {
  static readonly observedAttributes = [...CONTENT_ATTRIBUTES, ...OPTION_ATTRIBUTES, "height", "base"];

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #frame = document.createElement("iframe");
  readonly #pending = new Map<number, PendingRequest>();
  #resolveReady: () => void = () => {};
  /** Resolves when the frame listens. */
  #ready = new Promise<void>((resolve) => (this.#resolveReady = resolve));
  #lastId = 0;
  #observer: IntersectionObserver | null = null;

  connectedCallback(): void {
    this.style.display ||= "block";
    addEventListener("message", this.#onMessage);
    this.#root.replaceChildren(document.createElement("slot"));
    const start = this.getAttribute("start");
    if (start === "now") this.#start();
    else if (start === "click") this.#showStartButton();
    else this.#startWhenVisible();
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.#onMessage);
    this.#observer?.disconnect();
    this.#frame.remove();
    this.#ready = new Promise((resolve) => (this.#resolveReady = resolve));
  }

  attributeChangedCallback(): void {
    // location.replace adds no entry to the host's history.
    if (this.#frame.isConnected) this.#frame.contentWindow!.location.replace(this.#url);
  }

  play(): Promise<EmbedState> {
    return this.#request({ type: "play" });
  }

  pause(): Promise<EmbedState> {
    return this.#request({ type: "pause" });
  }

  /** Goes `by` steps forward; backward if it is negative. */
  step(by = 1): Promise<EmbedState> {
    return this.#request({ type: "step", by });
  }

  /** Goes to a position, or to the first step of a phase. */
  goto(target: number | string): Promise<EmbedState> {
    return this.#request(typeof target === "number" ? { type: "goto", step: target } : { type: "goto", phase: target });
  }

  getState(): Promise<EmbedState> {
    return this.#request({ type: "getState" });
  }

  /** Sets any of code, level, step and phase. */
  setState(state: object): Promise<EmbedState> {
    return this.#request({ type: "setState", state });
  }

  get #base(): string {
    return new URL(this.getAttribute("base") ?? BASE, document.baseURI).href.replace(/\/?$/, "/");
  }

  get #url(): string {
    const params = (names: readonly string[]): Params =>
      Object.fromEntries(names.map((name) => [name, this.#param(name)]));
    const height = this.hasAttribute("height") ? null : "auto";
    const code =
      this.getAttribute("code") ?? programText((this.querySelector("script, pre, code") ?? this).textContent!);
    return embedAddress(
      this.#base,
      { ...params(OPTION_ATTRIBUTES), start: "now", height },
      { ...params(CONTENT_ATTRIBUTES), code },
    );
  }

  /** An attribute without a value counts as 1. */
  #param(name: string): string | null {
    return this.getAttribute(name) === "" ? "1" : this.getAttribute(name);
  }

  #showStartButton(): void {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Step through this program";
    button.part.add("start");
    button.style.cssText = "min-block-size: 44px; padding: 0 16px; font: inherit";
    button.addEventListener("click", () => {
      button.remove();
      this.#start();
    });
    this.#root.append(button);
  }

  #startWhenVisible(): void {
    this.#observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#start(),
      { rootMargin: "200px" },
    );
    this.#observer.observe(this);
  }

  #start(): void {
    this.#observer?.disconnect();
    if (this.#frame.isConnected) return;
    this.#frame.title = this.title || "Autograd Playground";
    this.#frame.allow = "clipboard-write; fullscreen";
    this.#frame.style.cssText = "display: block; inline-size: 100%; block-size: 0; border: 0; visibility: hidden";
    this.#frame.src = this.#url;
    this.#root.append(this.#frame);
  }

  /** Shows the frame, which listens now, in place of the element's own content. */
  #showFrame(): void {
    this.#root.querySelector("slot")!.style.display = "none";
    const height = Number(this.getAttribute("height"));
    this.#frame.style.visibility = "visible";
    if (height > 0) this.#frame.style.blockSize = `${height}px`;
    this.#send({ type: "hello" });
    this.#resolveReady();
  }

  readonly #onMessage = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (source !== this.#frame.contentWindow || origin !== new URL(this.#base).origin) return;
    try {
      const report = readReport(data);
      if (report) this.#handle(report);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      console.warn(`<autograd-playground> cannot read what its frame tells: ${error.message}.`);
    }
  };

  #handle(report: Report): void {
    if (report.type === "hello") {
      this.#showFrame();
    } else if (report.type === "resize") {
      if (!this.hasAttribute("height")) this.#frame.style.blockSize = `${report.height}px`;
    } else if (report.type === "reply") {
      const request = this.#pending.get(report.id);
      this.#pending.delete(report.id);
      if ("error" in report) request?.reject(new Error(report.error));
      else request?.resolve(report.state);
    } else {
      const { type, ...detail } = report;
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  async #request(command: object): Promise<EmbedState> {
    this.#start();
    await this.#ready;
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#pending.set(this.#lastId, { resolve, reject });
      try {
        this.#send({ id: this.#lastId, ...command });
      } catch (error) {
        this.#pending.delete(this.#lastId);
        reject(error as Error); // a DataCloneError: the page's own object holds a function or a proxy
      }
    });
  }

  #send(command: object): void {
    this.#frame.contentWindow!.postMessage({ source: SOURCE, v: PROTOCOL, ...command }, new URL(this.#base).origin);
  }
}

function define(): void {
  if (!customElements.get("autograd-playground")) customElements.define("autograd-playground", AutogradPlayground);
}

// While the document is parsed, an element may not have its text yet.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", define);
else define();
