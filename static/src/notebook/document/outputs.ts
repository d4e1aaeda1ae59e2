// Outputs of a cell as nbformat 4.5 writes them, in both directions.

import { isObject } from "../../lib/decode.js";
import type { CellOutput } from "../contract.js";
import { plainTerminalText } from "../run/terminal-text.js";

/** A text of nbformat: one string, or a list of lines with their ends. */
export function multiline(json: unknown): string {
  if (typeof json === "string") return json;
  return Array.isArray(json) ? json.filter((line) => typeof line === "string").join("") : "";
}

/** The lines of a text with their ends, as Jupyter writes them. */
export function lines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

/** The outputs of a file; those of a type that nbformat does not have are left out. */
export function readOutputs(json: unknown): CellOutput[] {
  return Array.isArray(json) ? json.filter(isObject).flatMap(readOutput) : [];
}

function readOutput(output: Readonly<Record<string, unknown>>): CellOutput[] {
  switch (output["output_type"]) {
    case "stream": {
      const name = output["name"] === "stderr" ? "stderr" : "stdout";
      return [{ type: "stream", name, text: plainTerminalText(multiline(output["text"])) }];
    }
    case "display_data":
      return [{ type: "display", data: readBundle(output["data"]) }];
    case "execute_result":
      return [{ type: "result", data: readBundle(output["data"]) }];
    case "error":
      return [readError(output)];
    default:
      return [];
  }
}

/** Texts as one string; JSON as it is. */
function readBundle(json: unknown): Record<string, unknown> {
  if (!isObject(json)) return {};
  return Object.fromEntries(
    Object.entries(json).map(([type, content]) => [type, isJsonType(type) ? content : multiline(content)]),
  );
}

function isJsonType(type: string): boolean {
  return type === "application/json" || type.endsWith("+json");
}

/** nbformat's traceback is text: it stands where the page says more about its own errors. */
function readError(output: Readonly<Record<string, unknown>>): CellOutput {
  const traceback = Array.isArray(output["traceback"]) ? output["traceback"] : [];
  const text = plainTerminalText(traceback.filter((line) => typeof line === "string").join("\n"));
  return {
    type: "error",
    error: {
      type: multiline(output["ename"]),
      message: multiline(output["evalue"]),
      traceback: [],
      hint: text,
    },
  };
}

export function writeOutput(output: CellOutput, count: number | null): Record<string, unknown> {
  switch (output.type) {
    case "stream":
      return { output_type: "stream", name: output.name, text: lines(output.text) };
    case "display":
      return { output_type: "display_data", data: writeBundle(output.data), metadata: {} };
    case "result":
      return { output_type: "execute_result", data: writeBundle(output.data), metadata: {}, execution_count: count };
    case "error": {
      const { type, message, traceback, hint } = output.error;
      const frames = traceback.map(({ line, function: name, text }) => `line ${line}, in ${name}\n    ${text}`);
      const own = [...frames, message === "" ? type : `${type}: ${message}`];
      // An error that came with a file has that file's traceback.
      const foreign = traceback.length === 0 && hint !== "";
      return { output_type: "error", ename: type, evalue: message, traceback: foreign ? hint.split("\n") : own };
    }
  }
}

function writeBundle(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([type, content]) => [type, typeof content === "string" ? lines(content) : content]),
  );
}
