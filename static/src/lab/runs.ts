// Runs that the page's state requires: one, or two with the same initial parameters.

import { type Mistakes, NO_MISTAKES, updateRuleOf } from "./mistakes.js";
import type { Settings } from "./settings/settings.js";
import type { LabState } from "./state.js";
import type { UpdateRule } from "./training/schedule.js";

export interface RunSettings {
  readonly name: string;
  readonly settings: Settings;
  readonly rule: UpdateRule;
}

/** With two runs the left one makes no mistakes, and the right one has the second run's rate and optimiser. */
export function runSettings({
  settings,
  mistakes,
  secondRun,
}: Pick<LabState, "settings" | "mistakes" | "secondRun">): readonly RunSettings[] {
  if (!secondRun) return [named("run", settings, mistakes)];
  const rate = secondRun.rate ?? settings.rate;
  const optimiser = secondRun.optimiser ?? settings.optimiser;
  return [named("left", settings, NO_MISTAKES), named("right", { ...settings, rate, optimiser }, mistakes)];
}

function named(name: string, settings: Settings, mistakes: Mistakes): RunSettings {
  return { name, settings, rule: updateRuleOf(settings, mistakes) };
}
