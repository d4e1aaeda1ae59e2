// <lab-readout>: current step, loss, accuracy and rate, written once a frame. The tooltip has all digits of the loss.

import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { allDigits, plain } from "../../lib/format.js";
import type { Snapshot } from "../training/messages.js";
import { percent } from "./text/curve-text.js";

export interface Readings {
  readonly step: number;
  readonly perEpoch: number;
  readonly snapshots: readonly Snapshot[];
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
}

@customElement("lab-readout")
export class LabReadout extends LightElement {
  draw({ step, perEpoch, snapshots, losses, accuracies }: Readings): void {
    const [left] = snapshots;
    if (!left) return;
    this.#write("step", perEpoch === 1 ? String(step) : `${step} · epoch ${Math.floor(step / perEpoch)}`);
    this.#write("loss", losses.map(plain).join(" | "), losses.map(allDigits).join(" | "));
    this.#write("accuracy", accuracies.map(percent).join(" | "));
    this.#write("rate", snapshots.map(({ rate }) => plain(rate)).join(" | "));
  }

  protected override render(): TemplateResult {
    return html`
      ${["step", "loss", "accuracy", "rate"].map(
        (name) =>
          html`<span class="readout-part"><span class="label">${name}</span> <span class="readout-number"
            data-name=${name}></span></span>`,
      )}`;
  }

  #write(name: string, text: string, title = text): void {
    const field = this.querySelector<HTMLElement>(`[data-name=${name}]`);
    if (!field) return;
    if (field.textContent !== text) field.textContent = text;
    if (field.title !== title) field.title = title;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-readout": LabReadout;
  }
}
