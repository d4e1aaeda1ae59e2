// Tests of the points along Graphviz paths, against the browser's.

import { midpoint, polyline } from "../../static/src/lib/path-points.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const SVG = "http://www.w3.org/2000/svg";
const PATHS = [
  "M105.93,-191.83C115.77,-187.14 125.43,-182.53 133.19,-178.83",
  "M0,0C10,40 20,-40 30,0 40,40 50,-40 60,0",
  "M12.5,-3L100,-80",
];

for (const d of PATHS) {
  test(`the points of ${d} lie where the browser has them`, () => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    const length = path.getTotalLength();
    const points = polyline(d);
    for (const point of points) {
      const distances = Array.from({ length: 400 }, (_, i) => path.getPointAtLength((length * i) / 399)).map((each) =>
        Math.hypot(each.x - point.x, each.y - point.y),
      );
      assert(Math.min(...distances) < 0.2, `${point.x}, ${point.y} is ${Math.min(...distances)} away`);
    }
    const half = path.getPointAtLength(length / 2);
    const found = midpoint(points);
    assert(Math.hypot(half.x - found.x, half.y - found.y) < 1, `its middle is ${found.x}, ${found.y}`);
    assert(Math.abs(found.length / length - 1) < 0.05, `its length is ${found.length} instead of ${length}`);
  });
}

test("no path has no points", () => equal(polyline(""), []));
