// CodeMirror setup: the editor's extensions and event handlers.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Annotation, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { marks } from "./decorations.js";
import { highlighting } from "./theme.js";
import { valueColumns } from "./value-gutters.js";

/** Marks changes made by the page, to tell them from typing. */
export const fromPage = Annotation.define<boolean>();

export interface EditorListener {
  onEdit(source: string): void;
  /** The caret has left its line without typing, or the editor has lost the focus. */
  onLineLeave(): void;
  onPoint(offset: number | null): void;
}

/** A read-only text can be selected and copied, but not changed. */
export interface EditorOptions {
  readonly source: string;
  readonly readOnly: boolean;
}

/** An editor in `parent`, inside the shadow root that holds its styles. */
export function createEditor(
  parent: HTMLElement,
  root: ShadowRoot,
  { source, readOnly }: EditorOptions,
  listener: EditorListener,
): EditorView {
  const state = EditorState.create({
    doc: source,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of("    "),
      bracketMatching(),
      python(),
      syntaxHighlighting(highlighting),
      EditorView.lineWrapping,
      // Tab is left to the browser: it moves the focus out of the editor, for keyboard users.
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({
        "aria-label": "Python program",
        tabindex: "0",
        spellcheck: "false",
        "aria-readonly": String(readOnly),
      }),
      EditorState.readOnly.of(readOnly),
      EditorView.editable.of(!readOnly),
      marks,
      valueColumns,
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((each) => each.annotation(fromPage))) {
          // Half a word of an input method is not the reader's text.
          if (!update.view.composing) listener.onEdit(update.state.doc.toString());
        } else if (update.selectionSet && update.view.hasFocus) {
          if (caretLine(update.startState) !== caretLine(update.state)) listener.onLineLeave();
          listener.onPoint(update.state.selection.main.head);
        }
      }),
      EditorView.domEventHandlers({
        beforeinput: replaceSelection,
        mousemove: (event, view) => listener.onPoint(view.posAtCoords({ x: event.clientX, y: event.clientY }, false)),
        mouseleave: () => listener.onPoint(null),
        blur: () => {
          listener.onLineLeave();
          listener.onPoint(null);
        },
        compositionend: (_, view) => {
          // The text is complete once the editor has handled the event.
          setTimeout(() => listener.onEdit(view.state.doc.toString()));
        },
      }),
    ],
  });
  return new EditorView({ state, parent, root });
}

function caretLine({ doc, selection }: EditorState): number {
  return doc.lineAt(selection.main.head).number;
}

/**
 * Replaces a selection by the typed text. By default Chromium keeps the style of its first character in a style
 * attribute, which the content security policy forbids and the console reports.
 */
export function replaceSelection({ inputType, data }: InputEvent, view: EditorView): boolean {
  const { state } = view;
  if (inputType !== "insertText" || data === null || view.composing || state.readOnly || state.selection.main.empty)
    return false;
  view.dispatch(state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}
