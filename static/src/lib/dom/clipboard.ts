// To the clipboard, which not every page may write to.

/** Whether the clipboard took the text: writing to it may be forbidden, and it is absent where the page came without encryption. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** What the reader is told of a copy; a text that was not taken is selected in its field instead. */
export async function copyField(field: HTMLTextAreaElement, taken: string): Promise<string> {
  if (await copyText(field.value)) return taken;
  field.select();
  return "Your browser does not let the page copy. The text is selected: copy it with Ctrl+C or ⌘C.";
}
