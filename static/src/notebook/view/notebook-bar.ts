// <notebook-bar>: the notebook's header: site navigation, files and sharing, and the menu of settings.

import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { barActions } from "../../lib/dom/bar-actions.js";
import { select, settingField, themeField } from "../../lib/dom/fields.js";
import { icon } from "../../lib/dom/icons.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { menu } from "../../lib/dom/menu.js";
import type { Theme } from "../../lib/dom/theme.js";
import { COMMANDS } from "../commands.js";
import { emit } from "../events.js";

const PAGE = "Settings of the page";
/** Seconds; 0 stands for no limit. */
const LIMITS = [0, 10, 60, 600] as const;
const LIMIT_LABELS = { 0: "never", 10: "after 10 seconds", 60: "after a minute", 600: "after ten minutes" } as const;

const ACTIONS = [
  { label: "Open", title: "Open a notebook (.ipynb) or a Python file (.py)", event: "file-choose" },
  { label: "Share", title: "Copy a link that holds the text of all cells", event: "link-share" },
  { label: "Embed", title: "Put this notebook into a page of yours", event: "embed-open" },
] as const;

@customElement("notebook-bar")
export class NotebookBar extends LightElement {
  /** Brand and navigation, as the page came with them. */
  @property({ attribute: false }) head: Element | null = null;
  @property() theme: Theme = "auto";
  /** Seconds after which a cell is stopped; null for never. */
  @property({ attribute: false }) limit: number | null = null;

  protected override render(): TemplateResult {
    const save = (): void => emit(this, "command", { command: "save" });
    return html`
      ${this.head}
      ${barActions([
        { label: "Save", title: COMMANDS.save.title, act: save },
        ...ACTIONS.map((action) => ({ ...action, act: () => emit(this, action.event, null) })),
      ])}
      ${menu({
        id: "settings",
        label: "Settings",
        icon: icon("settings"),
        title: PAGE,
        name: PAGE,
        content: this.#settings(),
      })}
    `;
  }

  #settings(): TemplateResult {
    const value = LIMITS.find((each) => each === (this.limit ?? 0)) ?? 0;
    const limit = select({
      values: LIMITS,
      labels: LIMIT_LABELS,
      value,
      set: (seconds) => emit(this, "limit-choose", { seconds: seconds || null }),
    });
    return html`
      ${settingField("Stop a cell", limit, "A cell that does not end can be stopped by hand at any time.")}
      ${themeField(this.theme, (theme) => emit(this, "theme-choose", { theme }))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "notebook-bar": NotebookBar;
  }
}
