// The address of an embed, as people and scripts write it: how it looks after the "?", what it shows after the "#".

export type Words = Readonly<Record<string, string | null>>;

/** Words that are null are left out. `base` is where the playground is, with a slash at its end; so has
 * the embed, because on a static host it is a folder. */
export function embedAddress(base: string, look: Words, content: Words | string): string {
  const query = written(look);
  const fragment = typeof content === "string" ? content : written(content);
  return `${base}embed/${query && `?${query}`}${fragment && `#${fragment}`}`;
}

function written(words: Words): string {
  return Object.entries(words)
    .flatMap(([name, word]) => (word === null ? [] : [`${name}=${encodeURIComponent(word).replaceAll("%2C", ",")}`]))
    .join("&");
}
