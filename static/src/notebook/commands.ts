// Commands of the notebook: their words for buttons, menus and the list of keys. The page carries them out.

export interface CommandText {
  readonly label: string;
  /** What it does, as a tooltip. */
  readonly title: string;
}

export const COMMANDS = {
  "run-next": { label: "Run", title: "Run the cell and select the one below" },
  run: { label: "Run in place", title: "Run the cell and keep it selected" },
  "run-insert": { label: "Run and insert below", title: "Run the cell and insert one below" },
  "run-all": { label: "Run all", title: "Run all cells from the top" },
  "run-from": { label: "Run from here", title: "Run this cell and all below it" },
  interrupt: { label: "Stop", title: "Stop the running cell; its variables stay" },
  restart: { label: "Restart", title: "Start Python again: all variables are gone, the cells stay" },
  "restart-run-all": { label: "Restart and run all", title: "Start Python again and run all cells from the top" },
  edit: { label: "Edit", title: "Type in the cell" },
  leave: { label: "Leave the text", title: "Leave the cell's text, for the keys that work on whole cells" },
  "select-previous": { label: "Select the cell above", title: "Select the cell above" },
  "select-next": { label: "Select the cell below", title: "Select the cell below" },
  "insert-above": { label: "Insert above", title: "Insert an empty cell above this one" },
  "insert-below": { label: "Insert below", title: "Insert an empty cell below this one" },
  "insert-text": { label: "Insert text below", title: "Insert a text cell below this one" },
  delete: { label: "Delete", title: "Delete the cell" },
  undo: { label: "Undo delete", title: "Bring the last deleted cell back" },
  cut: { label: "Cut", title: "Cut the cell" },
  copy: { label: "Copy", title: "Copy the cell" },
  paste: { label: "Paste below", title: "Insert the cell that was cut or copied" },
  "to-text": { label: "Make it text", title: "Turn the cell into text (Markdown)" },
  "to-code": { label: "Make it code", title: "Turn the cell into code" },
  "move-up": { label: "Move up", title: "Move the cell up" },
  "move-down": { label: "Move down", title: "Move the cell down" },
  split: { label: "Split", title: "Split the cell at the caret" },
  merge: { label: "Merge with below", title: "Merge the cell with the one below" },
  "clear-outputs": { label: "Clear outputs", title: "Remove the outputs of all cells" },
  save: { label: "Save as .ipynb", title: "Download the notebook with its outputs, for Jupyter" },
  help: { label: "Keys", title: "The list of keys" },
} as const satisfies Readonly<Record<string, CommandText>>;

export type Command = keyof typeof COMMANDS;
