// Style sheet of a cell's text. Like the playground's editor it has a shadow root, for CodeMirror's own styles.

import { css } from "lit";

export const cellEditorStyle = css`
  :host { display: block; min-width: 0; }
  .host { position: relative; }
  .still {
    margin: 0; padding: 6px 8px 6px 46px; min-height: var(--code-line);
    font: var(--code-size) / var(--code-line) var(--font-code); white-space: pre-wrap; overflow-wrap: anywhere;
  }
  .cm-editor { background: transparent; color: var(--ink); }
  .cm-editor.cm-focused { outline: 0; }
  .cm-editor .cm-scroller {
    font: var(--code-size) / var(--code-line) var(--font-code);
    font-variant-numeric: tabular-nums;
  }
  .cm-editor .cm-content { padding: 6px 0; caret-color: var(--ink); }
  .cm-editor .cm-line { padding: 0 8px 0 6px; }
  .cm-editor .cm-gutters { background: transparent; border: 0; color: var(--ink-soft); }
  .cm-editor .cm-lineNumbers .cm-gutterElement { min-width: 32px; padding: 0 8px 0 0; }
  .cm-editor .cm-cursor { border-left-color: var(--ink); }
  .cm-editor .cm-selectionBackground,
  .cm-editor.cm-focused .cm-selectionBackground { background: var(--selection) !important; }
  .cm-editor .cm-matchingBracket { background: var(--selection); outline: 0; }

  .lit-line { box-shadow: inset 3px 0 var(--lit); background: var(--lit-tint); }
  .lit-error { --lit: var(--error); --lit-tint: var(--error-tint); }
  .lit-wrong { --lit: var(--backward); --lit-tint: var(--backward-tint); }
  .lit-pointed { --lit: var(--focus); --lit-tint: var(--selection); }
  @media (forced-colors: active) {
    .lit-line { outline: 2px solid Highlight; outline-offset: -2px; }
  }

  .cm-tooltip.cm-tooltip-autocomplete {
    border: 1px solid var(--edge); border-radius: 4px; background: var(--paper); color: var(--ink);
  }
  .cm-tooltip-autocomplete ul li { padding: 2px 10px !important; font: 13px / 20px var(--font-code); }
  .cm-tooltip.cm-tooltip-autocomplete ul li[aria-selected] { background: var(--ink); color: var(--paper); }
  .cm-panels { background: var(--ground); color: var(--ink); }
`;
