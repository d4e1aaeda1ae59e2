// Client-side faults, in the error shape of the engine API.

import type { Fault, Result } from "../trace/contract.js";

export function backendFault(message: string, hint = ""): Fault {
  return { code: "backend", message, line: null, column: null, end_line: null, end_column: null, hint };
}

export function failure<T>(message: string, hint = ""): Result<T> {
  return { ok: false, error: backendFault(message, hint) };
}

/** The rejection of a call whose signal was aborted, the same type as fetch uses. */
export function abortError(): DOMException {
  return new DOMException("A newer request took its place.", "AbortError");
}

/** The failure of a call to a worker as a fault; an aborted call stays rejected. */
export function workerFailure<T>(error: unknown, hint = ""): Result<T> {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  return failure(error instanceof Error ? error.message : String(error), hint);
}
