// <lab-readout>: where the training is, in numbers; written once a frame, and spoken only at rest.

import { type TemplateResult, html } from "lit";
import { customElement } from "lit/decorators.js";
import { fourDecimals, plain } from "../format.js";
import { LightElement } from "../light-element.js";
import type { Moment } from "./training/messages.js";

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
    this.#write("loss", losses.map(fourDecimals).join(" | "));
    this.#write("accuracy", accuracies.map((each) => `${plain(100 * each)} %`).join(" | "));
    this.#write("rate", moments.map(({ rate }) => plain(rate)).join(" | "));
  }

  protected override render(): TemplateResult {
    return html`
      ${["step", "loss", "accuracy", "rate"].map((name) => html`<span class="readout-part"><span class="label">${name}</span> <span class="readout-number" data-name=${name}></span></span>`)}`;
  }

  #write(name: string, words: string): void {
    const place = this.querySelector(`[data-name=${name}]`);
    if (place && place.textContent !== words) place.textContent = words;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-readout": LabReadout;
  }
}
