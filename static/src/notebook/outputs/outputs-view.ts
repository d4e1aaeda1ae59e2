// A cell's outputs: text, results, drawings, charts, pictures and errors.

import { html, nothing, type TemplateResult } from "lit";
import { cache } from "lit/directives/cache.js";
import { isPicture } from "../cell/markdown.js";
import type { CellOutput, Display } from "../contract.js";
import type { CellServices } from "../services.js";
import { CHART_TYPE } from "./chart-spec.js";
import { errorView } from "./error-view.js";

export const DOT_TYPE = "text/vnd.graphviz";
const PICTURE_TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"] as const;
/** Characters of a text that are shown at once; the whole of it can be copied from the file. */
const MAX_SHOWN = 60_000;

export function outputsView(outputs: readonly CellOutput[], services: CellServices): TemplateResult | typeof nothing {
  if (outputs.length === 0) return nothing;
  return html`<div class="outputs">${outputs.map((output) => outputView(output, services))}</div>`;
}

function outputView(output: CellOutput, services: CellServices): TemplateResult {
  switch (output.type) {
    case "stream":
      return text(output.text, output.name === "stderr" ? "output-text output-stderr" : "output-text");
    case "error":
      return errorView(output.error, services.names);
    default:
      return html`<div class="output-${output.type}">${cache(bundle(output.data, services))}</div>`;
  }
}

/** The richest form that the page can draw; the text otherwise. */
function bundle(data: Display["data"], { layout }: CellServices): TemplateResult {
  const plain = typeof data["text/plain"] === "string" ? data["text/plain"] : "";
  const dot = data[DOT_TYPE];
  if (data[CHART_TYPE] !== undefined)
    return html`<chart-figure .spec=${data[CHART_TYPE]} .plain=${plain}></chart-figure>`;
  if (typeof dot === "string") return html`<dot-figure .dot=${dot} .layout=${layout}></dot-figure>`;
  for (const type of PICTURE_TYPES) {
    const content = data[type];
    const address = typeof content === "string" ? `data:${type};base64,${content.replace(/\s/g, "")}` : "";
    if (isPicture(address)) return picture(address, plain);
  }
  // An SVG in an img element runs no scripts and loads nothing.
  const svg = data["image/svg+xml"];
  if (typeof svg === "string") return picture(`data:image/svg+xml,${encodeURIComponent(svg)}`, plain);
  if (plain === "" && typeof data["text/html"] === "string") {
    return html`
      <p class="soft output-note">This output is HTML only, which the page does not show. Run the cell again.</p>`;
  }
  return text(plain, "output-text");
}

function picture(address: string, plain: string): TemplateResult {
  return html`<img class="output-picture" src=${address} alt=${plain || "Picture made by the cell"}>`;
}

function text(content: string, classes: string): TemplateResult {
  const rest = content.length - MAX_SHOWN;
  const shown = rest > 0 ? content.slice(0, MAX_SHOWN) : content;
  return html`<pre class=${classes} tabindex="0">${shown}</pre>${
    rest > 0 ? html`<p class="soft output-note">${rest} more characters are in the saved file.</p>` : nothing
  }`;
}
