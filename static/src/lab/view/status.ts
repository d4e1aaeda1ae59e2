// What the lab is doing, what went wrong, and the ways on.

import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../lib/dom/icons.js";
import { pythonWords } from "../../panels/python-status.js";
import type { Actions } from "../actions.js";
import type { LabState } from "../state.js";

export function statusLine({ status, backend, python }: LabState, act: Actions): TemplateResult {
  switch (status.kind) {
    case "asking":
      return html`
        ${text(backend === "browser" ? pythonWords(python) : "The server compiles the network.")}
        ${backend === "browser" && python.kind === "ready" ? html`<button type="button" class="button" @click=${() => act.stopPython()}>Stop</button>` : nothing}`;
    case "fault":
      return html`
        ${text(html`<span class="status-fault">${icon("error")} ${status.words}</span>`)}
        ${status.wayOn === "again" ? html`<button type="button" class="button" @click=${() => act.retry()}>Try again</button>` : nothing}
        ${status.wayOn === "in the browser" ? html`<button type="button" class="button" @click=${() => act.backend("browser")}>Compile in the browser</button>` : nothing}`;
    case "note":
      return html`
        ${text(status.words)}
        ${status.link ? html`<a class="button" href=${status.link} target="_blank">Open it</a>` : nothing}`;
    case "ready":
      return text(status.words);
  }
}

function text(words: TemplateResult | string): TemplateResult {
  return html`<div class="status-text" role="status">${words}</div>`;
}
