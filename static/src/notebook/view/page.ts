// Layout of the notebook's page: header, toolbar, cells, and the player over them.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Cell } from "../document/cell.js";
import { emit } from "../events.js";
import type { NotebookState } from "../state.js";
import type { PageModel } from "./page-model.js";
import { toolbar } from "./toolbar.js";

export function pageView(model: PageModel, page: EventTarget): TemplateResult {
  const { state, embedded, head, player, playerLayout, spoken } = model;
  return html`
    ${
      embedded
        ? nothing
        : html`
          <notebook-bar role="banner" class="site-bar notebook-bar"
            .head=${head} .theme=${state.theme} .limit=${state.limit}
          ></notebook-bar>`
    }
    <main class="notebook-main" ?inert=${player !== null}>
      <h1 class="visually-hidden">Notebook ${state.name}</h1>
      <div class="notebook-top">${toolbar(model, page)}${noticeView(state, page)}</div>
      <div class="cells">
        ${repeat(
          state.cells,
          ({ id }) => id,
          (cell, i) => cellView(model, cell, i),
        )}
        <div class="cells-end">
          <button type="button" class="button" @click=${() => append(page, state, "insert-below")}>Add code</button>
          <button type="button" class="button" @click=${() => append(page, state, "insert-text")}>Add text</button>
        </div>
      </div>
    </main>
    ${
      player
        ? html`<pass-player class="embed embed-frame" role="region" aria-label=${player.heading}
            .reply=${player.reply} .heading=${player.heading}
            .opensBeside=${player.opensBeside} .layout=${playerLayout}></pass-player>`
        : nothing
    }
    <p class="visually-hidden" role="status">${spoken}</p>
    <notebook-keys></notebook-keys><text-dialog></text-dialog>
    <input type="file" class="file-input" accept=".ipynb,.py,application/x-ipynb+json,text/x-python" hidden
      aria-label="Notebook file" @change=${(event: Event) => chosen(event, page)}>`;
}

/** At the end of the notebook, whichever cell is selected. */
function append(page: EventTarget, { cells }: NotebookState, command: "insert-below" | "insert-text"): void {
  emit(page, "command", { command, cell: cells.at(-1)!.id });
}

function chosen(event: Event, page: EventTarget): void {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  input.value = ""; // the same file can be chosen again
  if (file) emit(page, "file-open", { file });
}

function noticeView({ notice }: NotebookState, page: EventTarget): TemplateResult {
  return html`
    <div class="notebook-notice" role="status" data-kind=${notice?.kind ?? "none"}>
      ${
        notice
          ? html`<p>${notice.text}</p>
            ${notice.actions.map(
              ({ label, run }) => html`<button type="button" class="button" @click=${run}>${label}</button>`,
            )}
            <button type="button" class="button" @click=${() => emit(page, "notice-close", null)}>Close</button>`
          : nothing
      }
    </div>`;
}

function cellView({ state, services }: PageModel, cell: Cell, i: number): TemplateResult {
  const { selected, editing, running, waiting, opened, ran, lit } = state;
  const status = running === cell.id ? "running" : waiting.includes(cell.id) ? "waiting" : "idle";
  return html`
    <notebook-cell
      .cell=${cell} .place=${i + 1} .selected=${selected === cell.id} .editing=${selected === cell.id && editing}
      .opened=${opened.has(cell.id)} .status=${status} .kept=${ran.has(cell.id)}
      .mark=${lit?.cell === cell.id ? lit : null} .services=${services}
    ></notebook-cell>`;
}
