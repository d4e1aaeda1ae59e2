// Faults that the page itself finds, in the one error shape.

import type { Fault, Result } from "../trace/contract.js";

export function backendFault(message: string, hint = ""): Fault {
  return { code: "backend", message, line: null, column: null, end_line: null, end_column: null, hint };
}

export function failure<T>(message: string, hint = ""): Result<T> {
  return { ok: false, error: backendFault(message, hint) };
}

/** What a call whose signal was aborted rejects with, as fetch does. */
export function abortError(): DOMException {
  return new DOMException("A newer request took its place.", "AbortError");
}
