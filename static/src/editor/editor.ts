// <code-editor>: the program, with what the present step means in it.

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

/** A fault is underlined at once and put into words when the reader pauses, so that half a line is not scolded. */
const PAUSE_BEFORE_WORDS = 400; // milliseconds

@customElement("code-editor")
export class CodeEditor extends LitElement {
  static override styles = editorStyle;

  @property({ attribute: false }) source = "";
  /** Set once: whether the reader may type. */
  @property({ attribute: false }) fixed = false;
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) pointed: NodeId | null = null;
  @property({ attribute: false }) fault: Fault | null = null;

  #view: EditorView | null = null;
  #lines: ValuesByLine = new Map();
  #spans: SpanIndex | null = null;
  #faultSpoken = false;
  #pause: ReturnType<typeof setTimeout> | undefined;

  override focus(): void {
    this.#view?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
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
        onPoint: (offset) => this.#point(offset === null ? null : (this.#freshSpans()?.at(offset) ?? null)),
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
      this.#lines = this.trace ? valuesByLine(this.trace) : new Map();
      this.#spans = null;
    }
    if (changed.has("fault")) this.#waitBeforeWords();
    if (this.#fresh() && this.trace && this.state) {
      const values = showValues(view.state.doc, this.trace, this.#lines, this.state, this.step);
      const marks = this.#marks();
      const follow = changed.has("step") && marks.step && !view.hasFocus;
      view.dispatch({
        effects: [values, showMarks(marks), ...(follow ? [EditorView.scrollIntoView(marks.step.from)] : [])],
      });
    } else if (changed.has("fault")) {
      view.dispatch({ effects: showMarks(this.#marks()) });
    }
  }

  /** Whether the trace belongs to the text as it stands: else its spans mean other characters. */
  #fresh(): boolean {
    return this.trace?.source === this.source;
  }

  #freshSpans(): SpanIndex | null {
    if (!this.trace || !this.#fresh()) return null;
    return (this.#spans ??= new SpanIndex(this.#view!.state.doc, this.trace));
  }

  #point(node: NodeId | null): void {
    if (node !== this.pointed) emit(this, "node-point", { node });
  }

  #waitBeforeWords(): void {
    clearTimeout(this.#pause);
    this.#faultSpoken = false;
    if (!this.fault) return;
    this.#pause = setTimeout(() => {
      this.#faultSpoken = true;
      this.#view?.dispatch({ effects: showMarks(this.#marks()) });
    }, PAUSE_BEFORE_WORDS);
  }

  #marks(): Marks {
    const { doc } = this.#view!.state;
    const fresh = this.#fresh();
    const step = fresh && this.step?.span ? { ...rangeOf(doc, this.step.span), phase: this.step.phase } : null;
    const pointed = fresh && this.pointed !== null ? this.trace?.nodes[this.pointed]?.span : null;
    return { step, pointed: pointed ? rangeOf(doc, pointed) : null, diagnostics: this.#notes() };
  }

  #notes(): Diagnostic[] {
    const { doc } = this.#view!.state;
    if (this.fault) {
      const { line, column, end_line, end_column, message, hint } = this.fault;
      if (line === null) return [];
      const range = rangeOf(doc, [line, column ?? 0, end_line ?? line, end_column ?? column ?? 0]);
      return [{ ...range, severity: "error", message, hint, showMessage: this.#faultSpoken }];
    }
    if (!this.trace || !this.#fresh()) return [];
    return this.trace.warnings.flatMap(({ span, message }) =>
      span ? [{ ...rangeOf(doc, span), severity: "warning" as const, message, hint: "", showMessage: true }] : [],
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "code-editor": CodeEditor;
  }
}
