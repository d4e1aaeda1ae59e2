// <lab-bar>: the lab's header: site navigation, sharing and code, and the menu of settings.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { AVAILABLE_BACKENDS, type BackendId } from "../backend/backend-id.js";
import { barActions } from "../lib/dom/bar-actions.js";
import { switchField, themeField } from "../lib/dom/fields.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { menu } from "../lib/dom/menu.js";
import type { Theme } from "../lib/dom/theme.js";
import { emit } from "./events.js";

const BACKEND_LABELS: Readonly<Record<BackendId, string>> = { server: "server", browser: "browser" };

/** The settings of the training are a panel of their own. */
const PAGE = "Settings of the page";

const ACTIONS = [
  { label: "Share", title: "Copy a link to these settings and this step", event: "link-share" },
  { label: "Embed", title: "Put this training into a page of yours", event: "embed-open" },
  { label: "Code", title: "The loop as a program: micrograd, PyTorch, JAX", event: "code-open" },
] as const;

@customElement("lab-bar")
export class LabBar extends LightElement {
  /** Brand and navigation, as the page came with them. */
  @property({ attribute: false }) head: Element | null = null;
  @property() backend: BackendId = AVAILABLE_BACKENDS[0]!;
  @property() theme: Theme = "auto";

  protected override render(): TemplateResult {
    return html`
      ${this.head}
      ${barActions(ACTIONS.map((action) => ({ ...action, act: () => emit(this, action.event, null) })))}
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
    return html`
      ${AVAILABLE_BACKENDS.length > 1 ? this.#backends() : nothing}
      ${themeField(this.theme, (theme) => emit(this, "view-choose", { theme }))}`;
  }

  #backends(): TemplateResult {
    const title = "Where the engine compiles the network. Your browser trains it";
    return html`
      <div class="setting"><span class="setting-label">Compiled by</span>
        ${switchField({
          label: "Compiled by",
          title,
          values: AVAILABLE_BACKENDS,
          labels: BACKEND_LABELS,
          value: this.backend,
          set: (backend) => emit(this, "backend-choose", { backend }),
        })}
        <span class="setting-hint">${title}</span>
      </div>`;
  }
}
