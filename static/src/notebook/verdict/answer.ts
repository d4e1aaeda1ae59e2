// An answer of the kernel on its way: waiting, there, or failed with a sentence.

import { html, type TemplateResult } from "lit";

export type Answer<T> =
  | { readonly kind: "waiting" }
  | { readonly kind: "there"; readonly value: T }
  | { readonly kind: "failed"; readonly message: string };

export const WAITING = { kind: "waiting" } as const;

export async function answerOf<T>(promise: Promise<T>): Promise<Answer<T>> {
  try {
    return { kind: "there", value: await promise };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

export function answerView<T>(answer: Answer<T>, waiting: string, there: (value: T) => TemplateResult): TemplateResult {
  switch (answer.kind) {
    case "waiting":
      return html`<p class="soft" role="status">${waiting}</p>`;
    case "failed":
      return html`<p role="status">${answer.message}</p>`;
    case "there":
      return there(answer.value);
  }
}
