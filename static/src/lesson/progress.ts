// Which lessons the reader has opened and finished.

import { readStored, writeStored } from "../lib/dom/storage.js";

type Progress = "opened" | "finished";

const WORDS: Readonly<Record<Progress, string>> = { opened: "◐ begun", finished: "✓ finished" };

const key = (lesson: string): string => `lesson/${lesson}`;

function progress(lesson: string): Progress | null {
  const found = readStored("local", key(lesson));
  return found === "opened" || found === "finished" ? found : null;
}

/** Marks each lesson of the list. */
export function markList(): void {
  for (const item of document.querySelectorAll<HTMLElement>("[data-lesson]")) {
    const found = progress(item.dataset["lesson"]!);
    if (found === null) continue;
    item.dataset["progress"] = found;
    item.querySelector(".mark")!.textContent = WORDS[found];
  }
}

/** Shows the button at the end of a lesson; it can be taken back. */
export function offerFinish(lesson: string): void {
  const button = document.querySelector<HTMLButtonElement>("#finished")!;
  const show = (): void => button.setAttribute("aria-pressed", String(progress(lesson) === "finished"));
  if (progress(lesson) === null) writeStored("local", key(lesson), "opened");
  button.addEventListener("click", () => {
    writeStored("local", key(lesson), progress(lesson) === "finished" ? "opened" : "finished");
    show();
  });
  button.closest("p")!.hidden = false;
  show();
}
