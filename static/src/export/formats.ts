// Export formats as one table: each row makes one file. To add a format, add its row.

import type { LaidOutGraph } from "../graph/drawing.js";
import type { Export, ExportFormat, NodeId, Result } from "../trace/contract.js";
import { gifOf } from "./animation.js";
import { ExportError } from "./export-error.js";
import { OffscreenGraph } from "./offscreen-graph.js";
import { pngOf } from "./png.js";
import { pictureOf, svgText } from "./svg.js";

/** The graph as the page shows it, and the engine's API for text formats. */
export interface ExportSource {
  /** Null until the graph is laid out. */
  readonly graph: LaidOutGraph | null;
  readonly position: number;
  readonly selected: NodeId | null;
  /** The example or the root node: the base of file names. */
  readonly name: string;
  /** Whether the run on screen makes a mistake on purpose. */
  readonly hasMistake: boolean;
  readonly requestText: (format: ExportFormat) => Promise<Result<Export>>;
}

export interface ExportOptions {
  readonly transparent: boolean;
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

export interface ExportRow {
  readonly label: string;
  readonly description: string;
  readonly extension: string;
  /** Whether the file shows only the present step, whose number is then in its name. */
  readonly atStep: boolean;
  /** Rejects with an ExportError, or with the signal's reason. */
  readonly make: (source: ExportSource, options: ExportOptions) => Promise<Blob>;
}

export const GROUPS: readonly { readonly title: string; readonly rows: readonly ExportRow[] }[] = [
  {
    title: "Picture",
    rows: [
      {
        label: "SVG",
        description: "The graph at this step, sharp at any size.",
        extension: "svg",
        atStep: true,
        make: svg,
      },
      { label: "PNG", description: "The graph at this step, in pixels.", extension: "png", atStep: true, make: png },
      {
        label: "GIF",
        description: "All steps, one after another, each with its sentence.",
        extension: "gif",
        atStep: false,
        make: gif,
      },
    ],
  },
  {
    title: "Program",
    rows: [
      engineRow("torch", "PyTorch", "The same graph in PyTorch, with its gradients.", "py"),
      engineRow("jax", "JAX", "The same graph as a function, with jax.grad.", "py"),
      engineRow("micrograd", "micrograd", "The same graph with micrograd's Value.", "py"),
    ],
  },
  {
    title: "Text",
    rows: [
      engineRow("latex", "LaTeX", "The derivation, formula by formula.", "tex"),
      engineRow("dot", "DOT", "The graph for Graphviz.", "dot"),
      engineRow("json", "JSON", "The trace: all values and all steps.", "json"),
    ],
  },
];

async function svg(source: ExportSource, { transparent }: ExportOptions): Promise<Blob> {
  return withPicture(source, transparent, async (picture) => new Blob([svgText(picture)], { type: "image/svg+xml" }));
}

async function png(source: ExportSource, { transparent }: ExportOptions): Promise<Blob> {
  return withPicture(source, transparent, pngOf);
}

async function gif(source: ExportSource, { onProgress, signal }: ExportOptions): Promise<Blob> {
  return gifOf(requireGraph(source), onProgress, signal);
}

/** The laid out graph; throws an ExportError while there is none. */
export function requireGraph({ graph }: ExportSource): LaidOutGraph {
  if (graph) return graph;
  throw new ExportError("The graph is not drawn yet. Try again when it is there.");
}

async function withPicture(
  source: ExportSource,
  transparent: boolean,
  make: (picture: SVGSVGElement) => Promise<Blob>,
): Promise<Blob> {
  const { position, selected } = source;
  const graph = requireGraph(source);
  const offscreen = new OffscreenGraph(graph);
  try {
    const title = graph.trace.steps[position - 1]?.text ?? `Graph of ${graph.trace.nodes.length} values`;
    return await make(pictureOf(offscreen, offscreen.paint(position, selected), { title, transparent }));
  } finally {
    offscreen.remove();
  }
}

/** The row of a text format that the engine writes. */
function engineRow(format: ExportFormat, label: string, description: string, extension: string): ExportRow {
  const make = async ({ requestText }: ExportSource): Promise<Blob> => {
    const reply = await requestText(format);
    if (!reply.ok) throw new ExportError(`${reply.error.message} ${reply.error.hint}`.trim());
    return new Blob([reply.value.text], { type: "text/plain;charset=utf-8" });
  };
  return { label, description, extension, atStep: false, make };
}
