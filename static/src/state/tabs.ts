// Tabs of the panels below the code and the graph, with their labels.

/** Tabs below the graph; the last ones are in the menu "More". */
export const TOOL_TABS = ["step", "nudge", "plot", "descent", "check", "libraries", "compiled"] as const;
export const MORE_TABS: readonly ToolTab[] = ["check", "libraries", "compiled"];
export type ToolTab = (typeof TOOL_TABS)[number];
export const TOOL_TAB_LABELS: Readonly<Record<ToolTab, string>> = {
  step: "This step",
  nudge: "Nudge",
  plot: "Plot",
  descent: "Gradient step",
  check: "Check all",
  libraries: "In PyTorch, JAX",
  compiled: "Compiled",
};

/** Tabs below the code on wide screens. */
export const CORNER_TABS = ["leaves", "values"] as const;
export type CornerTab = (typeof CORNER_TABS)[number];
export const CORNER_TAB_LABELS: Readonly<Record<CornerTab, string>> = { leaves: "Leaves", values: "Values" };
