// The program that stands inside an element, for readers without scripts and for the embed alike.

/** Without blank lines around it, and without the indentation that all of its lines share. */
export function programText(raw: string): string {
  const lines = raw.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, "").split(/\r?\n/);
  const indents = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)![0].length);
  const shared = Math.min(...indents);
  return lines.map((line) => line.slice(shared)).join("\n");
}
