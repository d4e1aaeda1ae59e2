// Key of the plane: its shapes, lines and colours.

import { html, svg, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { DivergingScale } from "./diverging.js";

/** Scores at the ends of the colour bar are -END and END. */
const END = 3;
const WIDTH = 72;

export function surfaceKey(colours: DivergingScale, asCores: boolean): TemplateResult {
  return html`
    <div class="lab-key" aria-hidden="true">
      ${labelSigns()}
      <span><svg class="lab-sign" viewBox="0 0 14 14">${
        asCores
          ? svg`<circle class="lab-positive" cx="7" cy="7" r="4.5" /><rect class="lab-core"
              x="4.5" y="4.5" width="5" height="5" />`
          : svg`<circle class="lab-ring" cx="7" cy="7" r="6" />`
      }</svg>wrong</span>
      <span><svg class="lab-sign lab-wide" viewBox="0 0 24 14"><path class="lab-boundary"
        d="M1 7H23" /></svg>score 0</span>
      <span><svg class="lab-sign lab-wide" viewBox="0 0 24 14"><path class="lab-asked" d="M1 7H23" /></svg>±1</span>
      <span class="lab-bar">−${END}<canvas width=${WIDTH} height="1" ${ref(paintBar(colours))}></canvas>${END}</span>
    </div>
  `;
}

/** The shapes and colours of the two labels. */
export function labelSigns(): TemplateResult {
  return html`
    <span><svg class="lab-sign" viewBox="0 0 14 14"><circle class="lab-positive"
      cx="7" cy="7" r="4.5" /></svg>label 1</span>
    <span><svg class="lab-sign" viewBox="0 0 14 14"><rect class="lab-negative"
      x="3" y="3" width="8" height="8" /></svg>−1</span>`;
}

/** Paints the bar with the plane's colours. */
function paintBar(colours: DivergingScale): (element?: Element) => void {
  return (element) => {
    if (!(element instanceof HTMLCanvasElement)) return;
    const pixels = Uint32Array.from({ length: WIDTH }, (_, x) => colours.at(END * ((2 * (x + 0.5)) / WIDTH - 1)));
    element.getContext("2d")!.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), WIDTH, 1), 0, 0);
  };
}
