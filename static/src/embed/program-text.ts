// Program text of an <autograd-playground> element, which readers without scripts see too.

/** Removes leading blank lines, trailing space, and the indentation common to all lines. */
export function programText(raw: string): string {
  const lines = raw.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, "").split(/\r?\n/);
  const indents = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)![0].length);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common)).join("\n");
}
