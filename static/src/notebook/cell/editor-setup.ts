// CodeMirror setup of a cell's text: Python, completion, and the keys that leave the cell or run it.

import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, toggleComment } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, type KeyBinding, keymap, lineNumbers } from "@codemirror/view";
import { fromPage, replaceSelection } from "../../editor/codemirror.js";
import { highlighting } from "../../editor/theme.js";
import type { Command } from "../commands.js";
import { EDITOR_KEYS } from "../keymap.js";
import { hangingIndent } from "./hanging-indent.js";
import { lineMark } from "./line-mark.js";

export interface CellEditorOptions {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly language: Extension;
  readonly words: () => readonly string[];
  readonly edited: (source: string) => void;
  readonly command: (command: Command) => void;
  /** An arrow key at the first (-1) or the last line (1). */
  readonly leave: (offset: -1 | 1) => void;
  readonly focused: () => void;
}

export interface CellEditorView {
  readonly view: EditorView;
  setLanguage(language: Extension): void;
  setName(name: string): void;
}

/** An editor in `parent`, inside the shadow root that holds its styles. */
export function createCellEditor(parent: HTMLElement, root: ShadowRoot, options: CellEditorOptions): CellEditorView {
  const language = new Compartment();
  const attributes = new Compartment();
  const named = (name: string): Extension =>
    EditorView.contentAttributes.of({
      "aria-label": name,
      "aria-multiline": "true",
      spellcheck: "false",
      "aria-readonly": String(options.readOnly),
    });
  const state = EditorState.create({
    doc: options.source,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      bracketMatching(),
      language.of(options.language),
      syntaxHighlighting(highlighting),
      EditorView.lineWrapping,
      Prec.highest(keymap.of(cellKeys(options))),
      autocompletion({
        override: [(context) => complete(context, options.words())],
        icons: false,
        maxRenderedOptions: 30,
      }),
      keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      attributes.of(named(options.name)),
      EditorState.readOnly.of(options.readOnly),
      lineMark,
      hangingIndent,
      EditorView.updateListener.of((update) => {
        if (update.focusChanged && update.view.hasFocus) options.focused();
        const typed = update.docChanged && !update.transactions.some((each) => each.annotation(fromPage));
        if (typed) options.edited(update.state.doc.toString());
      }),
      EditorView.domEventHandlers({ beforeinput: replaceSelection }),
    ],
  });
  const view = new EditorView({ state, parent, root });
  return {
    view,
    setLanguage: (extension) => view.dispatch({ effects: language.reconfigure(extension) }),
    setName: (name) => view.dispatch({ effects: attributes.reconfigure(named(name)) }),
  };
}

function cellKeys({ command, leave }: CellEditorOptions): KeyBinding[] {
  return [
    ...EDITOR_KEYS.map(({ key, command: name }) => ({
      key,
      run: ({ state }: EditorView) => {
        // The first Escape closes an open list of completions.
        if (key === "Escape" && completionStatus(state) === "active") return false;
        command(name);
        return true;
      },
      preventDefault: true,
    })),
    { key: "ArrowUp", run: ({ state }) => completionStatus(state) !== "active" && leaves(state, -1, leave) },
    { key: "ArrowDown", run: ({ state }) => completionStatus(state) !== "active" && leaves(state, 1, leave) },
    // In front of the line Tab indents, as people know it; Escape and then Tab leaves the cell.
    { key: "Tab", run: indentMore, shift: indentLess },
    { key: "Mod-/", run: toggleComment },
  ];
}

function leaves({ doc, selection }: EditorState, offset: -1 | 1, leave: (offset: -1 | 1) => void): boolean {
  const { empty, head } = selection.main;
  if (!empty || doc.lineAt(head).number !== (offset < 0 ? 1 : doc.lines)) return false;
  leave(offset);
  return true;
}

const KEYWORDS = (
  "and as assert break class continue def del elif else except False finally for from global if import in " +
  "is lambda None nonlocal not or pass raise return True try while with yield abs enumerate float int " +
  "isinstance len list max min print range reversed set sorted str sum super tuple zip __init__ __repr__ " +
  "__add__ __mul__ __neg__ __sub__ __pow__ __truediv__ __radd__ __rmul__ __rsub__ __rtruediv__"
).split(" ");

/** Words of Python and of the notebook itself, from the third character on. */
function complete(context: CompletionContext, words: readonly string[]): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z_]\w*/);
  if (!word || (word.to - word.from < 3 && !context.explicit)) return null;
  const labels = new Set([...words, ...KEYWORDS]);
  labels.delete(word.text);
  return { from: word.from, options: [...labels].map((label) => ({ label })), validFor: /^\w*$/ };
}
