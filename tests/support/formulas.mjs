// Reads formulas as the page does, with Temml: a JSON list of LaTeX texts on standard input, and on standard output a JSON
// list of what is wrong with each ("" where nothing is).

import { readFileSync } from "node:fs";
import temml from "temml";

const wrong = (formula) => {
  try {
    temml.renderToString(formula, { throwOnError: true, strict: true });
    return "";
  } catch (error) {
    return error.message;
  }
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(wrong)));
