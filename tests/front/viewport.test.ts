// Tests of the geometry of a drawing's view.

import {
  centredView,
  clearView,
  fitView,
  hiddenSides,
  revealView,
  type View,
  zoomView,
} from "../../static/src/graph/view-geometry.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const FRAME = { width: 800, height: 600 };

test("a drawing that is legible as a whole lies in the middle, and all of it is seen", () => {
  for (const drawing of [
    { width: 760, height: 300, legibleScale: 1 },
    { width: 300, height: 560, legibleScale: 1 },
    { width: 90, height: 70, legibleScale: 1 },
  ]) {
    const view = fitView(drawing, FRAME, { x: 0, y: 0, width: 10, height: 10 });
    const { scale, x, y } = view;
    equal(hiddenSides(view, drawing, FRAME), "");
    assert(x >= 0 && y >= 0, "its upper left corner is outside");
    equal([Math.round(2 * x + scale * drawing.width), Math.round(2 * y + scale * drawing.height)], [800, 600]);
  }
});

test("zooming keeps the point under the pointer where it is, and has ends", () => {
  const view: View = { x: 10, y: 20, scale: 0.5 };
  const at = { x: 400, y: 100 };
  const under = (shown: View): number[] =>
    [(at.x - shown.x) / shown.scale, (at.y - shown.y) / shown.scale].map(Math.round);
  equal(under(zoomView(view, 1.5, at, 0.4)), under(view));
  equal(zoomView(view, 1e9, at, 0.4).scale, 4);
});

test("zooming out ends where the smallest text could not be read any more", () => {
  const view: View = { x: 10, y: 20, scale: 1.5 };
  equal(zoomView(view, 1e-9, { x: 0, y: 0 }, 16 / 12).scale, 16 / 12);
});

test("a box in sight moves nothing, another one comes to the middle", () => {
  const view: View = { x: 0, y: 0, scale: 2 };
  equal(revealView(view, { x: 10, y: 10, width: 100, height: 50 }, FRAME), view);
  equal(revealView(view, { x: 1000, y: -300, width: 100, height: 50 }, FRAME), { x: -1700, y: 850, scale: 2 });
});

test("a drawing that does not fit is never smaller than its text can be read: it opens around the step", () => {
  const drawing = { width: 4000, height: 300, legibleScale: 1 };
  const first = fitView(drawing, FRAME, { x: 20, y: 100, width: 100, height: 70 });
  equal([first.scale, first.x, Math.round(first.y)], [1.2, 16, 120]);
  equal(hiddenSides(first, drawing, FRAME), "right");
  const middle = fitView(drawing, FRAME, { x: 1950, y: 100, width: 100, height: 70 });
  equal(hiddenSides(middle, drawing, FRAME), "left right");
  const last = fitView(drawing, FRAME, { x: 3900, y: 100, width: 100, height: 70 });
  equal(Math.round(last.x + last.scale * drawing.width), FRAME.width - 16);
  equal(fitView({ ...drawing, height: 4000, legibleScale: 16 / 12 }, FRAME, null).scale, 16 / 12);
});

test("a box below the map is as good as out of sight", () => {
  const view: View = { x: 0, y: 0, scale: 1 };
  const cover = { x: 600, y: 500, width: 190, height: 90 };
  const box = { x: 580, y: 510, width: 100, height: 50 };
  equal(revealView(view, box, FRAME), view);
  equal(revealView(view, box, FRAME, cover), { x: -230, y: -235, scale: 1 });
  equal(clearView(view, box, cover), { x: 0, y: -76, scale: 1 });
  equal(clearView(view, { ...box, x: 0 }, cover), view);
});

test("a point chosen in the map comes to the middle, and no view leaves the drawing", () => {
  const drawing = { width: 4000, height: 300 };
  equal(centredView(drawing, FRAME, 1, { x: 2000, y: 150 }), { scale: 1, x: -1600, y: 150 });
  equal(centredView(drawing, FRAME, 1, { x: -500, y: 150 }).x, 16);
  equal(centredView(drawing, FRAME, 1, { x: 9000, y: 150 }).x, 800 - 4000 - 16);
});
