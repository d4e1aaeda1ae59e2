// <code-editor>: editor of the program, with the values, decorations and diagnostics of the current step.

import type { StateEffect } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { emit } from "../state/events.js";
import type { Fault, NodeId, Step, Trace } from "../trace/contract.js";
import type { State } from "../trace/playback/snapshot.js";
import { type ValuesByLine, valuesByLine } from "../trace/values-by-line.js";
import { createEditor, fromPage } from "./codemirror.js";
import { type Diagnostic, type Marks, showMarks } from "./decorations.js";
import { rangeOf, SpanIndex } from "./offsets.js";
import { editorStyle } from "./theme.js";
import { showValues } from "./value-gutters.js";

/** A fault is underlined at once, but its message waits for a pause in typing. */
const MESSAGE_DELAY = 400; // milliseconds
/** The room that a message of three lines takes below its line. */
const MESSAGE_HEIGHT = 80; // pixels

@customElement("code-editor")
export class CodeEditor extends LitElement {
  static override styles = editorStyle;

  @property({ attribute: false }) source = "";
  /** Set once: whether the text is read-only. */
  @property({ attribute: false }) fixed = false;
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) pointed: NodeId | null = null;
  @property({ attribute: false }) fault: Fault | null = null;

  #view: EditorView | null = null;
  #valuesByLine: ValuesByLine = new Map();
  #spanIndex: SpanIndex | null = null;
  #showFaultMessage = false;
  #messageTimer: ReturnType<typeof setTimeout> | undefined;

  /** The line of the caret, from 1; null without the focus. */
  get caretLine(): number | null {
    const view = this.#view;
    return view?.hasFocus ? view.state.doc.lineAt(view.state.selection.main.head).number : null;
  }

  override focus(): void {
    this.#view?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#messageTimer);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="head" aria-hidden="true"><span class="data">data</span><span class="grad">grad</span></div>
      <div class="host"></div>
    `;
  }

  protected override firstUpdated(): void {
    this.#view = createEditor(
      this.renderRoot.querySelector<HTMLElement>(".host")!,
      this.shadowRoot!,
      { source: this.source, readOnly: this.fixed },
      {
        onEdit: (source) => {
          this.source = source;
          emit(this, "source-edit", { source });
        },
        onLineLeave: () => emit(this, "line-leave", null),
        onPoint: (offset) => this.#point(offset === null ? null : (this.#currentSpanIndex()?.at(offset) ?? null)),
      },
    );
  }

  protected override updated(changed: PropertyValues<this>): void {
    const view = this.#view!;
    if (changed.has("source") && this.source !== view.state.doc.toString()) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: this.source },
        annotations: fromPage.of(true),
      });
    }
    if (changed.has("trace")) {
      this.#valuesByLine = this.trace ? valuesByLine(this.trace) : new Map();
      this.#spanIndex = null;
    }
    if (changed.has("fault")) this.#delayMessage();
    if (this.#isCurrent() && this.trace && this.state) {
      const values = showValues(view.state.doc, this.trace, this.#valuesByLine, this.state, this.step);
      const marks = this.#marks();
      const follow = changed.has("step") && marks.step && !view.hasFocus;
      view.dispatch({
        effects: [values, showMarks(marks), ...(follow ? [EditorView.scrollIntoView(marks.step.from)] : [])],
      });
    } else if (changed.has("fault")) {
      view.dispatch({ effects: showMarks(this.#marks()) });
    }
  }

  /** Whether the trace belongs to the current text; otherwise its spans refer to other characters. */
  #isCurrent(): boolean {
    return this.trace?.source === this.source;
  }

  #currentSpanIndex(): SpanIndex | null {
    if (!this.trace || !this.#isCurrent()) return null;
    return (this.#spanIndex ??= new SpanIndex(this.#view!.state.doc, this.trace));
  }

  #point(node: NodeId | null): void {
    if (node !== this.pointed) emit(this, "node-point", { node });
  }

  #delayMessage(): void {
    clearTimeout(this.#messageTimer);
    this.#showFaultMessage = false;
    if (!this.fault) return;
    this.#messageTimer = setTimeout(() => {
      this.#showFaultMessage = true;
      this.#view?.dispatch({ effects: [showMarks(this.#marks()), ...this.#messageInSight()] });
    }, MESSAGE_DELAY);
  }

  /** Scrolls the message into view if it is about the line of the caret or the one before: the reader looks there. */
  #messageInSight(): StateEffect<unknown>[] {
    const { doc, selection } = this.#view!.state;
    const { head } = selection.main;
    const line = this.fault?.line ?? null;
    if (line === null || Math.abs(doc.lineAt(head).number - line) > 1) return [];
    return [EditorView.scrollIntoView(head, { y: "nearest", yMargin: MESSAGE_HEIGHT })];
  }

  #marks(): Marks {
    const { doc } = this.#view!.state;
    const current = this.#isCurrent();
    const step = current && this.step?.span ? { ...rangeOf(doc, this.step.span), phase: this.step.phase } : null;
    const pointed = current && this.pointed !== null ? this.trace?.nodes[this.pointed]?.span : null;
    return { step, pointed: pointed ? rangeOf(doc, pointed) : null, diagnostics: this.#diagnostics() };
  }

  #diagnostics(): Diagnostic[] {
    const { doc } = this.#view!.state;
    if (this.fault) {
      const { line, column, end_line, end_column, message, hint } = this.fault;
      if (line === null) return [];
      const range = rangeOf(doc, [line, column ?? 0, end_line ?? line, end_column ?? column ?? 0]);
      const shown = { message, hint, corrections: this.#corrections(this.fault), showMessage: this.#showFaultMessage };
      return [{ ...range, severity: "error", ...shown }];
    }
    if (!this.trace || !this.#isCurrent()) return [];
    return this.trace.warnings.flatMap((warning) => {
      const { span, message } = warning;
      if (!span) return [];
      const shown = { message, hint: "", corrections: this.#corrections(warning), showMessage: true };
      return [{ ...rangeOf(doc, span), severity: "warning" as const, ...shown }];
    });
  }

  #corrections({ correction, corrections }: Pick<Fault, "correction" | "corrections">): Diagnostic["corrections"] {
    if (this.fixed) return [];
    return (corrections ?? (correction ? [correction] : [])).map((each) => ({
      ...each,
      ...rangeOf(this.#view!.state.doc, each.span),
    }));
  }
}
