// One-line warning in a panel, with a warning sign.

export function noteLine(text: string): HTMLElement {
  const line = document.createElement("span");
  line.className = "note-line";
  line.textContent = `\u26a0\ufe0e ${text}`;
  return line;
}
