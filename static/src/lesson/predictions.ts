// Prediction exercises of a lesson: the reader enters a number before both numbers are shown. Without scripts the
// answer is a folded <details> below the question.

import { readStored, writeStored } from "../lib/dom/storage.js";
import { compare, type Verdict } from "./verdict.js";

const VERDICT_TEXT: Readonly<Record<Verdict, string>> = {
  agrees: "✓ Your number agrees.",
  sign: "Your number has the right size and the wrong sign.",
  differs: "Your number differs. Look at the text above once more, or step through the program.",
  unreadable: "Write a number, such as −1.5.",
};

/** Adds a form before each answer of the lesson; the answer is hidden until the reader has entered a number. */
export function addPredictionForms(lesson: string): void {
  for (const block of document.querySelectorAll<HTMLElement>("[data-prediction]")) {
    addForm(block, `lesson/${lesson}/prediction/${block.dataset["prediction"]}`);
  }
}

function addForm(block: HTMLElement, key: string): void {
  const answer = block.querySelector("details")!;
  const computed = answer.querySelector(".answer")!.textContent!.trim();
  const form = document.createElement("form");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const button = document.createElement("button");
  const output = document.createElement("output");
  input.inputMode = "text"; // the numeric keyboards of phones lack the minus sign
  input.autocomplete = "off";
  button.className = "button";
  button.textContent = "Compare";
  label.append("Your prediction ", input);
  form.append(label, button, output);
  answer.before(form);
  answer.hidden = true;

  const show = (): void => {
    const verdict = compare(input.value, computed);
    output.textContent = VERDICT_TEXT[verdict];
    output.dataset["verdict"] = verdict;
    if (verdict !== "unreadable") answer.hidden = false;
    if (verdict === "agrees") answer.open = true;
  };
  const stored = readStored("local", key);
  if (stored !== null) {
    input.value = stored;
    show();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    if (output.dataset["verdict"] !== "unreadable") writeStored("local", key, input.value);
  });
}
