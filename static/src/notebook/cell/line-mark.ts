// The lit line of a cell: where an exception was raised, or a gradient went wrong.

import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { LitLine } from "../state.js";

export type LineMark = Pick<LitLine, "line" | "kind">;

const setMark = StateEffect.define<LineMark | null>();

/** It moves with the text; the next run replaces it. */
const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    for (const effect of effects) {
      if (!effect.is(setMark)) continue;
      if (!effect.value) return Decoration.none;
      const { line, kind } = effect.value;
      return Decoration.set([Decoration.line({ class: `lit-line lit-${kind}` }).range(state.doc.line(line).from)]);
    }
    return marks.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const lineMark: Extension = markField;

export function showLine(mark: LineMark | null): StateEffect<LineMark | null> {
  return setMark.of(mark);
}
