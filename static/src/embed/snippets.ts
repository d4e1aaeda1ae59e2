// What a teacher copies: an embed written for each of the places that courses are made of.

import { SERVED } from "../lib/dom/site.js";
import type { LinkState } from "../url/link-state.js";
import { embedAddress } from "./address.js";
import { DEFAULTS, type EmbedOptions } from "./options.js";

export interface Prepared {
  /** Where the playground is, with a slash at its end. */
  readonly base: string;
  readonly linked: LinkState;
  /** What stands after the "#" of a link to it. */
  readonly fragment: string;
  readonly options: EmbedOptions;
  /** What a picture of it shows, in words. */
  readonly described: string;
  /** CSS pixels. */
  readonly height: number;
}

export interface Snippet {
  readonly word: string;
  readonly about: string;
  readonly write: (prepared: Prepared) => string;
}

/** The server draws its picture. */
const MARKDOWN: Snippet = {
  word: "Markdown",
  about: "A picture that leads to the playground, for wikis and pages that allow no frames.",
  write: markdown,
};

export const SNIPPETS: readonly Snippet[] = [
  { word: "Frame", about: "HTML for every page that allows frames.", write: frame },
  { word: "Element", about: "HTML and one script: as high as its content, with events and methods.", write: element },
  ...(SERVED ? [MARKDOWN] : []),
  {
    word: "Link",
    about: "The address of the playground, at this step.",
    write: ({ base, fragment }) => `${base}#${fragment}`,
  },
];

/** The address of the embed. */
export function address({ base, fragment, options }: Prepared): string {
  return embedAddress(base, looks(options), fragment);
}

/** What differs from an embed without any words. */
function looks({ panels, theme, readonly, autoplay, start }: EmbedOptions): Record<string, string | null> {
  return {
    panels: panels.join() === DEFAULTS.panels.join() ? null : panels.join(),
    theme: theme === DEFAULTS.theme ? null : theme,
    readonly: readonly ? "1" : null,
    autoplay: autoplay ? "1" : null,
    start: start === DEFAULTS.start ? null : start,
  };
}

function frame(prepared: Prepared): string {
  return `<iframe src="${escaped(address(prepared))}" title="Autograd Playground" width="100%" height="${prepared.height}" loading="lazy"
  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write; fullscreen"
  style="border: 1px solid #ccc"></iframe>`;
}

function element({ base, linked, options }: Prepared): string {
  const words = {
    step: String(linked.step),
    level: linked.level === "lecture" ? null : linked.level,
    ...looks(options),
  };
  const attributes = Object.entries(words).flatMap(([name, word]) =>
    word === null ? [] : [` ${name}="${escaped(word)}"`],
  );
  return `<script src="${escaped(base)}autograd-playground.js" defer></script>
<autograd-playground${attributes.join("")}><pre><code>${escaped(linked.source)}</code></pre></autograd-playground>`;
}

function markdown({ base, linked, fragment, described }: Prepared): string {
  const code = encodeURIComponent(linked.source).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
  const picture = `${base}graph.svg?code=${code}${linked.level === "lecture" ? "" : `&level=${linked.level}`}`;
  return `[![${described.replace(/[\\[\]]/g, "\\$&")}](${picture})](${base}#${fragment})`;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
