// <cell-editor>: the text of a cell. CodeMirror is made when the cell comes near the window, so that long notebooks
// open at once; until then the text stands there as it is.

import { python } from "@codemirror/lang-python";
import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { fromPage } from "../../editor/codemirror.js";
import type { CellKind } from "../document/cell.js";
import { emit } from "../events.js";
import { type CellEditorView, createCellEditor } from "./editor-setup.js";
import { cellEditorStyle } from "./editor-style.js";
import { hangingStyle } from "./hanging-indent.js";
import { type LineMark, showLine } from "./line-mark.js";

/** How far from the window a cell gets its editor. */
const NEAR = "600px";

@customElement("cell-editor")
export class CellEditor extends LitElement {
  static override styles = [cellEditorStyle, hangingStyle];

  @property() source = "";
  @property() kind: CellKind = "code";
  /** The accessible name of the text. */
  @property() name = "";
  @property({ attribute: false }) mark: LineMark | null = null;
  @property({ type: Boolean }) fixed = false;
  /** Words of the whole notebook, offered while typing. */
  @property({ attribute: false }) words: () => readonly string[] = () => [];
  @state() private near = false;

  #editor: CellEditorView | null = null;
  readonly #observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.near = true;
    },
    { rootMargin: NEAR },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#editor?.view.destroy();
    this.#editor = null;
    this.near = false;
  }

  /** Offset of the caret in the text; the end where the text has no editor yet. */
  get caret(): number {
    return this.#editor?.view.state.selection.main.head ?? this.source.length;
  }

  /** Gives the keys to the text; `at` puts the caret to the start or the end. */
  override focus(_options?: FocusOptions, at: "start" | "end" | null = null): void {
    const { view } = this.#ensure();
    if (at) {
      const offset = at === "start" ? 0 : view.state.doc.length;
      view.dispatch({ selection: EditorSelection.cursor(offset), scrollIntoView: true });
    }
    view.focus();
  }

  /** Replaces a line, without its indentation, as one change that undo takes back; false if it reads otherwise now. */
  replaceLine(line: number, before: string, after: string): boolean {
    const { view } = this.#ensure();
    if (line < 1 || line > view.state.doc.lines) return false;
    const { from, to, text } = view.state.doc.line(line);
    const indentation = /^\s*/.exec(text)![0];
    if (text.trim() !== before.trim()) return false;
    const insert = after
      .split("\n")
      .map((each) => indentation + each)
      .join("\n");
    view.dispatch({ changes: { from, to, insert }, userEvent: "input.correct", scrollIntoView: true });
    return true;
  }

  #ensure(): CellEditorView {
    if (this.#editor) return this.#editor;
    const host = this.renderRoot.querySelector<HTMLElement>(".host")!;
    this.#editor = createCellEditor(host, this.renderRoot as ShadowRoot, {
      source: this.source,
      name: this.name,
      readOnly: this.fixed,
      language: this.kind === "code" ? python() : [],
      words: () => this.words(),
      edited: (source) => {
        this.source = source;
        emit(this, "cell-edit", { source });
      },
      command: (command) => emit(this, "command", { command }),
      leave: (offset) => emit(this, "cell-leave", { offset }),
      focused: () => emit(this, "cell-focus", null),
    });
    this.near = true;
    this.renderRoot.querySelector(".still")?.remove();
    return this.#editor;
  }

  protected override render(): TemplateResult {
    return html`<div class="host"></div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#editor && this.near) {
      this.#ensure();
      if (this.mark) this.#show();
      return;
    }
    if (!this.#editor) {
      this.#still();
      return;
    }
    const { view } = this.#editor;
    if (changed.has("source") && view.state.doc.toString() !== this.source) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: this.source },
        annotations: fromPage.of(true),
      });
    }
    if (changed.has("kind")) this.#editor.setLanguage(this.kind === "code" ? python() : []);
    if (changed.has("name")) this.#editor.setName(this.name);
    if (changed.has("mark")) this.#show();
  }

  /** The plain text, in the place and the size of the editor. */
  #still(): void {
    const host = this.renderRoot.querySelector(".host")!;
    const still = host.querySelector(".still") ?? host.appendChild(document.createElement("pre"));
    still.className = "still";
    still.textContent = this.source;
  }

  #show(): void {
    const { view } = this.#editor!;
    view.dispatch({ effects: showLine(this.mark && this.mark.line <= view.state.doc.lines ? this.mark : null) });
  }

  /** Brings a line into sight. */
  revealLine(line: number): void {
    const { view } = this.#ensure();
    const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "center" }) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "cell-editor": CellEditor;
  }
}
