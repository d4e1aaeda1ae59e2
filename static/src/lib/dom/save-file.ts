// Files that the reader saves.

/** From what the program computes, and the step where there is one: "loss-step-12.svg". */
export function fileName(subject: string, ending: string, step: number | null = null): string {
  const plain =
    subject
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "graph";
  return `${plain}${step === null ? "" : `-step-${step}`}.${ending}`;
}

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the address in the click: it may be given up in a later task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

export function formatBytes(bytes: number): string {
  return bytes < 10_000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} KB`;
}
