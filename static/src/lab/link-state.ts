// The lab's link: what is trained and how, the mistakes, and the step to open at. It holds no results: the same settings train the
// same numbers.

import { AVAILABLE_BACKENDS, BACKENDS } from "../backend/backend-id.js";
import { boolean, type Fields, nonNegativeInteger, nullable, number, object, oneOf } from "../lib/decode.js";
import { THEMES } from "../lib/dom/theme.js";
import { compress, type Decompressed, decompress } from "../url/packing.js";
import { MISTAKES, type Mistake, type Mistakes } from "./mistakes.js";
import { readSettings } from "./settings/decode-settings.js";
import { OPTIMISERS } from "./settings/settings.js";
import { SPEEDS } from "./speeds.js";
import { INITIAL, type LabState, PANELS, type Second } from "./state.js";

type Kept = "settings" | "mistakes" | "second" | "speed" | "scale" | "show" | "chosen" | "panel" | "backend" | "theme";

export type LabLink = Pick<LabState, Kept> & { readonly step: number };

interface Field<T> {
  readonly key: string;
  readonly initial: T;
  readonly read: (json: unknown, where: string) => T;
}

const FIELDS: { readonly [Name in keyof LabLink]: Field<LabLink[Name]> } = {
  settings: { key: "settings", initial: INITIAL.settings, read: readSettings },
  mistakes: { key: "mistakes", initial: INITIAL.mistakes, read: mistakes },
  second: { key: "second", initial: INITIAL.second, read: (json, where) => nullable(json, where, second) },
  step: { key: "step", initial: 0, read: nonNegativeInteger },
  speed: {
    key: "speed",
    initial: INITIAL.speed,
    read: (json, where) =>
      oneOf(
        json,
        SPEEDS.map(({ id }) => id),
        where,
      ),
  },
  scale: {
    key: "scale",
    initial: INITIAL.scale,
    read: (json, where) => oneOf(json, ["linear", "log"] as const, where),
  },
  show: {
    key: "show",
    initial: INITIAL.show,
    read: (json, where) => oneOf(json, ["weights", "gradients"] as const, where),
  },
  chosen: { key: "point", initial: INITIAL.chosen, read: (json, where) => nullable(json, where, nonNegativeInteger) },
  panel: { key: "panel", initial: INITIAL.panel, read: (json, where) => oneOf(json, PANELS, where) },
  backend: { key: "in", initial: INITIAL.backend, read: backendId },
  theme: { key: "look", initial: INITIAL.theme, read: (json, where) => oneOf(json, THEMES, where) },
};

const NAMES = Object.keys(FIELDS) as (keyof LabLink)[];

/** What stands after the "#"; null where one's own points are too many for an address. */
export function encodeLab(link: LabLink): Promise<string | null> {
  const written: Record<string, unknown> = {};
  for (const name of NAMES) {
    const { key, initial } = FIELDS[name];
    if (JSON.stringify(link[name]) !== JSON.stringify(initial)) written[key] = link[name];
  }
  return compress(JSON.stringify(written));
}

/** It never throws: what cannot be read is said in words. */
export function decodeLab(fragment: string): Promise<Decompressed<LabLink>> {
  return decompress(fragment, (json) => {
    const fields = object(JSON.parse(json), "the link");
    return Object.fromEntries(NAMES.map((name) => [name, one(name, fields)])) as unknown as LabLink;
  });
}

function one<Name extends keyof LabLink>(name: Name, fields: Fields): LabLink[Name] {
  const field: Field<LabLink[Name]> = FIELDS[name];
  const given = fields[field.key];
  return given === undefined ? field.initial : field.read(given, field.key);
}

function mistakes(json: unknown, where: string): Mistakes {
  const fields = object(json, where);
  const made = (mistake: Mistake): boolean =>
    fields[mistake] !== undefined && boolean(fields[mistake], `${where}.${mistake}`);
  return Object.fromEntries(MISTAKES.map((mistake) => [mistake, made(mistake)])) as Mistakes;
}

function second(json: unknown, where: string): Second {
  const { rate = null, optimiser = null } = object(json, where);
  return {
    rate: nullable(rate, `${where}.rate`, number),
    optimiser: nullable(optimiser, `${where}.optimiser`, (word, at) => oneOf(word, OPTIMISERS, at)),
  };
}

/** A link may come from a site that has a server to one that has none. */
function backendId(json: unknown, where: string): LabState["backend"] {
  const wanted = oneOf(json, BACKENDS, where);
  return AVAILABLE_BACKENDS.includes(wanted) ? wanted : INITIAL.backend;
}
