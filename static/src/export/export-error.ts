// Error of an export whose message is written for the reader.

/** The export dialog shows `message` as it is. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}
