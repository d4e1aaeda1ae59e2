// Markdown of a text cell as elements: marked reads it into tokens, and each token becomes an element of this table.
// HTML in the text is shown as text; links and pictures are restricted.

import { html, nothing, type TemplateResult } from "lit";
import { Lexer, Marked, type MarkedToken, type Token, type Tokens } from "marked";
import { mathml } from "../../lib/dom/mathml.js";

/** Characters; a longer text is shown as it is. */
const MAX_TEXT = 100_000;
/** Blocks within blocks; deeper ones are shown as text. */
const MAX_DEPTH = 24;
/** Squared characters of the paragraphs in which emphasis, links and the like are looked for: marked compares each mark
 * with all behind it. One paragraph of 5 000 characters, or many short ones. */
const MAX_SQUARES = 30_000_000;

/** Characters of a formula. */
const MAX_FORMULA = 2_000;

interface Formula {
  readonly type: "formula";
  readonly raw: string;
  readonly latex: string;
  /** Between "$$": on a line of its own. */
  readonly display: boolean;
}
type Part = MarkedToken | Formula;

/** A formula is between "$" or "$$", and is no Markdown inside. A "$" before a space or a digit is money. */
const FORMULA = /^(?:\$\$([^]+?)\$\$|\$(?![\s\d])([^$\n]*?[^$\s\\])\$(?!\d))/;

const reader = new Marked({
  extensions: [
    {
      name: "formula",
      level: "inline",
      start: (source) => {
        const at = source.indexOf("$");
        return at < 0 ? undefined : at;
      },
      tokenizer: (source): Tokens.Generic | undefined => {
        const found = FORMULA.exec(source);
        const latex = (found?.[1] ?? found?.[2])?.trim();
        if (!found || !latex || latex.length > MAX_FORMULA) return undefined;
        return { type: "formula", raw: found[0], latex, display: found[1] !== undefined };
      },
    },
  ],
});

/** Shows the paragraphs that would take too long as they are. */
class BoundedLexer extends Lexer {
  #left = MAX_SQUARES;

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    const cost = source.length ** 2;
    if (cost > this.#left) {
      tokens.push({ type: "text", raw: source, text: source, escaped: false });
      return tokens;
    }
    this.#left -= cost;
    return super.inlineTokens(source, tokens);
  }
}

type Content = TemplateResult | string | typeof nothing | readonly (Content | Node)[];

/** A file in the cell by its name, as a data address; null if there is none. */
export type Attachment = (name: string) => string | null;

export function markdown(text: string, attachment: Attachment): Content {
  const tokens = text.length > MAX_TEXT ? null : tokensOf(text);
  return tokens ? blocks(tokens, attachment, 0) : html`<pre class="notebook-plain" tabindex="0">${text}</pre>`;
}

