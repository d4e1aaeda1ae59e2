// What the page that loads this script says of its site: where the playground is, and whether a server answers there.

const { dataset } = document.documentElement;

/** The address of the playground, with a slash at its end. */
export function homeUrl(): string {
  return new URL(dataset["home"] ?? "./", document.baseURI).href;
}

/** A folder of files on a static host has no server: there every program runs in the browser. */
export const HAS_SERVER = dataset["backend"] !== "browser";
