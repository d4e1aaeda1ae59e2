// Menu: a button and the popover that it opens below itself. The browser closes it on Escape and on a click elsewhere,
// and gives the focus back to the button.

import { html, nothing, type TemplateResult } from "lit";

const GAP = 4; // pixels between the button and its popover

export interface Menu {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  /** Stands for the label where the style sheet has no room for words. */
  readonly icon?: TemplateResult;
  /** The button's accessible name, if it is more than the label. */
  readonly name?: string;
  /** Whether something in the menu is switched on. */
  readonly active?: boolean;
  readonly content: TemplateResult;
}

export function menu({ id, label, title, icon, name, active, content }: Menu): TemplateResult {
  return html`
    <button
      type="button" class="button menu-button" popovertarget=${id} title=${title} aria-label=${name ?? nothing}
      data-active=${active ? "" : nothing}
    >${icon ? html`${icon}<span class="menu-word">${label}</span>` : label}</button>
    <div id=${id} popover class="menu" role="dialog" aria-label=${label} @toggle=${onToggle}>${content}</div>`;
}

function onToggle(event: ToggleEvent): void {
  if (event.newState !== "open") return;
  const popover = event.currentTarget as HTMLElement;
  placeBelow(popover, popover.previousElementSibling!);
  popover.querySelector<HTMLElement>("select, input:checked, button, input")?.focus();
}

/** Puts the popover under the button, with the end of both aligned as far as the window allows. */
function placeBelow(popover: HTMLElement, button: Element): void {
  const { bottom, right } = button.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const left = Math.max(GAP, Math.min(right, clientWidth - GAP) - popover.offsetWidth);
  popover.style.setProperty("--menu-top", `${bottom + GAP}px`);
  popover.style.setProperty("--menu-left", `${left}px`);
}
