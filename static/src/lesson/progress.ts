// Progress through the lessons, opened or finished, stored in this browser.

import { readStored, writeStored } from "../lib/dom/storage.js";

type Progress = "opened" | "finished";

const PROGRESS_LABELS: Readonly<Record<Progress, string>> = { opened: "◐ begun", finished: "✓ finished" };

const key = (lesson: string): string => `lesson/${lesson}`;

function readProgress(lesson: string): Progress | null {
  const progress = readStored("local", key(lesson));
  return progress === "opened" || progress === "finished" ? progress : null;
}

/** Marks the opened and finished lessons in the list of lessons. */
export function markLessonList(): void {
  for (const item of document.querySelectorAll<HTMLElement>("[data-lesson]")) {
    const progress = readProgress(item.dataset["lesson"]!);
    if (progress === null) continue;
    item.dataset["progress"] = progress;
    item.querySelector(".mark")!.textContent = PROGRESS_LABELS[progress];
  }
}

/** Marks the lesson as opened, and shows the toggle that marks it as finished. */
export function showFinishToggle(lesson: string): void {
  const button = document.querySelector<HTMLButtonElement>("#finished")!;
  const show = (): void => button.setAttribute("aria-pressed", String(readProgress(lesson) === "finished"));
  if (readProgress(lesson) === null) writeStored("local", key(lesson), "opened");
  button.addEventListener("click", () => {
    writeStored("local", key(lesson), readProgress(lesson) === "finished" ? "opened" : "finished");
    show();
  });
  button.closest("p")!.hidden = false;
  show();
}
