// Site configuration from the loading page's data attributes: base URL and availability of a server.

const { dataset } = document.documentElement;

/** The base URL of the playground, with a trailing slash. */
export function homeUrl(): string {
  return new URL(dataset["home"] ?? "./", document.baseURI).href;
}

/** False on a static host, where every program runs in the browser. */
export const HAS_SERVER = dataset["backend"] !== "browser";
