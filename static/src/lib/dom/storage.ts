// Web Storage that never throws: if it is full, forbidden or damaged, nothing is stored and the page still works.

/** Key prefix with a format version: a changed format takes a new version, so that old data is never misread. */
const PREFIX = "autograd-playground/1/";

/** `local` outlives the visit, `session` belongs to one tab. */
export type StorageArea = "local" | "session";

/** The stored value; null if there is none. */
export function readStored(area: StorageArea, key: string): string | null {
  return attempt(() => storage(area).getItem(PREFIX + key));
}

/** Stores `value`, or removes the entry if it is null; returns whether that succeeded. */
export function writeStored(area: StorageArea, key: string, value: string | null): boolean {
  const done = attempt(() => {
    if (value === null) storage(area).removeItem(PREFIX + key);
    else storage(area).setItem(PREFIX + key, value);
    return true;
  });
  return done ?? false;
}

/** The key as `writeStored` names it, of the key in a storage event; null if it is not of this site. */
export function nameOfKey(key: string | null): string | null {
  return key?.startsWith(PREFIX) ? key.slice(PREFIX.length) : null;
}

/** Where a browser forbids storage, reading the property itself already throws. */
function storage(area: StorageArea): Storage {
  return area === "local" ? localStorage : sessionStorage;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
