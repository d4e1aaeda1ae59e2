// The notebook's toolbar: its name, running, cells, and what Python is doing.

import { html, nothing, type TemplateResult } from "lit";
import { menu } from "../../lib/dom/menu.js";
import { COMMANDS, type Command } from "../commands.js";
import { indexOf } from "../document/operations.js";
import { emit } from "../events.js";
import { EXAMPLES } from "../examples/examples.js";
import { CELL_KEYS, EDITOR_KEYS, keyLabel } from "../keymap.js";
import { draftList, tabDraft } from "../storage/drafts.js";
import type { PageModel } from "./page-model.js";

const CELL_MENU: readonly Command[] = [
  "insert-above",
  "insert-below",
  "insert-text",
  "to-text",
  "to-code",
  "split",
  "merge",
  "move-up",
  "move-down",
  "cut",
  "copy",
  "paste",
  "delete",
  "undo",
];
const RUN_MENU: readonly Command[] = [
  "run",
  "run-insert",
  "run-from",
  "run-all",
  "restart",
  "restart-run-all",
  "clear-outputs",
];

export function toolbar(model: PageModel, page: EventTarget): TemplateResult {
  const { state, embedded } = model;
  const isRunning = state.running !== null;
  return html`
    <div class="notebook-bar notebook-tools" role="group" aria-label="Notebook">
      ${embedded ? nothing : nameField(state.name, page)}
      <div class="tool-group">
        ${commandButton("run-next", page, "button button-strong")}
        ${commandButton("run-all", page, "button wide-only")}
        <button type="button" class="button" title=${COMMANDS.interrupt.title} ?disabled=${!isRunning}
          @click=${() => emit(page, "command", { command: "interrupt" })}>Stop</button>
      </div>
      <div class="tool-group">
        ${menu({
          id: "run-menu",
          label: "More",
          title: "Run, stop and start again",
          name: "More ways to run",
          content: commandList(RUN_MENU, page),
        })}
        ${menu({
          id: "cell-menu",
          label: "Cell",
          title: "Insert, move, split, merge and delete cells",
          content: commandList(CELL_MENU, page),
        })}
        ${
          embedded
            ? nothing
            : menu({
                id: "notebook-menu",
                label: "Notebook",
                title: "Open, save, examples and drafts",
                content: notebookMenu(page),
              })
        }
        ${commandButton("help", page, "button keys-button")}
      </div>
      <p class="kernel-state" data-state=${state.kernel}>${kernelText(model)}</p>
      ${
        embedded
          ? html`
        <button type="button" class="button" @click=${() => emit(page, "notebook-link", null)}
        >Open in the notebook</button>`
          : nothing
      }
    </div>`;
}

function nameField(name: string, page: EventTarget): TemplateResult {
  const rename = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const entered = input.value.trim() || name;
    input.value = entered;
    emit(page, "rename", { name: entered });
  };
  return html`
    <input class="notebook-name" aria-label="Name of the notebook" maxlength="80" .value=${name} @change=${rename}>`;
}

function commandButton(command: Command, page: EventTarget, classes: string): TemplateResult {
  const { label, title } = COMMANDS[command];
  const keys = keysOf(command);
  return html`
    <button type="button" class=${classes} title=${keys ? `${title} (${keys})` : title}
      @click=${() => emit(page, "command", { command })}>${label}</button>`;
}

function keysOf(command: Command): string {
  const binding = [...CELL_KEYS, ...EDITOR_KEYS].find((each) => each.command === command);
  return binding ? keyLabel(binding.key) : "";
}

function commandList(commands: readonly Command[], page: EventTarget): TemplateResult {
  return html`<div class="command-list">${commands.map((command) => {
    const { label, title } = COMMANDS[command];
    return item(label, title, keysOf(command), () => emit(page, "command", { command }));
  })}</div>`;
}

function item(label: string, title: string, keys: string, act: () => void): TemplateResult {
  const run = (event: Event): void => {
    (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")!.hidePopover();
    act();
  };
  return html`
    <button type="button" class="command" title=${title} @click=${run}>
      <span>${label}</span>${keys ? html`<kbd aria-hidden="true">${keys}</kbd>` : nothing}
    </button>`;
}

function notebookMenu(page: EventTarget): TemplateResult {
  const drafts = draftList().filter(({ id }) => id !== tabDraft());
  return html`
    <div class="command-list">
      ${item("Open a file", "A notebook (.ipynb) or a Python file (.py); it can be dropped on the page too", "", () =>
        emit(page, "file-choose", null),
      )}
      ${item("Save as .ipynb", COMMANDS.save.title, keysOf("save"), () => emit(page, "command", { command: "save" }))}
      ${item("Save as .py", "Download the cells as a Python file, without outputs", "", () =>
        emit(page, "save-python", null),
      )}
      ${item("Copy a link", "The text of all cells in an address", "", () => emit(page, "link-share", null))}
    </div>
    <div class="command-list" role="group" aria-label="Examples">
      <span class="setting-label">Examples</span>
      ${EXAMPLES.map(({ id, title }) =>
        item(title, "Open this example; your notebook is kept", "", () => emit(page, "example-open", { id })),
      )}
    </div>
    ${
      drafts.length > 0
        ? html`
      <div class="command-list" role="group" aria-label="Your notebooks">
        <span class="setting-label">Your notebooks in this browser</span>
        ${drafts.map(({ id, name, saved }) =>
          item(`${name}, ${savedText(saved)}`, "Open it again", "", () => emit(page, "draft-open", { id })),
        )}
      </div>`
        : nothing
    }`;
}

function savedText(saved: string): string {
  const date = new Date(saved);
  return Number.isNaN(date.valueOf())
    ? "earlier"
    : date.toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
}

/** What Python is doing, in words. */
function kernelText({ state, progress }: PageModel): string {
  const { kernel, running, waiting, cells } = state;
  if (kernel === "dead") return "Python could not be started; running a cell tries again.";
  if (kernel === "starting") {
    if (running === null && !progress) return "Python starts with the first cell.";
    const share = progress ? Math.min(99, Math.floor((100 * progress.loaded) / Math.max(progress.total, 1))) : null;
    return share === null || share >= 99 ? "Python is starting …" : `Loading Python: ${share} %`;
  }
  if (running === null) return "Python is ready.";
  const more = waiting.length > 0 ? `, ${waiting.length} waiting` : "";
  return `Running cell ${indexOf(cells, running) + 1}${more} …`;
}
