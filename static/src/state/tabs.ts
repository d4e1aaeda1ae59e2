// The things to do with the leaves of a program: what the page calls them.

/** What stands beside the leaves on a wide screen. */
export const ACTS = ["step", "nudge", "check", "descent", "plot", "compiled"] as const;
export type Act = (typeof ACTS)[number];
export const ACT_WORDS: Readonly<Record<Act, string>> = {
  step: "This step",
  nudge: "Nudge",
  check: "Check all",
  descent: "Gradient step",
  plot: "Plot",
  compiled: "Compiled",
};

/** What stands in the lower left corner of a wide screen. */
export const CORNERS = ["leaves", "values"] as const;
export type Corner = (typeof CORNERS)[number];
export const CORNER_WORDS: Readonly<Record<Corner, string>> = { leaves: "Leaves", values: "Values" };
