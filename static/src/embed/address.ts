// Address of an embed: its options in the query, its content in the fragment.

export type Params = Readonly<Record<string, string | null>>;

/**
 * The embed's address; null parameters are left out. `base` is the playground's address with a slash at its end. The
 * path of the embed also ends with a slash, because on a static host it is a folder.
 */
export function embedAddress(base: string, options: Params, content: Params | string): string {
  const query = encodeParams(options);
  const fragment = typeof content === "string" ? content : encodeParams(content);
  return `${base}embed/${query && `?${query}`}${fragment && `#${fragment}`}`;
}

function encodeParams(params: Params): string {
  return Object.entries(params)
    .flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`]))
    .join("&");
}
