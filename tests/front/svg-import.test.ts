// Tests of the SVG import: ids, and the allow-list against hostile markup.

import { instance } from "@viz-js/viz";

import { importSvg } from "../../static/src/graph/svg-import.js";
import { assert, equal, test, throws, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

const graphviz = await instance();
const svgOf = (name: string): string => graphviz.renderString(trace(name).dot, { format: "svg" });
const page = new XMLSerializer();

test("every value, operator and edge is found by the id that the engine gave it", () => {
  const { boxes, operators, edges } = importSvg(svgOf("lecture"));
  const results = trace("lecture").nodes.filter((node) => node.op);
  equal(
    [...boxes.keys()].sort(),
    trace("lecture").nodes.map((node) => `n${node.id}`),
  );
  equal(
    [...operators.keys()].sort(),
    results.map((node) => `op${node.id}`),
  );
  equal(
    [...edges.keys()].sort(),
    results.flatMap(({ id }) => [`e${id}`, `e${id}_0`, `e${id}_1`]),
  );
});

test("the name of a box and the numbers below it are found, with ids of their own", () => {
  const { name, data, grad } = importSvg(svgOf("lecture")).boxes.get("n1")!;
  equal(
    [name, data.number, grad.number].map((text) => text.textContent),
    ["b", "−3", "−4"],
  );
  equal(
    [name, data.number, grad.number].map((text) => text.id),
    ["n1_name", "n1_data", "n1_grad"],
  );
});

test("data and grad stand side by side below the name, each number in the middle of its cell", () => {
  const { rect, data, grad } = importSvg(svgOf("lecture")).boxes.get("n0")!;
  equal([data.rect.x, grad.rect.x + grad.rect.width].map(Math.round), [rect.x, rect.x + rect.width].map(Math.round));
  equal([data.rect.y, data.rect.x + data.rect.width], [grad.rect.y, grad.rect.x], "cells");
  assert(data.rect.y > rect.y, "the cells are not below the name");
  equal(Number(grad.number.getAttribute("x")), grad.rect.x + grad.rect.width / 2);
  equal(grad.number.getAttribute("text-anchor"), "middle");
});

test("boxes lie inside of the drawing", () => {
  const { boxes, origin, width, height } = importSvg(svgOf("shared"));
  for (const { rect } of boxes.values()) {
    assert(rect.x + origin.x >= 0 && rect.x + origin.x + rect.width <= width, "a box is too far left or right");
    assert(rect.y + origin.y >= 0 && rect.y + origin.y + rect.height <= height, "a box is too high or low");
  }
});

// Markup of a hostile drawing, inserted into the group of the value n0, and a pattern that must not remain of it.
const INTRUDERS: readonly (readonly [what: string, markup: string, trace: RegExp])[] = [
  ["a script", "<script>alert(1)</script>", /script|alert/],
  ["a handler", '<path d="M0,0" onclick="alert(1)" onload="alert(1)"/>', /onclick|onload|alert/],
  [
    "a link",
    '<a href="javascript:alert(1)" xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)">' +
      '<path d="M0,0"/></a>',
    /javascript|href/,
  ],
  [
    "foreign content",
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body>' +
      "</foreignObject>",
    /foreign|img/,
  ],
  ["a picture", '<image href="http://elsewhere.test/x.png"/><use href="#n0"/>', /image|use|elsewhere/],
  [
    "an animation",
    '<animate attributeName="href" values="javascript:alert(1)"/><set attributeName="onclick" to="alert(1)"/>',
    /animate|set |javascript/,
  ],
  [
    "a style",
    '<style>* { background: url(http://elsewhere.test) }</style><path style="fill: url(#x)" d="M0,0"/>',
    /style|elsewhere/,
  ],
  ["a foreign class or id", '<g id="app" class="pane"><path d="M0,0"/></g>', /app|pane/],
  ["a path that is none", '<path d="url(javascript:alert(1))"/>', /url|javascript/],
];
for (const [what, markup, remains] of INTRUDERS) {
  test(`${what} does not come in`, () => {
    const hostile = svgOf("lecture").replace("<title>n0</title>", markup);
    const { content } = importSvg(hostile);
    assert(!remains.test(page.serializeToString(content)), page.serializeToString(content).slice(0, 400));
  });
}

test("markup that a reader typed stays text", () => {
  const hostile = svgOf("lecture").replace(">a</text>", ">&lt;img src=x onerror=alert(1)&gt;</text>");
  const { name } = importSvg(hostile).boxes.get("n0")!;
  equal([name.textContent, name.children.length], ["<img src=x onerror=alert(1)>", 0]);
});

test("a box with another number of fields is refused by name", () => {
  const broken = svgOf("lecture").replace(/<text[^>]*>data<\/text>/, "");
  throws(() => importSvg(broken), "The box n0 has 4 texts in 3 cells instead of 5 in 3.");
});

test("what is no SVG is refused", () => {
  for (const text of [
    "",
    "Error",
    "<html></html>",
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "<svg><g></g></svg>",
  ]) {
    throws(() => importSvg(text), "not an SVG that Graphviz made");
  }
});