/** Null for a text that nests so deep that the reader runs out of stack. */
function tokensOf(text: string): readonly Token[] | null {
  try {
    return new BoundedLexer(reader.defaults).lex(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function blocks(tokens: readonly Token[], attachment: Attachment, depth: number): readonly Content[] {
  return tokens.map((token) => (depth > MAX_DEPTH ? token.raw : block(token as MarkedToken, attachment, depth + 1)));
}

function block(token: MarkedToken, attachment: Attachment, depth: number): Content {
  switch (token.type) {
    case "heading":
      return heading(token.depth, inlines(token.tokens, attachment, depth));
    case "paragraph":
      return html`<p>${inlines(token.tokens, attachment, depth)}</p>`;
    case "text":
      return token.tokens ? inlines(token.tokens, attachment, depth) : token.text;
    case "code":
      return html`<pre tabindex="0"><code>${token.text}</code></pre>`;
    case "blockquote":
      return html`<blockquote>${blocks(token.tokens, attachment, depth)}</blockquote>`;
    case "list":
      return list(token, attachment, depth);
    case "hr":
      return html`<hr>`;
    case "table":
      return table(token, attachment, depth);
    case "space":
    case "def":
      return nothing;
    default:
      return token.raw;
  }
}

/** The page's own heading is the first; a text cell's begin below it. */
function heading(depth: number, content: Content): TemplateResult {
  switch (depth) {
    case 1:
      return html`<h2 class="heading-1">${content}</h2>`;
    case 2:
      return html`<h3 class="heading-2">${content}</h3>`;
    case 3:
      return html`<h4>${content}</h4>`;
    default:
      return html`<h5>${content}</h5>`;
  }
}

function list(token: Tokens.List, attachment: Attachment, depth: number): TemplateResult {
  const items = token.items.map(
    (item) =>
      html`<li>${item.task ? (item.checked ? "☑ " : "☐ ") : nothing}${blocks(item.tokens, attachment, depth)}</li>`,
  );
  return token.ordered ? html`<ol start=${token.start || 1}>${items}</ol>` : html`<ul>${items}</ul>`;
}

function table({ header, rows }: Tokens.Table, attachment: Attachment, depth: number): TemplateResult {
  return html`
    <table>
      <thead>
        <tr>${header.map(({ tokens }) => html`<th scope="col">${inlines(tokens, attachment, depth)}</th>`)}</tr>
      </thead>
      <tbody>${rows.map(
        (row) => html`<tr>${row.map(({ tokens }) => html`<td>${inlines(tokens, attachment, depth)}</td>`)}</tr>`,
      )}</tbody>
    </table>`;
}

function inlines(tokens: readonly Token[], attachment: Attachment, depth: number): readonly Content[] {
  return tokens.map((token) => (depth > MAX_DEPTH ? token.raw : inline(token as Part, attachment, depth + 1)));
}

function inline(token: Part, attachment: Attachment, depth: number): Content {
  switch (token.type) {
    case "text":
      return token.tokens ? inlines(token.tokens, attachment, depth) : plain(token);
    case "escape":
      return token.text;
    case "strong":
      return html`<strong>${inlines(token.tokens, attachment, depth)}</strong>`;
    case "em":
      return html`<em>${inlines(token.tokens, attachment, depth)}</em>`;
    case "del":
      return html`<del>${inlines(token.tokens, attachment, depth)}</del>`;
    case "codespan":
      return html`<code>${token.text}</code>`;
    case "formula":
      return token.display ? html`<span class="formula-line">${mathml(token.latex)}</span>` : mathml(token.latex);
    case "br":
      return html`<br>`;
    case "link":
      return link(token, inlines(token.tokens, attachment, depth));
    case "image":
      return image(token, attachment);
    default:
      return token.raw;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

/** A text with the few entities that people write. */
function plain({ text }: { readonly text: string }): string {
  return text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? "'");
}

/** Links to the web open in a tab of their own; other addresses, such as `javascript:`, are shown as text. */
function link({ href, title }: Tokens.Link, content: Content): Content {
  if (href.startsWith("#")) return content;
  const safe = URL.canParse(href) && /^(?:https?|mailto):$/.test(new URL(href).protocol);
  return safe
    ? html`<a href=${href} title=${title ?? nothing} target="_blank" rel="noopener noreferrer">${content}</a>`
    : html`${content} <span class="soft">(${href})</span>`;
}

/** Pictures of the file itself; those of other sites are not loaded, and are a link instead. */
function image({ href, title, text }: Tokens.Image, attachment: Attachment): Content {
  const own = href.startsWith("attachment:") ? attachment(decodeName(href.slice("attachment:".length))) : href;
  if (own !== null && isPicture(own)) return html`<img src=${own} alt=${text} title=${title ?? nothing}>`;
  return link({ type: "link", raw: "", href, title, text, tokens: [] }, `Picture: ${text || href}`);
}

/** Whether an address holds the picture itself, in a form without scripts. */
export function isPicture(address: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=\s]*$/.test(address);
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}
