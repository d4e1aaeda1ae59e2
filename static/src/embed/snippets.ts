// Snippets that a teacher copies: the embed as a frame, an element, Markdown or a link.

import { HAS_SERVER } from "../lib/dom/site.js";
import type { LinkState } from "../url/link-state.js";
import { embedAddress } from "./address.js";
import { DEFAULTS, type EmbedOptions } from "./options.js";

export interface SnippetInput {
  /** The playground's address, with a slash at its end. */
  readonly base: string;
  readonly state: LinkState;
  /** The encoded state, without the "#". */
  readonly fragment: string;
  readonly options: EmbedOptions;
  /** The text alternative of the graph's picture. */
  readonly altText: string;
  /** CSS pixels. */
  readonly height: number;
}

export interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly write: (input: SnippetInput) => string;
}

/** Needs a server, which draws the picture. */
const MARKDOWN: Snippet = {
  label: "Markdown",
  description: "A picture that leads to the playground, for wikis and pages that allow no frames.",
  write: markdown,
};

export const SNIPPETS: readonly Snippet[] = [
  { label: "Frame", description: "HTML for every page that allows frames.", write: frame },
  {
    label: "Element",
    description: "HTML and one script: as high as its content, with events and methods.",
    write: element,
  },
  ...(HAS_SERVER ? [MARKDOWN] : []),
  {
    label: "Link",
    description: "The address of the playground, at this step.",
    write: ({ base, fragment }) => `${base}#${fragment}`,
  },
];

/** The embed's address. */
export function embedUrl({ base, fragment, options }: SnippetInput): string {
  return embedAddress(base, optionParams(options), fragment);
}

/** The options that differ from the defaults. */
function optionParams({ panels, theme, readonly, autoplay, start }: EmbedOptions): Record<string, string | null> {
  return {
    panels: panels.join() === DEFAULTS.panels.join() ? null : panels.join(),
    theme: theme === DEFAULTS.theme ? null : theme,
    readonly: readonly ? "1" : null,
    autoplay: autoplay ? "1" : null,
    start: start === DEFAULTS.start ? null : start,
  };
}

function frame(input: SnippetInput): string {
  const src = escapeAttribute(embedUrl(input));
  return [
    `<iframe src="${src}" title="Autograd Playground" width="100%" height="${input.height}" loading="lazy"`,
    '  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" ' +
      'allow="clipboard-write; fullscreen"',
    '  style="border: 1px solid #ccc"></iframe>',
  ].join("\n");
}

function element({ base, state, options }: SnippetInput): string {
  const params = {
    step: String(state.step),
    level: state.level === "lecture" ? null : state.level,
    ...optionParams(options),
  };
  const attributes = Object.entries(params).flatMap(([name, value]) =>
    value === null ? [] : [` ${name}="${escapeAttribute(value)}"`],
  );
  const code = escapeAttribute(state.source);
  return `<script src="${escapeAttribute(base)}autograd-playground.js" defer></script>
<autograd-playground${attributes.join("")}><pre><code>${code}</code></pre></autograd-playground>`;
}

function markdown({ base, state, fragment, altText }: SnippetInput): string {
  const code = encodeURIComponent(state.source).replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"));
  const picture = `${base}graph.svg?code=${code}${state.level === "lecture" ? "" : `&level=${state.level}`}`;
  return `[![${altText.replace(/[\\[\]]/g, "\\$&")}](${picture})](${base}#${fragment})`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
