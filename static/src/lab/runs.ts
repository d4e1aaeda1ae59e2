// Which runs the page's state asks for: one, or two from the same start.

import { courseOf, type Mistakes, NO_MISTAKES } from "./mistakes.js";
import type { Settings } from "./settings/settings.js";
import type { LabState } from "./state.js";
import type { Course } from "./training/schedule.js";

export interface Wanted {
  readonly name: string;
  readonly settings: Settings;
  readonly course: Course;
}

type Asked = Pick<LabState, "settings" | "mistakes" | "second">;

export function wantedRuns({ settings, mistakes, second }: Asked): readonly Wanted[] {
  if (!second) return [wanted("run", settings, mistakes)];
  const other = { ...settings, rate: second.rate ?? settings.rate, optimiser: second.optimiser ?? settings.optimiser };
  return [wanted("left", settings, NO_MISTAKES), wanted("right", other, mistakes)];
}

function wanted(name: string, settings: Settings, mistakes: Mistakes): Wanted {
  return { name, settings, course: courseOf(settings, mistakes) };
}
