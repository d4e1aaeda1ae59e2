// <status-line>: what the page is doing, or what went wrong and the ways on. Every state has words.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import type { PythonStatus } from "../backend/pyodide-client.js";
import { icon } from "../lib/dom/icons.js";
import { inlineCode } from "../lib/dom/inline-code.js";
import { LightElement } from "../lib/dom/light-element.js";
import { counted } from "../lib/format.js";
import { INITIAL, type Status } from "../state/app-state.js";
import { emit } from "../state/events.js";
import type { Notice } from "../state/notice.js";
import type { Fault, Trace, Warning } from "../trace/contract.js";
import { trailOf, trailWords } from "../trace/nan-trail.js";
import { pythonWords } from "./python-status.js";

/** An answer that comes sooner is not waited for aloud. */
const PATIENCE = 250; // milliseconds

@customElement("status-line")
export class StatusLine extends LightElement {
  @property({ attribute: false }) status: Status = { kind: "ready", milliseconds: null };
  @property({ attribute: false }) notice: Notice | null = null;
  @property({ attribute: false }) python: PythonStatus = { kind: "off" };
  @property({ attribute: false }) trace: Trace | null = null;
  @property() backend: BackendId = INITIAL.backend;
  /** Whether the trail of the first number that is not finite is lit. */
  @property({ type: Boolean }) tracing = false;

  /** What is said: it lags behind `status`, so that quick answers do not flicker. */
  #said: Status = this.status;
  #patience: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#patience);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("status")) return;
    clearTimeout(this.#patience);
    if (this.status.kind === "asking" && this.#said.kind !== "asking")
      this.#patience = setTimeout(() => this.#say(), PATIENCE);
    else this.#said = this.status;
  }

  protected override render(): TemplateResult {
    const { notice } = this;
    const ready = this.#said.kind === "ready";
    this.toggleAttribute("data-calm", ready && !notice && !this.trace?.warnings.length);
    return html`
      <div class="status-text" role="status">${notice?.words} ${notice && ready ? nothing : this.#words(this.#said)}</div>
      ${notice?.offer != null ? offer(notice.offer) : nothing}
      ${this.#waysOn(this.#said)}`;
  }

  #say(): void {
    this.#said = this.status;
    this.requestUpdate();
  }

  #words(status: Status): TemplateResult | string {
    switch (status.kind) {
      case "fault":
        return html`<span class="status-fault">${icon("error")} ${inlineCode(faultWords(status.fault))}</span>`;
      case "asking":
        return this.backend === "browser" ? pythonWords(this.python) : "The server is at work.";
      case "ready":
        return this.#readyWords(status.milliseconds);
    }
  }

  #readyWords(milliseconds: number | null): TemplateResult | string {
    const { trace } = this;
    if (!trace) return "Ready.";
    if (trace.nodes.length === 0) return "There is nothing to run yet. Write an expression, such as a = 2; b = a*a.";
    const warning = trace.warnings[0];
    if (warning)
      return html`<span class="status-warning">${icon("warning")} ${inlineCode(this.#warned(trace, warning))}</span>`;
    const size = `${counted(trace.nodes.length, "value")}, ${counted(trace.steps.length, "step")}`;
    if (milliseconds === null) return `${size}. They came with the page; edits are answered by the ${this.backend}.`;
    return `${size}, from the ${this.backend} in ${Math.round(milliseconds)} ms.`;
  }

  #warned(trace: Trace, { message }: Warning): string {
    const trail = this.tracing ? trailOf(trace) : null;
    return trail ? trailWords(trace, trail) : message;
  }

  /** From a warning to the operation that it is about. */
  #trailButton(): TemplateResult {
    return html`
      <button type="button" class="button" aria-pressed=${this.tracing} @click=${() => emit(this, "trail-toggle", null)}>
        ${this.tracing ? "Hide the trail" : "Where does this come from?"}
      </button>`;
  }

  /** When no back end answers: again, or with the other one. While the browser works: to end it. */
  #waysOn(status: Status): TemplateResult | typeof nothing {
    if (status.kind === "asking" && this.backend === "browser" && this.python.kind === "ready") {
      return html`<button type="button" class="button" @click=${() => emit(this, "run-stop", null)}>Stop</button>`;
    }
    if (status.kind === "ready" && this.trace?.warnings.length && trailOf(this.trace)) return this.#trailButton();
    if (status.kind === "fault" && status.fault.code === "limit" && this.backend === "server") {
      return html`<button type="button" class="button" @click=${() => emit(this, "backend-choose", { backend: "browser" })}>Run in the browser</button>`;
    }
    if (status.kind !== "fault" || status.fault.code !== "backend") return nothing;
    const others = AVAILABLE_BACKENDS.filter((backend) => backend !== this.backend);
    return html`
      <button type="button" class="button" @click=${() => emit(this, "retry", null)}>Try again</button>
      ${others.map(
        (backend) => html`
        <button type="button" class="button" @click=${() => emit(this, "backend-choose", { backend })}>Run in the ${backend}</button>`,
      )}
    `;
  }
}

/** A text of the reader's that gave way to another one. */
function offer(source: string): TemplateResult {
  const restore = (event: Event): void => emit(event.currentTarget!, "text-restore", { source });
  return html`<button type="button" class="button" @click=${restore}>Bring it back</button>`;
}

function faultWords({ line, message, hint }: Fault): string {
  const prefix = line === null || /^Line \d/.test(message) ? "" : `Line ${line}: `;
  return `${prefix}${message}${hint ? ` ${hint}` : ""}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "status-line": StatusLine;
  }
}
