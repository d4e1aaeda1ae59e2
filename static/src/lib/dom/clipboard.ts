// Clipboard writes, which browsers may forbid.

/** Whether the text was copied: the user agent may forbid it, and the API is missing outside secure contexts. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies the field's text and returns the message to show. If the copy fails, the text is selected instead. */
export async function copyField(field: HTMLTextAreaElement, success: string): Promise<string> {
  if (await copyText(field.value)) return success;
  field.select();
  return "Your browser does not let the page copy. The text is selected: copy it with Ctrl+C or ⌘C.";
}
