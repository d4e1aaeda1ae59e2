// <top-bar>: the playground's header: site navigation, sharing and export, and the menu of settings.

import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import { barActions } from "../lib/dom/bar-actions.js";
import { select, settingField, themeField } from "../lib/dom/fields.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { menu } from "../lib/dom/menu.js";
import { HAS_SERVER } from "../lib/dom/site.js";
import type { Theme } from "../lib/dom/theme.js";
import { INITIAL } from "../state/app-state.js";
import { emit } from "../state/events.js";
import { LEVELS, type Level } from "../trace/contract.js";

const LEVEL_TITLES: Readonly<Record<Level, string>> = {
  atoms: "tanh, sigmoid, sqrt and the like are written out with exp and powers",
  lecture: "as micrograd draws it: minus is times -1, division is times a power of -1",
  compact: "every operator is one node",
};

const BACKEND_TITLES: Readonly<Record<BackendId, string>> = {
  server: "The server runs your program",
  browser: HAS_SERVER
    ? "Python runs your program in this browser"
    : "This site has no server: Python runs your program in this browser",
};

const ACTIONS = [
  { label: "Share", title: "Copy a link to this text, step and settings", event: "link-share" },
  { label: "Embed", title: "Put this example into a page of yours", event: "embed-open" },
  { label: "Export", title: "Save the graph, the steps or the program", event: "export-open" },
] as const;

@customElement("top-bar")
export class TopBar extends LightElement {
  /** Brand and navigation, as the page came with them. */
  @property({ attribute: false }) head: Element | null = null;
  @property() level: Level = "lecture";
  @property() backend: BackendId = INITIAL.backend;
  @property() theme: Theme = "auto";

  protected override render(): TemplateResult {
    return html`
      ${this.head}
      ${barActions(ACTIONS.map((action) => ({ ...action, act: () => emit(this, action.event, null) })))}
      ${menu({
        id: "settings",
        label: "Settings",
        icon: icon("settings"),
        title: "Settings",
        content: this.#settings(),
      })}
    `;
  }

  #settings(): TemplateResult {
    const { level } = this;
    const setLevel = (chosen: Level): void => emit(this, "trace-request", { level: chosen });
    const levels = select({ values: LEVELS, titles: LEVEL_TITLES, value: level, set: setLevel });
    return html`
      ${settingField("Level of detail", levels, LEVEL_TITLES[level])}
      ${this.#backends()}
      ${themeField(this.theme, (theme) => emit(this, "view-choose", { theme }))}
      <div class="menu-actions">
        <button
          type="button" class="button" title="The list of keys (?)" @click=${() => this.#showKeys()}
        >Keys</button>
      </div>`;
  }

  #showKeys(): void {
    this.querySelector<HTMLElement>("#settings")!.hidePopover();
    emit(this, "help-open", null);
  }

  #backends(): TemplateResult {
    return html`
      <fieldset class="setting" role="radiogroup">
        <legend class="setting-label">Python runs in the</legend>
        <div class="switch-options">
          ${AVAILABLE_BACKENDS.map(
            (backend) => html`
            <label class="switch-option" title=${BACKEND_TITLES[backend]}>
              <input
                type="radio" name="backend" value=${backend} .checked=${backend === this.backend}
                @change=${() => emit(this, "trace-request", { backend })}
              /><span>${HAS_SERVER ? backend : `${backend} only`}</span>
            </label>`,
          )}
        </div>
        <span class="setting-hint">${BACKEND_TITLES[this.backend]}</span>
      </fieldset>`;
  }
}
