// What is lit in the text: the characters of the present step, those of the value pointed at, and those of faults.

import { type Extension, RangeSet, StateEffect, StateField, type Text } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutterLineClass,
  WidgetType,
} from "@codemirror/view";
import { inlineCodeNodes } from "../lib/dom/inline-code.js";
import type { Phase } from "../trace/contract.js";
import type { OffsetRange } from "./offsets.js";

export interface Diagnostic extends OffsetRange {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint: string;
  /** Said in words under the line; otherwise underlined only. */
  readonly showMessage: boolean;
}

export interface Marks {
  readonly step: (OffsetRange & { readonly phase: Phase }) | null;
  readonly pointed: OffsetRange | null;
  readonly diagnostics: readonly Diagnostic[];
}

const setMarks = StateEffect.define<Marks>();

interface Decorations {
  readonly text: DecorationSet;
  /** The step's line goes on through the line numbers and the columns of values. */
  readonly gutters: RangeSet<GutterMarker>;
}

/** The marks move with the text while the reader types, until the next trace sets them anew. */
const marksField = StateField.define<Decorations>({
  create: () => ({ text: Decoration.none, gutters: RangeSet.empty }),
  update({ text, gutters }, { changes, effects, state }) {
    for (const effect of effects) if (effect.is(setMarks)) return draw(effect.value, state.doc);
    return { text: text.map(changes), gutters: gutters.map(changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ text }) => text),
    gutterLineClass.from(field, ({ gutters }) => gutters),
  ],
});

export const marks: Extension = marksField;

export function showMarks(value: Marks): StateEffect<Marks> {
  return setMarks.of(value);
}

class NoteWidget extends WidgetType {
  constructor(readonly note: Diagnostic) {
    super();
  }

  override eq(other: NoteWidget): boolean {
    return other.note.message === this.note.message && other.note.hint === this.note.hint;
  }

  override toDOM(): HTMLElement {
    // CodeMirror measures a widget without its margins, so the space around the note is the frame's padding.
    const frame = document.createElement("div");
    frame.className = "note-frame";
    const box = document.createElement("div");
    box.className = `note note-${this.note.severity}`;
    frame.append(box);
    box.append(...inlineCodeNodes(this.note.message));
    if (this.note.hint) {
      const hint = document.createElement("span");
      hint.className = "note-hint";
      hint.append(...inlineCodeNodes(this.note.hint));
      box.append(" ", hint);
    }
    return frame;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

class StepGutter extends GutterMarker {
  override readonly elementClass: string;

  constructor(phase: Phase) {
    super();
    this.elementClass = `step-gutter phase-${phase}`;
  }

  override eq(other: StepGutter): boolean {
    return other.elementClass === this.elementClass;
  }
}

function draw(marks: Marks, doc: Text): Decorations {
  const { step } = marks;
  const gutters = step ? RangeSet.of(new StepGutter(step.phase).range(doc.lineAt(step.from).from)) : RangeSet.empty;
  return { text: decorate(marks, doc), gutters };
}

function decorate({ step, pointed, diagnostics }: Marks, doc: Text): DecorationSet {
  const items = [];
  if (step) {
    items.push(Decoration.line({ class: `step-line phase-${step.phase}` }).range(doc.lineAt(step.from).from));
    if (step.to > step.from)
      items.push(Decoration.mark({ class: `step-text phase-${step.phase}` }).range(step.from, step.to));
  }
  if (pointed && pointed.to > pointed.from)
    items.push(Decoration.mark({ class: "pointed-text" }).range(pointed.from, pointed.to));
  for (const note of diagnostics) {
    const { from, to } = visible(note, doc);
    if (to > from) items.push(Decoration.mark({ class: `underline-${note.severity}` }).range(from, to));
    if (note.showMessage) {
      const widget = Decoration.widget({ widget: new NoteWidget(note), block: true, side: 1 });
      items.push(widget.range(doc.lineAt(to).to));
    }
  }
  return Decoration.set(items, true);
}

/** A fault at the end of a line stands under its last character, since nothing has no underline. */
function visible({ from, to }: OffsetRange, doc: Text): OffsetRange {
  if (to > from) return { from, to };
  const line = doc.lineAt(from);
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from };
}
