// <chart-figure>: a figure of the stand-in for matplotlib, in the page's own look, with its numbers as a table.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { numbersTable } from "../../chart/data-table.js";
import { ContractError } from "../../lib/decode.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { axesView } from "./chart-axes.js";
import { paint } from "./chart-colours.js";
import { describeAxes, tableRows } from "./chart-description.js";
import { type AxesSpec, decodeFigure, type FigureSpec, type Line, type Points } from "./chart-spec.js";

/** CSS pixels of an inch. */
const INCH = 90;
/** The widest and the highest figure in pixels. */
const MAX_WIDTH = 880;
const MAX_HEIGHT = 720;
const MIN_AXES = 160;

@customElement("chart-figure")
export class ChartFigure extends LightElement {
  @property({ attribute: false }) spec: unknown = null;
  /** The figure's text, for a spec that cannot be read. */
  @property() plain = "";
  #figure: FigureSpec | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("spec")) return;
    try {
      this.#figure = decodeFigure(this.spec);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      this.#figure = null;
    }
  }

  protected override render(): TemplateResult {
    return this.#figure ? figureView(this.#figure) : html`<pre class="output-text" tabindex="0">${this.plain}</pre>`;
  }
}

function figureView({ size, title, axes }: FigureSpec): TemplateResult {
  const width = Math.min(size[0] * INCH, MAX_WIDTH);
  const height = Math.min(size[1] * INCH, MAX_HEIGHT);
  const rows = [...new Set(axes.map(({ row }) => row))].sort((a, b) => a - b);
  const view = (each: AxesSpec): TemplateResult => {
    const room = {
      width: Math.max(Math.floor(width / each.columns), MIN_AXES),
      height: Math.max(Math.floor(height / each.rows), MIN_AXES),
    };
    return html`
      <figure class="chart-axes">
        ${each.title === "" ? nothing : html`<figcaption>${each.title}</figcaption>`}
        ${axesView(each, room, describeAxes(each))}
        ${each.legend ? legend(each) : nothing}
      </figure>`;
  };
  return html`
    ${title === "" ? nothing : html`<p class="chart-title">${title}</p>`}
    <div class="figure-scroll" tabindex="0" role="group" aria-label=${title || "Figure"}>
      ${rows.map((row) => html`<div class="chart-row">${axes.filter((each) => each.row === row).map(view)}</div>`)}
    </div>
    ${axes.map((each) => {
      const table = tableRows(each);
      return table.length > 0 ? numbersTable(["series", each.xlabel || "x", each.ylabel || "y"], table) : nothing;
    })}`;
}

function legend({ series }: AxesSpec): TemplateResult {
  const named = series.filter(
    (each): each is Line | Points => "label" in each && each.label !== "" && each.kind !== "rule",
  );
  return html`
    <ul class="chart-legend">
      ${named.map((each) => {
        const colour = each.kind === "line" ? each.colour : (each.colours[0] ?? "ink");
        return html`<li><svg width="24" height="10" aria-hidden="true">${
          each.kind === "line"
            ? paint.line(`M1 5H23`, colour, each.width, each.dash, 1)
            : paint.area("M8 5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", colour, 1)
        }</svg> ${each.label}</li>`;
      })}
    </ul>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "chart-figure": ChartFigure;
  }
}
