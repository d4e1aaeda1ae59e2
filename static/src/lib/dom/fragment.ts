// Fragment of the current URL.

/** The part of the URL after the "#". */
export function fragment(): string {
  return location.hash.slice(1);
}
