// What this browser keeps between visits. Storage may be full, forbidden or spoilt: then nothing is kept, and the page works on.

/** A later shape of what is kept takes another version, so that an older one is never misread. */
const PREFIX = "autograd-playground/1/";

/** `local` lasts, `session` belongs to one tab. */
export type StorageArea = "local" | "session";

/** Null where nothing is kept. */
export function readStored(lasting: StorageArea, key: string): string | null {
  return attempt(() => storage(lasting).getItem(PREFIX + key));
}

/** Whether it could be kept; null takes away what was kept. */
export function writeStored(lasting: StorageArea, key: string, value: string | null): boolean {
  const done = attempt(() => {
    if (value === null) storage(lasting).removeItem(PREFIX + key);
    else storage(lasting).setItem(PREFIX + key, value);
    return true;
  });
  return done ?? false;
}

/** Reading the property throws already where a browser forbids storage. */
function storage(lasting: StorageArea): Storage {
  return lasting === "local" ? localStorage : sessionStorage;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
