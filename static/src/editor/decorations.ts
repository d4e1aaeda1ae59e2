// Decorations of the source text: the current step, the value pointed at, errors and warnings.

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
import type { Correction, Phase } from "../trace/contract.js";
import type { OffsetRange } from "./offsets.js";

export type PlacedCorrection = OffsetRange & Readonly<Omit<Correction, "span">>;

export interface Diagnostic extends OffsetRange {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint: string;
  /** What the note's buttons write: one where it is certain, several where the reader chooses; none in a fixed text. */
  readonly corrections: readonly PlacedCorrection[];
  /** Whether the message is shown below the line; otherwise the span is only underlined. */
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
  /** The highlight of the step's line continues through the line numbers and the value columns. */
  readonly gutters: RangeSet<GutterMarker>;
}

/** Decorations move with the text while the user types, until the next trace replaces them. */
const marksField = StateField.define<Decorations>({
  create: () => ({ text: Decoration.none, gutters: RangeSet.empty }),
  update({ text, gutters }, { changes, effects, state }) {
    for (const effect of effects) if (effect.is(setMarks)) return build(effect.value, state.doc);
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

class DiagnosticWidget extends WidgetType {
  constructor(
    readonly diagnostic: Diagnostic,
    /** The text that the diagnostic's offsets belong to. */
    readonly doc: Text,
  ) {
    super();
  }

  override eq({ diagnostic, doc }: DiagnosticWidget): boolean {
    const { message, hint, corrections } = this.diagnostic;
    return (
      diagnostic.message === message &&
      diagnostic.hint === hint &&
      diagnostic.corrections.length === corrections.length &&
      diagnostic.corrections.every(({ text }, i) => text === corrections[i]!.text) &&
      (corrections.length === 0 || doc.eq(this.doc))
    );
  }

  override toDOM(view: EditorView): HTMLElement {
    // CodeMirror measures a widget without its margins, so the space around the note is padding of the frame.
    const frame = document.createElement("div");
    frame.className = "note-frame";
    const box = document.createElement("div");
    box.className = `note note-${this.diagnostic.severity}`;
    frame.append(box);
    box.append(...inlineCodeNodes(this.diagnostic.message));
    if (this.diagnostic.hint) {
      const hint = document.createElement("span");
      hint.className = "note-hint";
      hint.append(...inlineCodeNodes(this.diagnostic.hint));
      box.append(" ", hint);
    }
    for (const correction of this.diagnostic.corrections) box.append(" ", this.#button(view, correction));
    return frame;
  }

  /** Writes the correction as one change, which undo takes back. */
  #button(view: EditorView, { from, to, text, label }: PlacedCorrection): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "note-correct";
    button.append(...inlineCodeNodes(label ?? correctionLabel(this.doc.sliceString(from, to), text)));
    button.addEventListener("click", () => {
      // The note is of a text that has been changed since: the next answer replaces it.
      if (!view.state.doc.eq(this.doc)) return;
      view.dispatch({
        changes: { from, to, insert: text },
        selection: { anchor: from + text.length },
        userEvent: "input.correct",
      });
      view.focus();
    });
    return button;
  }

  override ignoreEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest("button") !== null;
  }
}

/** The longest text that a button names in full, in characters. */
const MAX_NAMED = 40;

export function correctionLabel(before: string, text: string): string {
  if (text.includes("\n") || text.length > MAX_NAMED) return "Write it for me";
  if (!before) return `Add \`${text}\``;
  return `Write \`${text.trim()}\` instead`;
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

function build(marks: Marks, doc: Text): Decorations {
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
  for (const diagnostic of diagnostics) {
    const { from, to } = nonEmpty(diagnostic, doc);
    if (to > from) items.push(Decoration.mark({ class: `underline-${diagnostic.severity}` }).range(from, to));
    if (diagnostic.showMessage) {
      const widget = Decoration.widget({ widget: new DiagnosticWidget(diagnostic, doc), block: true, side: 1 });
      items.push(widget.range(doc.lineAt(to).to));
    }
  }
  return Decoration.set(items, true);
}

/** A non-empty range: an empty one is extended to the next character, or to the previous one at the end of a line. */
function nonEmpty({ from, to }: OffsetRange, doc: Text): OffsetRange {
  if (to > from) return { from, to };
  const line = doc.lineAt(from);
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, from - 1), to: from };
}
