// <status-line>: the present status, or the error and the buttons that resolve it. Every state has a text; where all is
// well it is folded into details.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import type { PythonStatus } from "../backend/pyodide-client.js";
import { icon } from "../lib/dom/icons.js";
import { inlineCode } from "../lib/dom/inline-code.js";
import { LightElement } from "../lib/dom/light-element.js";
import { pluralize } from "../lib/format.js";
import { INITIAL, type Status } from "../state/app-state.js";
import { emit } from "../state/events.js";
import type { Notice } from "../state/notice.js";
import type { Fault, Trace, Warning } from "../trace/contract.js";
import { emptyNotice } from "../trace/empty.js";
import { describeNanTrail, findNanTrail } from "../trace/notes/nan-trail.js";
import { draftTitle } from "../url/drafts.js";
import { pythonStatusText } from "./python-status.js";

/** Faster replies show no "at work" text, so that the line does not flicker. */
const WORKING_DELAY = 250; // milliseconds

@customElement("status-line")
export class StatusLine extends LightElement {
  @property({ attribute: false }) status: Status = { kind: "ready", milliseconds: null };
  @property({ attribute: false }) notice: Notice | null = null;
  @property({ attribute: false }) python: PythonStatus = { kind: "off" };
  @property({ attribute: false }) trace: Trace | null = null;
  @property() backend: BackendId = INITIAL.backend;
  /** Whether the trail of the first number that is not finite is highlighted. */
  @property({ type: Boolean }) showTrail = false;

  /** The status on display, which lags behind `status` by up to WORKING_DELAY. */
  #shown: Status = this.status;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("status")) return;
    clearTimeout(this.#timer);
    if (this.status.kind === "requesting" && this.#shown.kind !== "requesting")
      this.#timer = setTimeout(() => this.#showStatus(), WORKING_DELAY);
    else this.#shown = this.status;
  }

  protected override render(): TemplateResult {
    const { notice } = this;
    const ready = this.#shown.kind === "ready";
    const details = this.#shown.kind === "ready" ? this.#details(this.#shown) : null;
    const warns = ready && (this.trace?.warnings.length ?? 0) > 0;
    this.toggleAttribute("data-calm", ready && !notice && !warns);
    this.toggleAttribute("data-passing", this.#shown.kind !== "fault" && !warns);
    return html`
      <div class="status-text" role="status"
        >${notice?.text} ${notice && ready ? nothing : this.#text(this.#shown)}</div>
      ${notice && notice.offers.length > 0 ? restoreChoice(notice.offers) : nothing}
      ${this.#actions(this.#shown)}
      ${
        details === null
          ? nothing
          : html`<details class="status-details"><summary>Details</summary>${details}</details>`
      }`;
  }

  #showStatus(): void {
    this.#shown = this.status;
    this.requestUpdate();
  }

  #text(status: Status): TemplateResult | string {
    switch (status.kind) {
      case "fault":
        return html`<span class="status-fault">${icon("error")} ${inlineCode(faultText(status.fault))}</span>`;
      case "requesting":
        return this.backend === "browser" ? pythonStatusText(this.python) : "The server is at work.";
      case "ready":
        return this.#readyText();
    }
  }

  /** Empty where all is well: the details then say what there is. */
  #readyText(): TemplateResult | string {
    const { trace } = this;
    if (!trace) return "Ready.";
    const warning = trace.warnings[0];
    if (!warning) return trace.nodes.length === 0 ? emptyNotice(trace).status : "";
    return html`<span class="status-warning"
      >${icon("warning")} ${inlineCode(this.#warningText(trace, warning))}</span>`;
  }

  /** The size of the trace, and where it came from; null without one. */
  #details({ milliseconds }: Extract<Status, { kind: "ready" }>): string | null {
    const { trace } = this;
    if (!trace || trace.nodes.length === 0) return null;
    const size = `${pluralize(trace.nodes.length, "value")}, ${pluralize(trace.steps.length, "step")}`;
    if (milliseconds === null) return `${size}. They came with the page; edits are answered by the ${this.backend}.`;
    return `${size}, from the ${this.backend} in ${Math.round(milliseconds)} ms.`;
  }

  #warningText(trace: Trace, { message }: Warning): string {
    const trail = this.showTrail ? findNanTrail(trace) : null;
    return trail ? describeNanTrail(trace, trail) : message;
  }

  /** Toggles the trail from the warning back to the operation that caused it. */
  #trailButton(): TemplateResult {
    return html`
      <button
        type="button" class="button" aria-pressed=${this.showTrail} @click=${() => emit(this, "trail-toggle", null)}
      >
        ${this.showTrail ? "Hide the trail" : "Where does this come from?"}
      </button>`;
  }

  /** Retry or the other back end after a failure; Stop while Python runs in the browser. */
  #actions(status: Status): TemplateResult | typeof nothing {
    if (status.kind === "requesting" && this.backend === "browser" && this.python.kind === "ready") {
      return html`<button type="button" class="button" @click=${() => emit(this, "run-stop", null)}>Stop</button>`;
    }
    if (status.kind === "ready" && this.trace?.warnings.length && findNanTrail(this.trace)) return this.#trailButton();
    if (status.kind === "fault" && status.fault.code === "limit" && this.backend === "server") {
      return html`
        <button
          type="button" class="button" @click=${() => emit(this, "trace-request", { backend: "browser" })}
        >Run in the browser</button>`;
    }
    if (status.kind !== "fault" || status.fault.code !== "backend") return nothing;
    const others = AVAILABLE_BACKENDS.filter((backend) => backend !== this.backend);
    return html`
      <button type="button" class="button" @click=${() => emit(this, "trace-request", {})}>Try again</button>
      ${others.map(
        (backend) => html`
        <button
          type="button" class="button" @click=${() => emit(this, "trace-request", { backend })}
        >Run in the ${backend}</button>`,
      )}
    `;
  }
}

/** Offers the reader's earlier texts, which another one has replaced. */
function restoreChoice(offers: readonly string[]): TemplateResult {
  const restore = (target: EventTarget, source: string): void => emit(target, "text-restore", { source });
  if (offers.length === 1)
    return html`<button
      type="button" class="button" @click=${(event: Event) => restore(event.currentTarget!, offers[0]!)}
    >Bring it back</button>`;
  const choose = ({ currentTarget }: Event): void => {
    const select = currentTarget as HTMLSelectElement;
    restore(select, offers[Number(select.value)]!);
  };
  return html`<select class="button" aria-label="Bring back a text you typed" @change=${choose}>
    <option value="" disabled selected>Bring one back</option>
    ${offers.map((offer, index) => html`<option value=${index}>${draftTitle(offer)}</option>`)}
  </select>`;
}

function faultText({ line, message, hint }: Fault): string {
  const prefix = line === null || /^Line \d/.test(message) ? "" : `Line ${line}: `;
  return `${prefix}${message}${hint ? ` ${hint}` : ""}`;
}
