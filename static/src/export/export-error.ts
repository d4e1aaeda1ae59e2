/** A fault whose words are the reader's: they are shown as they are. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}
