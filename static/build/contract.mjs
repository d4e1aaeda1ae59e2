// TypeScript types of the API's contract and of the notebook's messages, and the schemas that the decoder walks, from
// the engine's own types. The notebook's are in a file of their own, which the playground does not load.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { ROOT } from "./files.mjs";
import { compiler } from "./python.mjs";

// What the decoder reads of a schema; the rest is for readers of the API's description.
const DECODED = ["$ref", "type", "const", "enum", "format", "minimum", "x-index-of", "x-own-index"];
// The notebook's methods with their replies; its outputs come beside the replies.
const NOTEBOOK_REPLIES = ["RunReply", "PassReply", "CounterexampleReply", "TrainingReply"];
const PRIMITIVES = { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null" };

const python = await compiler({ "/engine": join(ROOT, "engine") });
const { definitions, notebook, methods } = JSON.parse(
  python.runPython(`
    import json, sys, types
    from typing import get_args
    package = sys.modules["autograd_playground"] = types.ModuleType("autograd_playground")
    package.__path__ = ["/"]
    from autograd_playground.engine.contract.schema import definitions, notebook_definitions
    from autograd_playground.engine.service.api import METHODS
    methods = {
        name: {
            "params": method.params.__name__,
            "replies": [reply.__name__ for reply in get_args(method.reply) or (method.reply,)],
        }
        for name, method in METHODS.items()
    }
    json.dumps({"definitions": definitions(""), "notebook": notebook_definitions(), "methods": methods})
  `),
);

/** The name of a definition in TypeScript, where Number is taken. */
const typeName = (name) => (name === "Number" ? "number" : name);
const key = (name) => (/^\w+$/.test(name) ? name : JSON.stringify(name));
const comment = (text, indent = "") => (text ? `${indent}/** ${text.trim().replaceAll("*/", "*\\/")} */\n` : "");

function type(schema) {
  if (schema.$ref !== undefined) return typeName(schema.$ref);
  if (schema.format === "number") return "number";
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(type).join(" | ");
  if (schema.prefixItems) return `readonly [${schema.prefixItems.map(type).join(", ")}]`;
  if (schema.type === "array") return `readonly ${grouped(type(schema.items))}[]`;
  if (schema.properties) return members(schema);
  if (Object.keys(schema).every((word) => word === "description")) return "unknown";
  if (schema.type === "object") return `Readonly<Record<string, ${type(schema.additionalProperties)}>>`;
  return PRIMITIVES[schema.type];
}

const grouped = (text) => (/[ |]/.test(text) && !text.startsWith("{") ? `(${text})` : text);

function members({ properties, required }) {
  const lines = Object.entries(properties).map(([name, schema]) => {
    const optional = required.includes(name) ? "" : "?";
    return `${comment(schema.description, "  ")}  readonly ${key(name)}${optional}: ${type(schema)};\n`;
  });
  return `{\n${lines.join("")}}`;
}

function definition(name, schema) {
  if (name !== typeName(name)) return "";
  const head = comment(schema.description);
  return schema.properties
    ? `${head}export interface ${name} ${members(schema)}\n`
    : `${head}export type ${name} = ${type(schema)};\n`;
}

/** The schema without what the decoder does not read. */
function decoded(schema) {
  const kept = Object.fromEntries(DECODED.filter((word) => word in schema).map((word) => [word, schema[word]]));
  if (schema.items) kept.items = decoded(schema.items);
  if (schema.prefixItems) kept.prefixItems = schema.prefixItems.map(decoded);
  if (schema.anyOf && schema.format !== "number") kept.anyOf = schema.anyOf.map(decoded);
  if (schema.discriminator) kept.kinds = schema.discriminator.mapping;
  if (schema.discriminator && schema.discriminator.propertyName !== "kind") kept.by = schema.discriminator.propertyName;
  if (schema.properties) {
    const optional = Object.keys(schema.properties).filter((name) => !schema.required.includes(name));
    if (optional.length) kept.optional = optional;
    kept.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, each]) => [name, decoded(each)]),
    );
  } else if (typeof schema.additionalProperties === "object") {
    kept.values = decoded(schema.additionalProperties);
  }
  return kept;
}

const references = (schema) => [...JSON.stringify(schema).matchAll(/"\$ref":"(\w+)"/g)].map(([, name]) => name);

/** Adds those of `defined` that a schema refers to, directly or not. */
function collect(name, defined, found) {
  if (found[name] || !defined[name]) return;
  found[name] = decoded(defined[name]);
  for (const reference of references(defined[name])) collect(reference, defined, found);
}

const written = (defined) =>
  Object.entries(defined)
    .map(([name, schema]) => definition(name, schema))
    .join("\n");

const needed = {};
for (const { replies: names } of Object.values(methods)) for (const name of names) collect(name, definitions, needed);
collect("ErrorReply", definitions, needed);

const enums = Object.entries(definitions).filter(([, schema]) => schema.enum);
const table = Object.entries(methods).map(
  ([name, { params, replies: names }]) =>
    `  readonly ${name}: { readonly params: ${params}; readonly reply: ${names.join(" | ")} };\n`,
);
const replyNames = Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, method.replies]));
const neededByNotebook = {};
for (const name of ["CellOutput", ...NOTEBOOK_REPLIES]) collect(name, notebook, neededByNotebook);
const imported = new Set(references(notebook).filter((name) => !notebook[name] && name === typeName(name)));
await writeFile(
  join(ROOT, "static/src/notebook/generated.ts"),
  `// Types and schemas of the notebook's messages, made from engine/contract/notebook.py. Not to be edited.

import type { ${[...imported].sort().join(", ")} } from "../trace/generated.js";

${written(notebook)}
/** The schemas of replies and outputs by name, beside those of the API. */
export const SCHEMAS: Readonly<Record<string, object>> = ${JSON.stringify(neededByNotebook)};
`,
);
await writeFile(
  join(ROOT, "static/src/trace/generated.ts"),
  `// Types and schemas of the API's contract, made from engine/contract by static/build/contract.mjs. Not to be edited.

${written(definitions)}
/** The methods of the API, with the types of their parameters and replies. */
export interface Methods {
${table.join("")}}

/** The values of each enumeration, in the contract's order. */
export const ENUMS = ${JSON.stringify(Object.fromEntries(enums.map(([name, schema]) => [name, schema.enum])))} as const;

/** The names of each method's replies. */
export const REPLIES: Readonly<Record<keyof Methods, readonly string[]>> = ${JSON.stringify(replyNames)};

/** The schemas of all replies by name, with what the decoder reads of them. */
export const SCHEMAS: Readonly<Record<string, object>> = ${JSON.stringify(needed)};
`,
);
