// Style sheet of the editor. CodeMirror creates its styles at run time, which the content security policy allows only
// in a shadow root (adopted style sheets), so the editor has one; its colours are custom properties of
// static/src/styles/tokens.css.

import { HighlightStyle } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { css } from "lit";

export const highlighting = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword],
    color: "var(--code-keyword)",
  },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: tags.comment, color: "var(--ink-soft)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.className], color: "var(--code-call)" },
]);

export const editorStyle = css`
  :host { display: flex; flex-direction: column; min-height: 0; }
  .head {
    display: flex; justify-content: flex-end; flex: none;
    padding: 12px 0 4px; font: 500 var(--size-small) / 20px var(--font-code);
  }
  .head span { inline-size: var(--value-width); padding-inline-end: 12px; text-align: end; box-sizing: border-box; }
  .head .data { color: var(--forward-text); }
  .head .grad { color: var(--backward-text); }
  .host { flex: 1; min-height: 0; overflow: hidden; position: relative; }
  .host:focus-within::after {
    content: ""; position: absolute; inset: 0; border: 2px solid var(--focus); pointer-events: none; z-index: 300;
  }

  .cm-editor { height: 100%; background: transparent; color: var(--ink); }
  .cm-editor.cm-focused { outline: 0; }
  .cm-editor .cm-scroller {
    font: var(--code-size) / var(--code-line) var(--font-code); font-variant-numeric: tabular-nums;
    overscroll-behavior: contain;
  }
  .cm-editor .cm-content { padding: 0 0 24px; caret-color: var(--ink); }
  .cm-editor .cm-line { padding: 0 8px 0 6px; }
  .cm-editor .cm-gutters { background: var(--paper); border: 0; color: var(--ink-soft); }
  .cm-editor .cm-lineNumbers .cm-gutterElement { min-width: 36px; padding: 0 8px 0 0; }
  .cm-editor .cm-cursor { border-left-color: var(--ink); }
  .cm-editor .cm-selectionBackground,
  .cm-editor.cm-focused .cm-selectionBackground { background: var(--selection) !important; }
  .cm-editor .cm-matchingBracket { background: var(--selection); outline: 0; }

  .cm-editor .value-column { inline-size: var(--value-width); }
  .cm-editor .value-column .cm-gutterElement {
    font-size: var(--value-size); padding-inline-end: 12px; box-sizing: border-box;
    text-align: end; white-space: nowrap;
  }
  .value-data { color: var(--forward-text); }
  .value-grad { color: var(--backward-text); }
  .value { border-radius: 3px; padding: 1px 3px; margin-inline-end: -3px; }
  .value-data .changed { background: var(--forward-tint); }
  .value-grad .changed { background: var(--backward-tint); }

  .phase-forward { --phase: var(--forward); --phase-tint: var(--forward-tint); --phase-wash: var(--forward-wash); }
  .phase-order { --phase: var(--order); --phase-tint: var(--order-tint); --phase-wash: var(--order-wash); }
  .phase-backward { --phase: var(--backward); --phase-tint: var(--backward-tint); --phase-wash: var(--backward-wash); }
  .phase-update { --phase: var(--update); --phase-tint: var(--update-tint); --phase-wash: var(--update-wash); }
  .step-line, .step-gutter { background: var(--phase-wash); }
  .cm-lineNumbers .step-gutter { box-shadow: inset 3px 0 var(--phase); }
  .step-text { background: var(--phase-tint); border-radius: 3px; padding-block: 2px; }
  @media (forced-colors: active) {
    .step-line { outline: 2px solid Highlight; outline-offset: -2px; }
    .step-text, .step-text * { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  }
  .pointed-text { box-shadow: inset 0 -2px var(--ink); }

  .underline-error { text-decoration: underline wavy var(--error) 1.5px; }
  .underline-warning { text-decoration: underline wavy var(--warning) 1.5px; }
  .underline-error, .underline-warning { text-underline-offset: 3px; text-decoration-skip-ink: none; }
  .note-frame { padding: 2px 8px 6px 6px; }
  .note {
    padding: 6px 10px; border-inline-start: 3px solid var(--note-edge); background: var(--note-tint);
    font: var(--size-small) / 1.45 var(--font-words); color: var(--ink); white-space: normal; overflow-wrap: anywhere;
  }
  .note-error { --note-edge: var(--error); --note-tint: var(--error-tint); }
  .note-warning { --note-edge: var(--warning); --note-tint: var(--warning-tint); }
  .note code { font: inherit; font-family: var(--font-code); }
  .note-hint { color: var(--ink-soft); }
  .note-correct {
    display: inline-block; margin: 4px 0 0; padding: 3px 10px; min-block-size: 24px; cursor: pointer;
    font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--note-edge); border-radius: 4px;
  }
  .note-correct:hover { border-color: var(--ink); }
  .note-correct:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
`;
