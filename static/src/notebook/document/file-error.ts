// Error of a file that cannot be opened; its message is a sentence on the file, which the page puts behind its name.

export class FileError extends Error {
  override readonly name = "FileError";
}
