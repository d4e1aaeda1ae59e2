// Figures of the stand-in for matplotlib.

export const CHART_TYPE = "application/vnd.autograd-playground.chart+json";
