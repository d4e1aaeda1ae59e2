// Table of the fields in the lab's link: settings, mistakes, views, and the step to open at. Results are left out,
// because the same settings train to the same numbers.

import { boolean, nonNegativeInteger, nullable, number, object } from "../lib/decode.js";
import { THEMES } from "../lib/dom/theme.js";
import { choice, linkCodec, readBackend } from "../url/codec.js";
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

export const { encode: encodeLab, decode: decodeLab } = linkCodec<LabLink>({
  settings: { key: "settings", initial: INITIAL.settings, read: readSettings },
  mistakes: { key: "mistakes", initial: INITIAL.mistakes, read: readMistakes },
  secondRun: { key: "second", initial: INITIAL.secondRun, read: (json, where) => nullable(json, where, readSecondRun) },
  step: { key: "step", initial: 0, read: nonNegativeInteger },
  speed: { key: "speed", initial: INITIAL.speed, read: choice(SPEEDS.map(({ id }) => id)) },
  scale: { key: "scale", initial: INITIAL.scale, read: choice(["linear", "log"]) },
  quantity: { key: "show", initial: INITIAL.quantity, read: choice(["weights", "gradients"]) },
  chosen: { key: "point", initial: INITIAL.chosen, read: (json, where) => nullable(json, where, nonNegativeInteger) },
  panel: { key: "panel", initial: INITIAL.panel, read: choice(PANELS) },
  backend: { key: "in", initial: INITIAL.backend, read: readBackend },
  theme: { key: "look", initial: INITIAL.theme, read: choice(THEMES) },
});

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
    optimiser: nullable(optimiser, `${where}.optimiser`, choice(OPTIMISERS)),
  };
}
