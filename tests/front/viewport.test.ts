// Tests of the viewport's geometry.

import { fitView, hiddenSides, revealView, type View, zoomView } from "../../static/src/graph/viewport.js";
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
  equal(under(zoomView(view, 1.5, at)), under(view));
  equal(zoomView(view, 1e9, at).scale, 4);
  equal(zoomView(view, 1e-9, at).scale, 0.02);
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
