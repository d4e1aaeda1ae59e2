// Fragment of the page's address.

/** The part of the address after the "#". */
export function fragment(): string {
  return location.hash.slice(1);
}
