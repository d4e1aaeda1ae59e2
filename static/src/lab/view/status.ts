// Status line: progress, errors, and the buttons that recover from them.

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../lib/dom/icons.js";
import { pythonStatusText } from "../../panels/python-status.js";
import { emit } from "../events.js";
import type { LabState } from "../state.js";

export function statusLine({ status, backend, python }: LabState, page: EventTarget): TemplateResult {
  switch (status.kind) {
    case "compiling":
      return html`
        ${text(backend === "browser" ? pythonStatusText(python) : "The server compiles the network.")}
        ${
          backend === "browser" && python.kind === "ready"
            ? button("Stop", () => emit(page, "run-stop", null))
            : nothing
        }`;
    case "error":
      return html`
        ${text(html`<span class="status-fault">${icon("error")} ${status.message}</span>`)}
        ${status.recovery === "retry" ? button("Try again", () => emit(page, "retry", null)) : nothing}
        ${
          status.recovery === "use-browser"
            ? button("Compile in the browser", () => emit(page, "backend-choose", { backend: "browser" }))
            : nothing
        }`;
    case "note":
      return html`
        ${text(status.message)}
        ${status.link ? html`<a class="button" href=${status.link} target="_blank">Open it</a>` : nothing}`;
    case "ready":
      return text(status.message);
  }
}

function text(message: TemplateResult | string): TemplateResult {
  return html`<div class="status-text" role="status">${message}</div>`;
}

function button(label: string, run: () => void): TemplateResult {
  return html`<button type="button" class="button" @click=${run}>${label}</button>`;
}
