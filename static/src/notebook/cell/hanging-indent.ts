// Hanging indent of a cell's wrapped lines: what goes on below a line of Python begins deeper than the line itself.

import type { Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { type CSSResult, css, unsafeCSS } from "lit";

/** Columns; a line that begins further to the right hangs as one that begins here. */
const MAX_COLUMNS = 24;
/** The same on a phone, which has some 30 columns. */
const MAX_NARROW = 12;
/** Columns that the rest of a line has more than its beginning. */
const DEEPER = 2;
const TAB = 4;

const LINES = Array.from({ length: MAX_COLUMNS + 1 }, (_, columns) => Decoration.line({ class: `hang-${columns}` }));

export const hangingIndent: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update({ docChanged, viewportChanged, view }: ViewUpdate): void {
      if (docChanged || viewportChanged) this.decorations = decorate(view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate({ visibleRanges, state: { doc } }: EditorView): DecorationSet {
  const first = doc.lineAt(visibleRanges[0]?.from ?? 0).number;
  const last = doc.lineAt(visibleRanges.at(-1)?.to ?? 0).number;
  const lines = Array.from({ length: last - first + 1 }, (_, i) => doc.line(first + i));
  return Decoration.set(lines.map(({ from, text }) => LINES[columnsOf(text)]!.range(from)));
}

function columnsOf(text: string): number {
  const indentation = /^[ \t]*/.exec(text)![0].replaceAll("\t", " ".repeat(TAB));
  return Math.min(indentation.length, MAX_COLUMNS);
}

/** The style sheet of the classes: the page's policy allows no style attributes. */
export const hangingStyle: CSSResult = css`
  ${unsafeCSS(rules(MAX_COLUMNS))}
  @media (max-width: 519px) { ${unsafeCSS(rules(MAX_NARROW))} }
`;

function rules(most: number): string {
  const rule = (_: unknown, columns: number): string => {
    const hanging = Math.min(columns, most) + DEEPER;
    const line = `.cm-editor .cm-line.hang-${columns}`;
    return `${line} { padding-left: calc(6px + ${hanging}ch); text-indent: -${hanging}ch; }`;
  };
  return LINES.map(rule).join("\n");
}
