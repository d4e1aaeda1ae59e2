// A warning in one line of a panel, with its sign.

export function noteLine(words: string): HTMLElement {
  const line = document.createElement("span");
  line.className = "note-line";
  line.textContent = `\u26a0\ufe0e ${words}`;
  return line;
}
