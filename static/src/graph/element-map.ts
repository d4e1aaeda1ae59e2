// Which drawn element stands for which value and which edge. A value stands alone, in a box with others, or (a constant that
// is left out) nowhere; several edges may run along one line.

import type { NodeId, Picture, Trace } from "../trace/contract.js";
import { DrawingError, type DrawnBox, type GraphDrawing } from "./svg-import.js";

export interface NodeElements {
  readonly id: string;
  readonly drawn: DrawnBox;
  /** Whose numbers it shows; null where no one value speaks for the box. */
  readonly value: NodeId | null;
}

export interface ElementMap {
  readonly figures: readonly NodeElements[];
  /** Per value: its place in `figures`; -1 where it is not drawn. */
  readonly ofNode: Int32Array;
  readonly lines: readonly SVGGElement[];
  /** Per edge, in the order of TraceIndex.edges: its place in `lines`; -1 where it is not drawn. */
  readonly ofEdge: Int32Array;
  /** Per value: the operator's element, and the edge from there to its value's box. */
  readonly operators: readonly (SVGGElement | undefined)[];
  readonly outputs: readonly (SVGGElement | undefined)[];
}

/** Throws a DrawingError where `drawing` is not one of `picture`. */
export function elementMapOf(trace: Trace, picture: Picture, drawing: GraphDrawing): ElementMap {
  const figures: NodeElements[] = [];
  const ofNode = new Int32Array(trace.nodes.length).fill(-1);
  const add = (id: string, value: NodeId | null, members: readonly NodeId[]): void => {
    const drawn = drawing.boxes.get(id);
    if (!drawn) throw new DrawingError(`The drawing lacks the box ${id}.`);
    for (const member of members) ofNode[member] = figures.length;
    figures.push({ id, drawn, value });
  };
  for (const box of picture.boxes) add(box.id, box.output, box.nodes);
  for (const { id, kind } of trace.nodes) {
    if (ofNode[id] === -1 && (kind !== "constant" || drawing.boxes.has(`n${id}`))) add(`n${id}`, id, [id]);
  }
  if (figures.length !== drawing.boxes.size) {
    throw new DrawingError(`The drawing has ${drawing.boxes.size} boxes instead of ${figures.length}.`);
  }
  return {
    figures,
    ofNode,
    ...linesOf(trace, figures, ofNode, drawing),
    operators: trace.nodes.map(({ id }) => drawing.operators.get(`op${id}`)),
    outputs: trace.nodes.map(({ id }) => drawing.edges.get(`e${id}`)),
  };
}

function linesOf(
  trace: Trace,
  figures: readonly NodeElements[],
  ofNode: Int32Array,
  drawing: GraphDrawing,
): Pick<ElementMap, "lines" | "ofEdge"> {
  const lines: SVGGElement[] = [];
  const places = new Map<string, number>();
  const ofEdge = trace.nodes.flatMap((node) =>
    node.parents.map((parent, operand) => {
      const [start, end] = [figures[ofNode[parent]!]?.id, figures[ofNode[node.id]!]?.id];
      const alone = start === `n${parent}` && end === `n${node.id}`;
      const id = alone ? `e${node.id}_${operand}` : `e_${start}_${end}`;
      const line = drawing.edges.get(id);
      if (!line) return -1;
      let place = places.get(id);
      if (place === undefined) {
        place = lines.push(line) - 1;
        places.set(id, place);
      }
      return place;
    }),
  );
  return { lines, ofEdge: Int32Array.from(ofEdge) };
}
