// Graphviz's SVG made ready to be seen without a script: texts in the middle of their cells, for the page's style sheet
// or with its colours as attributes.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ROOT } from "./files.mjs";

const FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const THEMES = { light: 0, dark: 1 };
const WIDTHS = [1.5, 2.5, 3.5, 4.5, 5.5]; // as in styles/graph.css

/**
 * The drawing for a page with styles/graph.css. Graphviz writes one element a line; texts in cells are centred, because
 * its widths of letters beyond ASCII are wrong, and titles, which a browser shows as tooltips, are left out.
 */
export function pageDrawing(svg) {
  return centred(svg)
    .replace(/<title>[^<]*<\/title>\n/g, "")
    .replace(/ class="[^"]+"/g, (names) => names.replaceAll("&#45;", "-"))
    .replace(/<svg width="([\d.]+)pt" height="([\d.]+)pt"/, '<svg class="graph" width="$1" height="$2"');
}

/** The drawing in one of the page's themes, "light" or "dark", which needs no style sheet: for <img>. */
export async function themedDrawing(svg, theme) {
  const colours = await tokens(theme);
  const nodes = pageDrawing(svg).replace(/<g id="(?:n|g|op)\d+" class="node[^]*?<\/g>/g, (group) =>
    node(group, colours),
  );
  return nodes
    .replace(/<g id="e[^]*?<\/g>/g, (group) => edge(group, colours))
    .replace(' class="graph"', "")
    .replaceAll('font-family="Courier,monospace"', `font-family="${FONT}"`);
}

function centred(svg) {
  return svg.replace(/<g id="[ng]\d+" class="node[^]*?<\/g>/g, (group) => {
    let middle = 0;
    const lines = group.split("\n").map((line) => {
      const points = / points="([^"]+)"/.exec(line)?.[1].trim().split(" ");
      const xs = points?.map((point) => Number(point.split(",")[0]));
      if (xs) middle = (Math.min(...xs) + Math.max(...xs)) / 2;
      return line.replace(/text-anchor="start" x="[^"]+"/, `text-anchor="middle" x="${middle.toFixed(2)}"`);
    });
    return lines.join("\n");
  });
}

/** The cells of a box and its texts, in the colours of styles/graph.css; the last cell is that of the grad. */
function node(group, colours) {
  const tint = /class="node ((?:up|down)-\d)"/.exec(group)?.[1];
  const hasNumbers = group.includes(">data<");
  const inks = ["ink", "ink-soft", hasNumbers ? "forward-text" : "ink", tint ? "ink" : "ink-soft", "ink"];
  const cells = group.split('fill="none"').length - 1;
  let [cell, text] = [0, 0];
  return group
    .replace(/fill="none" stroke="black"/g, () => {
      const fill = (cell += 1) === cells && tint ? colours[tint] : colours.paper;
      return `fill="${fill}" stroke="${colours["ink-soft"]}" stroke-width="1.25"`;
    })
    .replace(/<text /g, () => {
      const bold = text === 0 || text === 4 ? ' font-weight="600"' : "";
      return `<text fill="${colours[inks[text++]]}"${bold} `;
    });
}

function edge(group, colours) {
  const width = WIDTHS[Number(/flow-(\d)/.exec(group)?.[1] ?? 1) - 1];
  return group
    .replaceAll("black", colours["ink-soft"])
    .replace("<path ", `<path stroke-width="${width}" `)
    .replace("<polygon ", `<polygon stroke-width="${width / 2}" `);
}

/** The tokens that are colours, by name. */
async function tokens(theme) {
  const styles = await Promise.all(
    ["tokens.css", "graph.css"].map((name) => readFile(join(ROOT, "static/src/styles", name), "utf8")),
  );
  const found = styles.join("").matchAll(/--([-\w]+): light-dark\((#\w+), (#\w+)\)/g);
  return Object.fromEntries([...found].map(([, name, ...colours]) => [name, colours[THEMES[theme]]]));
}
