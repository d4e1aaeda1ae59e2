// An exception of the reader's code: its traceback with a button for each line, and what the page can say about it.

import { html, nothing, type TemplateResult } from "lit";
import { inlineCode } from "../../lib/dom/inline-code.js";
import type { CellError } from "../contract.js";
import { emit } from "../events.js";
import type { CellNames } from "../services.js";

/** Frames at each end of a deep recursion's traceback; the kernel has left out most of those between. */
const MAX_FRAMES = 6;

export function errorView({ type, message, traceback, hint }: CellError, names: CellNames): TemplateResult {
  const deep = traceback.length > 2 * MAX_FRAMES;
  const head = deep ? traceback.slice(0, MAX_FRAMES) : traceback;
  const tail = deep ? traceback.slice(-MAX_FRAMES) : [];
  return html`
    <div class="output-error">
      <p class="error-head"><strong>${type}</strong>${message === "" ? nothing : html`: ${message}`}</p>
      ${
        traceback.length > 0
          ? html`<ol class="error-frames">${head.map((each) => frame(each, names))}
        ${deep ? html`<li class="soft">… further calls …</li>` : nothing}
        ${tail.map((each) => frame(each, names))}</ol>`
          : nothing
      }
      ${hint === "" ? nothing : html`<p class="error-hint">${inlineCode(hint)}</p>`}
    </div>`;
}

function frame({ cell, line, function: name, text }: CellError["traceback"][number], names: CellNames): TemplateResult {
  const where = names(cell);
  const place = `${where ?? "a deleted cell"}, line ${line}`;
  const show = (event: Event): void =>
    emit(event.currentTarget!, "line-show", { place: { cell, line }, kind: "error" });
  return html`
    <li>
      ${
        where === null
          ? html`<span>${place}</span>`
          : html`<button type="button" class="link place" @click=${show}>${place}</button>`
      }${name && name !== "<module>" ? html` in <code>${name}</code>` : nothing} <code class="error-line">${text}</code>
    </li>`;
}
