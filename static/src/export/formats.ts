// Everything that can be taken out of the page, as one table: each row makes one file. To add one, add its row.

import type { Drawn } from "../graph/drawing.js";
import type { Export, ExportFormat, NodeId, Result } from "../trace/contract.js";
import { animationOf } from "./animation.js";
import { ExportError } from "./export-error.js";
import { OffscreenGraph } from "./offscreen-graph.js";
import { pngOf } from "./png.js";
import { pictureOf, svgText } from "./svg.js";

/** What is exported: the graph as it is shown, and the door for what the engine writes. */
export interface Subject {
  /** Null while the graph is not drawn. */
  readonly drawn: Drawn | null;
  readonly position: number;
  readonly selected: NodeId | null;
  /** The example or the root, for the names of files. */
  readonly name: string;
  readonly ask: (format: ExportFormat) => Promise<Result<Export>>;
}

export interface Options {
  readonly transparent: boolean;
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

export interface ExportRow {
  readonly word: string;
  readonly words: string;
  readonly ending: string;
  /** Whether the file shows the present step alone. */
  readonly atStep: boolean;
  /** Rejects with an ExportError, or with the signal's reason. */
  readonly make: (subject: Subject, options: Options) => Promise<Blob>;
}

export const GROUPS: readonly { readonly title: string; readonly rows: readonly ExportRow[] }[] = [
  {
    title: "Picture",
    rows: [
      { word: "SVG", words: "The graph at this step, sharp at any size.", ending: "svg", atStep: true, make: svg },
      { word: "PNG", words: "The graph at this step, in pixels.", ending: "png", atStep: true, make: png },
      {
        word: "GIF",
        words: "All steps, one after another, each with its sentence.",
        ending: "gif",
        atStep: false,
        make: gif,
      },
    ],
  },
  {
    title: "Program",
    rows: [
      written("torch", "PyTorch", "The same graph in PyTorch, with its gradients.", "py"),
      written("jax", "JAX", "The same graph as a function, with jax.grad.", "py"),
      written("micrograd", "micrograd", "The same graph with micrograd's Value.", "py"),
    ],
  },
  {
    title: "Text",
    rows: [
      written("latex", "LaTeX", "The derivation, formula by formula.", "tex"),
      written("dot", "DOT", "The graph for Graphviz.", "dot"),
      written("json", "JSON", "The trace: all values and all steps.", "json"),
    ],
  },
];

async function svg(subject: Subject, { transparent }: Options): Promise<Blob> {
  return still(subject, transparent, async (picture) => new Blob([svgText(picture)], { type: "image/svg+xml" }));
}

async function png(subject: Subject, { transparent }: Options): Promise<Blob> {
  return still(subject, transparent, pngOf);
}

async function gif(subject: Subject, { onProgress, signal }: Options): Promise<Blob> {
  return animationOf(drawnOf(subject), onProgress, signal);
}

/** What is drawn; throws an ExportError where that is nothing. */
export function drawnOf({ drawn }: Subject): Drawn {
  if (drawn) return drawn;
  throw new ExportError("The graph is not drawn yet. Try again when it is there.");
}

async function still(
  subject: Subject,
  transparent: boolean,
  make: (picture: SVGSVGElement) => Promise<Blob>,
): Promise<Blob> {
  const { position, selected } = subject;
  const drawn = drawnOf(subject);
  const stage = new OffscreenGraph(drawn);
  try {
    const title = drawn.trace.steps[position - 1]?.text ?? `Graph of ${drawn.trace.nodes.length} values`;
    return await make(pictureOf(stage, stage.paint(position, selected), { title, transparent }));
  } finally {
    stage.remove();
  }
}

/** What the engine writes. */
function written(format: ExportFormat, word: string, words: string, ending: string): ExportRow {
  const make = async ({ ask }: Subject): Promise<Blob> => {
    const reply = await ask(format);
    if (!reply.ok) throw new ExportError(`${reply.error.message} ${reply.error.hint}`.trim());
    return new Blob([reply.value.text], { type: "text/plain;charset=utf-8" });
  };
  return { word, words, ending, atStep: false, make };
}
