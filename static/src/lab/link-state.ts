// Codec of the lab's link: settings, mistakes, views, and the step to open at. Results are left out, because the same
// settings train to the same numbers.

import { AVAILABLE_BACKENDS, BACKENDS } from "../backend/backend-id.js";
import { boolean, type Fields, nonNegativeInteger, nullable, number, object, oneOf } from "../lib/decode.js";
import { THEMES } from "../lib/dom/theme.js";
import { compress, type Decompressed, decompress } from "../url/compression.js";
import { MISTAKES, type Mistake, type Mistakes } from "./mistakes.js";
import { readSettings } from "./settings/decode-settings.js";
import { OPTIMISERS } from "./settings/settings.js";
import { SPEEDS } from "./speeds.js";
import { INITIAL, type LabState, PANELS, type SecondRun } from "./state.js";

type LinkedField =
  | "settings"
  | "mistakes"
  | "secondRun"
  | "speed"
  | "scale"
  | "quantity"
  | "chosen"
  | "panel"
  | "backend"
  | "theme";

export type LabLink = Pick<LabState, LinkedField> & { readonly step: number };

interface Field<T> {
  readonly key: string;
  readonly initial: T;
  readonly read: (json: unknown, where: string) => T;
}

const FIELDS: { readonly [Name in keyof LabLink]: Field<LabLink[Name]> } = {
  settings: { key: "settings", initial: INITIAL.settings, read: readSettings },
  mistakes: { key: "mistakes", initial: INITIAL.mistakes, read: readMistakes },
  secondRun: { key: "second", initial: INITIAL.secondRun, read: (json, where) => nullable(json, where, readSecondRun) },
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
  quantity: {
    key: "show",
    initial: INITIAL.quantity,
    read: (json, where) => oneOf(json, ["weights", "gradients"] as const, where),
  },
  chosen: { key: "point", initial: INITIAL.chosen, read: (json, where) => nullable(json, where, nonNegativeInteger) },
  panel: { key: "panel", initial: INITIAL.panel, read: (json, where) => oneOf(json, PANELS, where) },
  backend: { key: "in", initial: INITIAL.backend, read: readBackend },
  theme: { key: "look", initial: INITIAL.theme, read: (json, where) => oneOf(json, THEMES, where) },
};

const NAMES = Object.keys(FIELDS) as (keyof LabLink)[];

/** The part of the link after the "#"; null if the user's own points are too many for an address. */
export function encodeLab(link: LabLink): Promise<string | null> {
  const encoded: Record<string, unknown> = {};
  for (const name of NAMES) {
    const { key, initial } = FIELDS[name];
    if (JSON.stringify(link[name]) !== JSON.stringify(initial)) encoded[key] = link[name];
  }
  return compress(JSON.stringify(encoded));
}

/** Never throws: a link that cannot be read gives a message. */
export function decodeLab(fragment: string): Promise<Decompressed<LabLink>> {
  return decompress(fragment, (json) => {
    const fields = object(JSON.parse(json), "the link");
    return Object.fromEntries(NAMES.map((name) => [name, readField(name, fields)])) as unknown as LabLink;
  });
}

function readField<Name extends keyof LabLink>(name: Name, fields: Fields): LabLink[Name] {
  const field: Field<LabLink[Name]> = FIELDS[name];
  const value = fields[field.key];
  return value === undefined ? field.initial : field.read(value, field.key);
}

function readMistakes(json: unknown, where: string): Mistakes {
  const fields = object(json, where);
  const isOn = (mistake: Mistake): boolean =>
    fields[mistake] !== undefined && boolean(fields[mistake], `${where}.${mistake}`);
  return Object.fromEntries(MISTAKES.map((mistake) => [mistake, isOn(mistake)])) as Mistakes;
}

function readSecondRun(json: unknown, where: string): SecondRun {
  const { rate = null, optimiser = null } = object(json, where);
  return {
    rate: nullable(rate, `${where}.rate`, number),
    optimiser: nullable(optimiser, `${where}.optimiser`, (value, path) => oneOf(value, OPTIMISERS, path)),
  };
}

/** A link from a site with a server may be opened on one without: it falls back to the browser there. */
function readBackend(json: unknown, where: string): LabState["backend"] {
  const backend = oneOf(json, BACKENDS, where);
  return AVAILABLE_BACKENDS.includes(backend) ? backend : INITIAL.backend;
}
