// <fold-menu>: menu that folds parts of the graph into boxes, and shows or hides constants.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { pluralize } from "../lib/format.js";
import { emit } from "../state/events.js";
import { boxTitle, type Foldable, foldables, pathsOf } from "../trace/box-paths.js";
import type { NodeId, Trace } from "../trace/contract.js";
import { close, closeAll, DEFAULT_FOLDING, type Folding, isClosed, open, openAll } from "../trace/folding.js";

/** Limit of the list's length; whole kinds can be folded together. */
const MAX_ROWS = 300;

@customElement("fold-menu")
export class FoldMenu extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) folding: Folding = DEFAULT_FOLDING;
  /** The selected value: the boxes around it can be closed directly. */
  @property({ attribute: false }) selected: NodeId | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { trace } = this;
    if (!trace || trace.nodes.length === 0) return nothing;
    const all = foldables(trace);
    const kinds = [...new Set(all.map(({ kind }) => kind))];
    return html`
      <button
        type="button" class="button" popovertarget="fold-popover" title="Draw parts of the graph as one box"
      >Fold</button>
      <div id="fold-popover" popover class="fold-popover" role="dialog" aria-label="Fold the graph">
        <h2 class="panel-title">Fold the graph</h2>
        <div class="fold-all">
          ${this.#button("Fold all", closeAll(this.folding, trace))}
          ${this.#button("Open all", openAll(this.folding))}
          ${kinds.map((kind) => this.#button(`Fold ${kind}s`, closeAll(this.folding, trace, kind)))}
        </div>
        <label class="fold-row"><input
          type="checkbox" .checked=${this.folding.constants}
          @change=${this.#toggleConstants}
        /> Show constants</label>
        ${this.#list(trace, all)}
      </div>
      ${this.#foldSelected(trace)}
    `;
  }

  #toggleConstants = (event: Event): void => {
    this.#fold({ ...this.folding, constants: (event.target as HTMLInputElement).checked });
  };

  #button(label: string, folding: Folding): TemplateResult {
    return html`<button type="button" class="button" @click=${() => this.#fold(folding)}>${label}</button>`;
  }

  #list(trace: Trace, all: readonly Foldable[]): TemplateResult {
    const rows = all.slice(0, MAX_ROWS);
    return html`
      <fieldset class="fold-list">
        <legend class="soft">Drawn as one box</legend>
        ${rows.map((each) => this.#row(trace, each))}
        ${
          all.length > rows.length
            ? html`<p class="soft">${all.length - rows.length} more are folded and open by the buttons above.</p>`
            : nothing
        }
      </fieldset>`;
  }

  #row(trace: Trace, { path, depth, count }: Foldable): TemplateResult {
    const closed = isClosed(this.folding, trace, path);
    const toggle = (): void => this.#fold((closed ? open : close)(this.folding, trace, path));
    return html`
      <label class="fold-row fold-depth-${Math.min(depth, 3)}" title=${boxTitle(path)}>
        <input type="checkbox" .checked=${closed} @change=${toggle} />
        <span>${path.split("/").at(-1)}: <span class="soft">${pluralize(count, "value")}</span></span>
      </label>`;
  }

  /** Button that closes the innermost open box around the selected value. */
  #foldSelected(trace: Trace): TemplateResult | typeof nothing {
    if (this.selected === null) return nothing;
    const open = pathsOf(trace.nodes[this.selected]!).filter((path) => !isClosed(this.folding, trace, path));
    const path = open.at(-1);
    if (path === undefined) return nothing;
    const label = `Fold ${path.split("/").at(-1)}`;
    return html`<button
      type="button" class="button" title="Draw ${boxTitle(path)} as one box"
      @click=${() => this.#fold(close(this.folding, trace, path))}
    >${label}</button>`;
  }

  #fold(folding: Folding): void {
    emit(this, "fold", { folding });
  }
}
