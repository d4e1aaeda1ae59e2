// Tabs of the panels below the code and the graph, with their labels.

/** Tabs beside the leaves on wide screens. */
export const TOOL_TABS = ["step", "nudge", "check", "descent", "plot", "compiled"] as const;
export type ToolTab = (typeof TOOL_TABS)[number];
export const TOOL_TAB_LABELS: Readonly<Record<ToolTab, string>> = {
  step: "This step",
  nudge: "Nudge",
  check: "Check all",
  descent: "Gradient step",
  plot: "Plot",
  compiled: "Compiled",
};

/** Tabs in the lower left corner of wide screens. */
export const CORNER_TABS = ["leaves", "values"] as const;
export type CornerTab = (typeof CORNER_TABS)[number];
export const CORNER_TAB_LABELS: Readonly<Record<CornerTab, string>> = { leaves: "Leaves", values: "Values" };
