// Validator of LaTeX formulas by Temml, as the page renders them: a JSON list of formulas on standard input, a JSON
// list of error messages on standard output ("" for a valid formula).

import { readFileSync } from "node:fs";
import temml from "temml";

const validate = (formula) => {
  try {
    temml.renderToString(formula, { throwOnError: true, strict: true });
    return "";
  } catch (error) {
    return error.message;
  }
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(validate)));
