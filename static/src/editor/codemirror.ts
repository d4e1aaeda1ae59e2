// CodeMirror put together: what the editor can do, without what the page gives it to show.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Annotation, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { marks } from "./decorations.js";
import { highlighting } from "./theme.js";
import { valueColumns } from "./value-gutters.js";

/** On changes that the page makes, so that they are not taken for typing. */
export const fromPage = Annotation.define<boolean>();

export interface EditorListener {
  onEdit(source: string): void;
  onPoint(offset: number | null): void;
}

/** What the editor begins with; a fixed text can be read and copied, and not changed. */
export interface EditorOptions {
  readonly source: string;
  readonly readOnly: boolean;
}

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
      // Tab is left to the browser: it leads out of the editor, for readers without a mouse.
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
          listener.onEdit(update.state.doc.toString());
        } else if (update.selectionSet && update.view.hasFocus) {
          listener.onPoint(update.state.selection.main.head);
        }
      }),
      EditorView.domEventHandlers({
        beforeinput: overSelection,
        mousemove: (event, view) => listener.onPoint(view.posAtCoords({ x: event.clientX, y: event.clientY }, false)),
        mouseleave: () => listener.onPoint(null),
        blur: () => listener.onPoint(null),
      }),
    ],
  });
  return new EditorView({ state, parent, root });
}

/**
 * Left to itself, Chromium writes over a selection in the style of its first character: in a style attribute, which the page's
 * policy forbids and the console reports.
 */
function overSelection({ inputType, data }: InputEvent, view: EditorView): boolean {
  const { state } = view;
  if (inputType !== "insertText" || data === null || view.composing || state.readOnly || state.selection.main.empty)
    return false;
  view.dispatch(state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}
