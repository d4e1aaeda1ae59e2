// Layout of DOT drawings by @viz-js/viz, as in the page's worker: a JSON list of DOT texts on standard input, a JSON
// list of {output, errors} on standard output.

import { readFileSync } from "node:fs";
import { instance } from "@viz-js/viz";

const viz = await instance();
const drawings = JSON.parse(readFileSync(0, "utf8"));
const results = drawings.map((dot) => {
  const { output, errors } = viz.render(dot, { format: "svg" });
  return { output: output ?? "", errors: errors.map(({ message }) => message) };
});
process.stdout.write(JSON.stringify(results));
