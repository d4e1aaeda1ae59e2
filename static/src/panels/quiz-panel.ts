// <predict-panel>: the quiz question before a step, the answer field, the feedback, and the score.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { emit } from "../state/events.js";
import type { QuizState } from "../state/quiz.js";
import { type QuizProgress, quizProgress } from "../state/quiz-progress.js";
import type { Trace } from "../trace/contract.js";
import { exampleAnswer, type Question, questionSteps, TOLERANCE_TEXT } from "../trace/quiz-questions.js";

@customElement("predict-panel")
export class PredictPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) predict!: QuizState;
  @property({ type: Number }) position = 0;

  protected override render(): TemplateResult | typeof nothing {
    const { trace, predict } = this;
    if (!trace || !predict.on) return nothing;
    const progress = quizProgress(predict, trace, this.position);
    return html`
      <div class="predict" data-standing=${progress.kind}>
        ${this.#header(progress, trace)}
        ${this.#body(progress)}
        <p class="predict-said predict-${predict.feedback?.kind ?? "none"}" role="status">${this.#feedback()}</p>
        ${this.#buttons(progress)}
      </div>
    `;
  }

  /** Moves the focus between the answer field and the next button; on touch screens it only scrolls there. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("predict") && !changed.has("position")) return;
    if (!this.predict.on) return;
    if (matchMedia("(pointer: coarse)").matches) {
      this.querySelector("form")?.scrollIntoView({ block: "nearest" });
      return;
    }
    const editing = document.activeElement?.matches("code-editor");
    if (!editing) this.querySelector<HTMLElement>("[data-lead]")?.focus();
  }

  #body(progress: QuizProgress): TemplateResult | typeof nothing {
    switch (progress.kind) {
      case "asked":
        return this.#form(progress.question, exampleAnswer(this.trace!));
      case "ahead":
        return html`<p class="step-text"
          >The next question comes later. Play, or go there at once.</p>`;
      case "done":
        return html`<p class="step-text">${
          progress.count === 0
            ? "This program has nothing to predict: it has no backward pass."
            : `All ${progress.count} questions are done.`
        }</p>`;
      case "settled":
        return nothing;
    }
  }

  #form(question: Question, example: string): TemplateResult {
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      emit(this, "predict-answer", { text: String(new FormData(event.target as HTMLFormElement).get("answer")) });
    };
    return html`
      <form class="predict-form" @submit=${submit} novalidate>
        <p class="predict-given">${question.given}</p>
        <label class="step-text" for="predict-answer">${question.prompt}</label>
        <div class="predict-row">
          <input
            id="predict-answer" name="answer" type="text" inputmode="text" autocomplete="off" spellcheck="false"
            maxlength="100" data-lead placeholder=${example}
            aria-describedby="predict-help" aria-invalid=${this.#invalid}
          />
          <button type="submit" class="button">Check</button>
          <button type="button" class="button" @click=${() => emit(this, "predict-show", null)}>Show</button>
        </div>
        <p id="predict-help" class="soft predict-help">Arithmetic such as ${example} will do. ${TOLERANCE_TEXT}</p>
      </form>`;
  }

  get #invalid(): boolean {
    const kind = this.predict.feedback?.kind;
    return kind === "wrong" || kind === "unread";
  }

  #feedback(): TemplateResult | string {
    const { feedback } = this.predict;
    if (!feedback) return "";
    const iconName = feedback.kind === "right" || feedback.kind === "shown" ? feedback.kind : "error";
    return html`${icon(iconName)} ${feedback.text}`;
  }

  #buttons(progress: QuizProgress): TemplateResult | typeof nothing {
    if (progress.kind !== "settled" && progress.kind !== "ahead") return nothing;
    const label = progress.kind === "settled" && progress.last ? "Go on to the end" : "Next question";
    return html`
      <button
        type="button" class="button" ?data-lead=${progress.kind === "settled"}
        @click=${() => emit(this, "predict-next", null)}
      >${label}</button>`;
  }

  #header(progress: QuizProgress, trace: Trace): TemplateResult {
    const { score, settled, steps } = this.predict;
    const count = questionSteps(trace, steps).length;
    const title = progress.kind === "asked" ? `Predict ${settled.length + 1} of ${count}` : "Predict";
    return html`
      <div class="predict-head">
        <h2 class="panel-title">${title}</h2>
        <span class="soft">${settled.length} of ${count} done</span>
        <span class="predict-score">${score.right} right · ${score.wrong} wrong · ${score.shown} shown</span>
        <button type="button" class="link" @click=${() => emit(this, "predict-restart", null)}>Start over</button>
      </div>`;
  }
}
