// What is lit in the text: the characters of the present step, those of the value pointed at, and those of faults.

import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { Phase } from "./contract.js";
import type { Range } from "./spans.js";

export interface Note extends Range {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint: string;
  /** Said in words under the line; otherwise underlined only. */
  readonly spoken: boolean;
}

export interface Marks {
  readonly step: (Range & { readonly phase: Phase }) | null;
  readonly pointed: Range | null;
  readonly notes: readonly Note[];
}

const setMarks = StateEffect.define<Marks>();

/** The marks move with the text while the reader types, until the next trace sets them anew. */
const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let set = decorations.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setMarks)) set = decorate(effect.value, transaction.state.doc);
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const marks: Extension = marksField;

export function showMarks(view: EditorView, value: Marks): void {
  view.dispatch({ effects: setMarks.of(value) });
}

class NoteWidget extends WidgetType {
  constructor(readonly note: Note) {
    super();
  }

  override eq(other: NoteWidget): boolean {
    return other.note.message === this.note.message && other.note.hint === this.note.hint;
  }

  override toDOM(): HTMLElement {
    const box = document.createElement("div");
    box.className = `note note-${this.note.severity}`;
    const message = document.createElement("span");
    message.textContent = this.note.message;
    box.append(message);
    if (this.note.hint) {
      const hint = document.createElement("span");
      hint.className = "note-hint";
      hint.textContent = this.note.hint;
      box.append(" ", hint);
    }
    return box;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

function decorate({ step, pointed, notes }: Marks, doc: EditorView["state"]["doc"]): DecorationSet {
  const items = [];
  if (step) {
    items.push(Decoration.line({ class: `step-line phase-${step.phase}` }).range(doc.lineAt(step.from).from));
    if (step.to > step.from) items.push(Decoration.mark({ class: `step-text phase-${step.phase}` }).range(step.from, step.to));
  }
  if (pointed && pointed.to > pointed.from) items.push(Decoration.mark({ class: "pointed-text" }).range(pointed.from, pointed.to));
  for (const note of notes) {
    const { from, to } = visible(note, doc);
    if (to > from) items.push(Decoration.mark({ class: `underline-${note.severity}` }).range(from, to));
    if (note.spoken) {
      const widget = Decoration.widget({ widget: new NoteWidget(note), block: true, side: 1 });
      items.push(widget.range(doc.lineAt(to).to));
    }
  }
  return Decoration.set(items, true);
}

/** A fault at the end of a line stands under its last character, since nothing has no underline. */
function visible({ from, to }: Range, doc: EditorView["state"]["doc"]): Range {
  if (to > from) return { from, to };
  const line = doc.lineAt(from);
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from };
}
