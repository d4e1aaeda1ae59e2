// <lab-readout>: where the training is, in numbers, written once a frame; all digits on pointing.

import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { allDigits, fourDecimals, plain } from "../../lib/format.js";
import type { Moment } from "../training/messages.js";
import { percent } from "./text/curve-text.js";

export interface Place {
  readonly step: number;
  readonly perEpoch: number;
  readonly moments: readonly Moment[];
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
}

@customElement("lab-readout")
export class LabReadout extends LightElement {
  draw({ step, perEpoch, moments, losses, accuracies }: Place): void {
    const [left] = moments;
    if (!left) return;
    this.#write("step", perEpoch === 1 ? String(step) : `${step} · epoch ${Math.floor(step / perEpoch)}`);
    this.#write("loss", losses.map(fourDecimals).join(" | "), losses.map(allDigits).join(" | "));
    this.#write("accuracy", accuracies.map(percent).join(" | "));
    this.#write("rate", moments.map(({ rate }) => plain(rate)).join(" | "));
  }

  protected override render(): TemplateResult {
    return html`
      ${["step", "loss", "accuracy", "rate"].map((name) => html`<span class="readout-part"><span class="label">${name}</span> <span class="readout-number" data-name=${name}></span></span>`)}`;
  }

  #write(name: string, words: string, title = words): void {
    const place = this.querySelector<HTMLElement>(`[data-name=${name}]`);
    if (!place) return;
    if (place.textContent !== words) place.textContent = words;
    if (place.title !== title) place.title = title;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-readout": LabReadout;
  }
}
