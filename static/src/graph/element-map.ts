// Map from values and edges to drawn elements. A value has its own box, shares a folded box, or (an omitted constant)
// has none; several edges may share one line.

import type { NodeId, Picture, Trace } from "../trace/contract.js";
import { DrawingError, type DrawnBox, type GraphDrawing } from "./svg-import.js";

export interface BoxElements {
  readonly id: string;
  readonly drawn: DrawnBox;
  /** The value whose numbers the box shows; null for a folded box without a single output. */
  readonly value: NodeId | null;
}

export interface ElementMap {
  readonly boxes: readonly BoxElements[];
  /** Per value: its index in `boxes`; -1 if it is not drawn. */
  readonly boxIndex: Int32Array;
  readonly edges: readonly SVGGElement[];
  /** Per edge, in the order of TraceIndex.edges: its index in `edges`; -1 if it is not drawn. */
  readonly edgeIndex: Int32Array;
  /** Per value: the operator's element, and the edge from there to its value's box. */
  readonly operators: readonly (SVGGElement | undefined)[];
  readonly outputs: readonly (SVGGElement | undefined)[];
}

/** Throws a DrawingError if `drawing` does not match `picture`. */
export function elementMapOf(trace: Trace, picture: Picture, drawing: GraphDrawing): ElementMap {
  const boxes: BoxElements[] = [];
  const boxIndex = new Int32Array(trace.nodes.length).fill(-1);
  const add = (id: string, value: NodeId | null, members: readonly NodeId[]): void => {
    const drawn = drawing.boxes.get(id);
    if (!drawn) throw new DrawingError(`The drawing lacks the box ${id}.`);
    for (const member of members) boxIndex[member] = boxes.length;
    boxes.push({ id, drawn, value });
  };
  for (const box of picture.boxes) add(box.id, box.output, box.nodes);
  for (const { id, kind } of trace.nodes) {
    if (boxIndex[id] === -1 && (kind !== "constant" || drawing.boxes.has(`n${id}`))) add(`n${id}`, id, [id]);
  }
  if (boxes.length !== drawing.boxes.size) {
    throw new DrawingError(`The drawing has ${drawing.boxes.size} boxes instead of ${boxes.length}.`);
  }
  return {
    boxes,
    boxIndex,
    ...edgesOf(trace, boxes, boxIndex, drawing),
    operators: trace.nodes.map(({ id }) => drawing.operators.get(`op${id}`)),
    outputs: trace.nodes.map(({ id }) => drawing.edges.get(`e${id}`)),
  };
}

function edgesOf(
  trace: Trace,
  boxes: readonly BoxElements[],
  boxIndex: Int32Array,
  drawing: GraphDrawing,
): Pick<ElementMap, "edges" | "edgeIndex"> {
  const edges: SVGGElement[] = [];
  const indices = new Map<string, number>();
  const edgeIndex = trace.nodes.flatMap((node) =>
    node.parents.map((parent, operand) => {
      const [start, end] = [boxes[boxIndex[parent]!]?.id, boxes[boxIndex[node.id]!]?.id];
      const unfolded = start === `n${parent}` && end === `n${node.id}`;
      const id = unfolded ? `e${node.id}_${operand}` : `e_${start}_${end}`;
      const edge = drawing.edges.get(id);
      if (!edge) return -1;
      let index = indices.get(id);
      if (index === undefined) {
        index = edges.push(edge) - 1;
        indices.set(id, index);
      }
      return index;
    }),
  );
  return { edges, edgeIndex: Int32Array.from(edgeIndex) };
}
