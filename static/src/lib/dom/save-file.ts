// Downloads of generated files.

/** A file name from the name of the result and, if given, the step: "loss-step-12.svg". */
export function fileName(subject: string, extension: string, step: number | null = null): string {
  const base =
    subject
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "graph";
  return `${base}${step === null ? "" : `-step-${step}`}.${extension}`;
}

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the URL during the click, so a later task may revoke it.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

export function formatBytes(bytes: number): string {
  return bytes < 10_000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} KB`;
}
