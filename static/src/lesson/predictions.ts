// A question with a number for an answer: the reader writes one down first, and then sees both. Without a script the answer
// stands folded under the question.

import { readStored, writeStored } from "../lib/dom/storage.js";
import { compare, type Verdict } from "./verdict.js";

const WORDS: Readonly<Record<Verdict, string>> = {
  agrees: "✓ Your number agrees.",
  sign: "Your number has the right size and the wrong sign.",
  differs: "Your number differs. Look at the text above once more, or step through the program.",
  unreadable: "Write a number, such as −1.5.",
};

export function askPredictions(lesson: string): void {
  for (const block of document.querySelectorAll<HTMLElement>("[data-prediction]")) {
    ask(block, `lesson/${lesson}/prediction/${block.dataset["prediction"]}`);
  }
}

function ask(block: HTMLElement, key: string): void {
  const answer = block.querySelector("details")!;
  const right = answer.querySelector(".answer")!.textContent!.trim();
  const form = document.createElement("form");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const button = document.createElement("button");
  const said = document.createElement("output");
  input.inputMode = "text"; // phones leave the minus sign out of their number pads
  input.autocomplete = "off";
  button.className = "button";
  button.textContent = "Compare";
  label.append("Your prediction ", input);
  form.append(label, button, said);
  answer.before(form);
  answer.hidden = true;

  const show = (): void => {
    const verdict = compare(input.value, right);
    said.textContent = WORDS[verdict];
    said.dataset["verdict"] = verdict;
    if (verdict !== "unreadable") answer.hidden = false;
    if (verdict === "agrees") answer.open = true;
  };
  const before = readStored("local", key);
  if (before !== null) {
    input.value = before;
    show();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
    if (said.dataset["verdict"] !== "unreadable") writeStored("local", key, input.value);
  });
}
