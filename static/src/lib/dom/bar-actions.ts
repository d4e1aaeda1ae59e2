// Actions of a page's header: buttons side by side, and where the header is narrow a menu "More" with the same buttons.

import { html, type TemplateResult } from "lit";
import { icon } from "./icons.js";
import { menu } from "./menu.js";

export interface BarAction {
  readonly label: string;
  readonly title: string;
  readonly act: () => void;
}

export function barActions(actions: readonly BarAction[]): TemplateResult {
  const words = actions.map(({ label }) => label).join(", ");
  const buttons = actions.map(
    ({ label, title, act }) =>
      html`<button type="button" class="button" title=${title} @click=${act}>${label}</button>`,
  );
  return html`
    <div class="bar-actions">${buttons}</div>
    <div class="bar-more">
      ${menu({
        id: "more-actions",
        label: "More",
        name: `More: ${words}`,
        icon: icon("more"),
        title: words,
        content: html`<div class="menu-actions" @click=${close}>${buttons}</div>`,
      })}
    </div>`;
}

function close(event: Event): void {
  (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")!.hidePopover();
}
