// Tests of <graph-view>: painting of steps, reuse of drawings, folded boxes, events.

import { instance } from "@viz-js/viz";

import "../../static/src/graph/graph-view.js";
import type { GraphView } from "../../static/src/graph/graph-view.js";
import type { LayoutClient } from "../../static/src/graph/layout-client.js";
import type { Result, Trace } from "../../static/src/trace/contract.js";
import { Player } from "../../static/src/trace/playback/player.js";
import { assert, equal, picture, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

const graphviz = await instance();

/** A LayoutClient without a worker, whose script needs a server; it counts the layouts. */
function layout(
  answer = (dot: string): Result<string> => ({ ok: true, value: graphviz.renderString(dot, { format: "svg" }) }),
): LayoutClient & { calls: number } {
  const double = {
    calls: 0,
    cachedDrawing: () => null,
    draw: (dot: string) => {
      double.calls += 1;
      return Promise.resolve(answer(dot));
    },
  };
  return double as unknown as LayoutClient & { calls: number };
}

interface Stage {
  readonly view: GraphView;
  readonly player: Player;
  show(): Promise<void>;
}

async function stage(shown: Trace, drawing = layout()): Promise<Stage> {
  const view = document.createElement("graph-view");
  view.style.cssText = "width: 800px; height: 500px";
  view.layout = drawing;
  document.body.append(view);
  const player = new Player();
  const show = async (): Promise<void> => {
    Object.assign(view, { trace: player.trace, state: player.state, step: player.step });
    await settled(view);
  };
  player.load(shown);
  await show();
  return { view, player, show };
}

/** Resolves when the drawing has arrived and the element has painted it. */
async function settled(view: GraphView): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await view.updateComplete;
    await Promise.resolve();
  }
}

const textOf = (view: GraphView, id: string): string => view.querySelector(`#${id}`)!.textContent!;
const marked = (view: GraphView, name: string): string[] =>
  [...view.querySelectorAll(`.${name}`)].map((each) => each.id).sort();
const idOf = (shown: Trace, name: string): number => shown.nodes.find((node) => node.name === name)!.id;

test("a field that is not known yet is empty, and fills in when its step comes", async () => {
  const { view, player, show } = await stage(trace("lecture"));
  equal([textOf(view, "n0_data"), textOf(view, "n0_grad")], ["", ""]);
  player.next();
  await show();
  equal([textOf(view, "n0_data"), textOf(view, "n0_grad")], ["2", ""]);
  player.last();
  await show();
  equal([textOf(view, "n0_data"), textOf(view, "n0_grad")], ["2", "6"]);
  player.first();
  await show();
  equal([textOf(view, "n0_data"), textOf(view, "n0_grad")], ["", ""]);
});

test("a contribution marks who receives, who gives, the edge and its local derivative", async () => {
  const { view, player, show } = await stage(trace("lecture"));
  const [a, e] = [idOf(player.trace!, "a"), idOf(player.trace!, "e")];
  player.go(player.trace!.steps.findIndex((step) => step.kind === "flow" && step.node === a) + 1);
  await show();
  equal(marked(view, "now"), [`e${e}`, `e${e}_0`, `n${a}`, `op${e}`]);
  equal(marked(view, "source"), [`n${e}`]);
  equal(view.querySelector(".edge-label")!.textContent, "× b = −3");
  assert(
    view.querySelector(".graph-frame")!.classList.contains("phase-backward"),
    "the frame does not carry the phase",
  );
  player.first();
  await show();
  equal(marked(view, "now"), []);
  equal(view.querySelector(".edge-label")!.textContent, "");
});

test("what is to come is pale, in each phase by its own measure", async () => {
  const { view, player, show } = await stage(trace("lecture"));
  const all = player.trace!.nodes.length;
  const paleBoxes = (): number => view.querySelectorAll('.node.pale[id^="n"]').length;
  equal(paleBoxes(), all, "pale boxes at the start");
  player.go(player.phaseStart("order")!);
  await show();
  equal(paleBoxes(), all - 1, "pale boxes when the search has entered one");
  player.last();
  await show();
  equal(paleBoxes(), 0, "pale boxes at the end");
  equal(marked(view, "pale"), []);
});

test("the search marks its stack and numbers the order", async () => {
  const { view, player, show } = await stage(trace("lecture"));
  const first = player.trace!.steps.findIndex((step) => step.kind === "append");
  player.go(first + 1);
  await show();
  const appended = player.step!.node!;
  equal(marked(view, "in-order"), [`n${appended}`]);
  equal(view.querySelector(`#n${appended} .badge`)!.textContent, "1");
  equal(marked(view, "on-stack"), player.state.stack.map((node) => `n${node}`).sort());
});

test("any jump paints what walking paints", async () => {
  for (const name of ["shared", "update", "training"]) {
    const walking = await stage(trace(name));
    const jumping = await stage(trace(name));
    for (let position = walking.player.length; position >= 0; position -= 7) {
      walking.player.first();
      while (walking.player.position < position) {
        walking.player.go(walking.player.position + 1);
        if (position - walking.player.position < 3) await walking.show();
      }
      await walking.show();
      jumping.player.go(position);
      await jumping.show();
      const pictures = [walking, jumping].map(({ view }) =>
        [...view.querySelectorAll("svg.graph g[id], svg.graph text")]
          .filter((each) => !each.closest(".badge, .traveller"))
          .map((each) => `${each.id} ${each.getAttribute("class")} ${each.children.length ? "" : each.textContent}`)
          .join("\n"),
      );
      equal(pictures[1], pictures[0], `${name} at ${position}`);
    }
    walking.view.remove();
    jumping.view.remove();
  }
});

test("a moved leaf keeps the drawing, another graph gets a new one", async () => {
  const drawing = layout();
  const { view, player, show } = await stage(trace("lecture"), drawing);
  player.last();
  await show();
  player.load(trace("lecture moved"), player.position);
  await show();
  equal(drawing.calls, 1, "layouts after a leaf has moved");
  equal(textOf(view, "n0_data"), "2.5");
  equal(view.querySelectorAll(".edge-label").length, 1, "labels");
  player.load(trace("twice"));
  await show();
  equal(drawing.calls, 2, "layouts after another graph");
  equal(view.querySelectorAll('.node[id^="n"]').length, player.trace!.nodes.length);
});

test("a drawing that fails says so, and the next one is tried", async () => {
  let working = false;
  const message = "This graph could not be drawn: out of stack.";
  const fault = {
    code: "backend",
    message,
    line: null,
    column: null,
    end_line: null,
    end_column: null,
    hint: "",
  } as const;
  const drawing = layout((dot) =>
    working ? { ok: true, value: graphviz.renderString(dot, { format: "svg" }) } : { ok: false, error: fault },
  );
  const { view, player, show } = await stage(trace("lecture"), drawing);
  assert(view.querySelector(".graph-notice")!.textContent!.includes(message), "it does not say what went wrong");
  working = true;
  player.load(trace("twice"));
  await show();
  equal(view.querySelector(".graph-notice")!.textContent, "");
});

test("without a trace it says what will be here", async () => {
  const view = document.createElement("graph-view");
  document.body.append(view);
  await view.updateComplete;
  equal(view.querySelector(".graph-notice")!.textContent, "The graph of your expression appears here.");
  equal(view.querySelector<HTMLElement>(".graph-buttons")!.hidden, true);
});

test("a value travels along each edge of a step, and nothing travels in a jump or with reduced motion", async () => {
  const { view, player, show } = await stage(trace("lecture"));
  const operation = player.trace!.steps.findIndex((step) => step.kind === "operation");
  const after = async (...positions: number[]): Promise<number> => {
    for (const position of positions) {
      player.go(position);
      await show();
    }
    return view.querySelectorAll(".traveller").length;
  };
  equal(await after(operation, operation + 1), 2, "travellers after a product");
  equal(await after(player.length), 0, "travellers after a jump");
  equal(await after(player.length - 1, player.length), 1, "travellers after a contribution");
  equal(await after(player.length - 1), 0, "travellers after a step back");
  const { matchMedia } = globalThis;
  globalThis.matchMedia = () => ({ matches: true }) as MediaQueryList;
  const calm = await stage(trace("lecture"));
  globalThis.matchMedia = matchMedia;
  calm.player.next();
  await calm.show();
  calm.player.go(operation);
  await calm.show();
  calm.player.go(operation + 1);
  await calm.show();
  equal(calm.view.querySelectorAll(".traveller").length, 0, "travellers with reduced motion");
});

test("the tint of a grad appears when its number lands", async () => {
  const { view, player, show } = await stage(trace("twice"));
  const cell = (): string => getComputedStyle(view.querySelector("#n0 > polygon:last-of-type")!).fill;
  const flows = player.trace!.steps.flatMap((step, i) => (step.kind === "flow" ? [i] : []));
  const untinted = cell();
  let before = untinted;
  for (const position of flows) {
    player.go(position);
    await show();
    player.go(position + 1);
    await show();
    const landing = view.getAnimations({ subtree: true });
    for (const each of landing) each.pause();
    for (const at of [0, 200, 300]) {
      for (const each of landing) each.currentTime = at;
      equal(cell(), before, `${at} ms after contribution ${position}`);
    }
    for (const each of landing) each.finish();
    assert(cell() !== before, "the tint does not show once the number has landed");
    before = cell();
  }
  player.first();
  await show();
  equal(cell(), untinted);
});

test("pointing at a box or its operator names the value, clicking chooses it", async () => {
  const { view, player } = await stage(trace("lecture"));
  const events: string[] = [];
  for (const name of ["node-point", "node-select"] as const) {
    view.addEventListener(name, (event) =>
      events.push(`${name} ${(event as CustomEvent<{ node: number | null }>).detail.node}`),
    );
  }
  const L = idOf(player.trace!, "L");
  view.querySelector(`#op${L} ellipse`)!.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  view.querySelector(`#n${L} text`)!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  equal(events, [`node-point ${L}`, `node-select ${L}`]);
});

test("values in a box are painted as one: its output's numbers, and every mark of theirs", async () => {
  const { view, player, show } = await stage(trace("lecture"));
  view.picture = picture("lecture folded");
  await show();
  const [e, d] = [idOf(player.trace!, "e"), idOf(player.trace!, "d")];
  equal(
    marked(view, "node").filter((id) => !id.startsWith("op")),
    ["g0", "g1", "n0", "n1", "n2", "n3", "n6"],
  );
  player.go(player.trace!.steps.findIndex((step) => step.kind === "flow" && step.node === e) + 1);
  await show();
  equal(marked(view, "now"), ["e_g0_g1", "g0"]);
  equal(marked(view, "source"), ["g1"]);
  equal([textOf(view, "g0_data"), textOf(view, "g0_grad"), textOf(view, "g1_grad")], ["−6", "−2", "−2"]);
  view.pointed = d;
  await view.updateComplete;
  equal(marked(view, "pointed"), ["g1"]);
});

test("a box of several outputs counts what it holds, and no step marks its counts as numbers of its own", async () => {
  const { view, player, show } = await stage(trace("two thousand"));
  const texts = (): string[] => [...view.querySelectorAll("#g2 > text")].slice(1, 5).map((text) => text.textContent!);
  equal(texts(), ["values", "999", "outputs", "999"]);
  player.last();
  await show();
  equal(texts(), ["values", "999", "outputs", "999"]);
  const counts = [...view.querySelectorAll("#g2 > text")].slice(1, 5).map((text) => getComputedStyle(text));
  equal(new Set(counts.map(({ textDecorationLine }) => textDecorationLine)), new Set(["none"]));
  equal(counts[1]!.fill, counts[3]!.fill);
});

test("constants can be left out of the picture", async () => {
  const { view, player, show } = await stage(trace("numbers only"));
  const constants = player.trace!.nodes.filter((node) => node.kind === "constant").map((node) => `n${node.id}`);
  assert(constants.length > 0, "there are no constants to leave out");
  view.picture = picture("numbers only without constants");
  player.last();
  await show();
  equal(view.querySelector(".graph-notice")!.textContent, "");
  for (const id of constants) equal(view.querySelector(`#${id}`), null);
});

test("a picture of another graph is refused in words", async () => {
  const { view, show } = await stage(trace("lecture"));
  view.picture = picture("numbers only without constants");
  await show();
  assert(
    /^The drawing (lacks|has)/.test(view.querySelector(".graph-notice")!.textContent!),
    view.querySelector(".graph-notice")!.textContent!,
  );
});

test("of many numbers those in view are painted at once, and the others when the moves pause", async () => {
  const { view, player, show } = await stage(trace("five hundred"));
  const last = trace("five hundred").nodes.length - 1;
  player.last();
  await show();
  const seen = (id: string): boolean => {
    const { left, right } = view.querySelector(`#${id}`)!.getBoundingClientRect();
    return right > 0 && left < 800;
  };
  assert(seen("n0") !== seen(`n${last}`), "one end of the graph is in view");
  const [near, far] = seen("n0") ? ["n0", `n${last}`] : [`n${last}`, "n0"];
  assert(textOf(view, `${near}_data`) !== "", "the number in view is painted");
  equal(textOf(view, `${far}_data`), "");
  while (textOf(view, `${far}_data`) === "") await new Promise(requestAnimationFrame);
});

/** The classes of influence in a drawing: "n0 up-5", "e3_0 flow-4". */
const influence = (drawing: Element): string[] =>
  [...drawing.querySelectorAll("g[id]")]
    .flatMap(({ id, classList }) => [...classList].filter((name) => /-\d$/.test(name)).map((name) => `${id} ${name}`))
    .sort();

test("at the end the page paints the tints and widths that the engine draws", async () => {
  for (const name of ["lecture", "shared", "twice", "training", "not finite"]) {
    const { view, player, show } = await stage(trace(name));
    const drawn = new DOMParser().parseFromString(
      graphviz.renderString(trace(name).dot, { format: "svg" }),
      "text/html",
    );
    equal(influence(view), [], `${name} before the first step`);
    player.last();
    await show();
    equal(influence(view), influence(drawn.body), name);
    view.remove();
  }
});

test("a step touches only the boxes and edges that it changes", async () => {
  const { player, show, view } = await stage(trace("five hundred"));
  player.go(player.length - 1);
  await show();
  const touched: string[] = [];
  const observer = new MutationObserver((changes) =>
    touched.push(...changes.map(({ target }) => (target as Element).id)),
  );
  observer.observe(view.querySelector("svg.graph")!, { attributes: true, attributeFilter: ["class"], subtree: true });
  player.next();
  await show();
  await Promise.resolve();
  observer.disconnect();
  assert(touched.length > 0 && touched.length < 16, `${touched.length} elements: ${touched.join(" ")}`);
});

const mapOf = (view: GraphView): SVGSVGElement => view.querySelector<SVGSVGElement>(".overview-map")!;
const isShown = (element: Element): boolean => getComputedStyle(element).display !== "none";

/** The part of the drawing between two screen coordinates that the map marks as seen, from 0 to 1. */
const seenInMap = (view: GraphView): number[] => {
  const map = mapOf(view).getBoundingClientRect();
  const seen = view.querySelector(".map-seen")!.getBoundingClientRect();
  return [seen.left - map.left, seen.right - map.left].map((x) => x / map.width);
};

test("a graph that fits has no map; one that does not has a small map in a corner, not read aloud", async () => {
  const small = await stage(trace("twice"));
  equal(isShown(mapOf(small.view)), false);
  const { view } = await stage(trace("five hundred"));
  const map = mapOf(view);
  assert(isShown(map), "there is no map");
  equal(map.getAttribute("aria-hidden"), "true");
  const [frame, place] = [view, map].map((each) => each.getBoundingClientRect()) as [DOMRect, DOMRect];
  assert(place.width <= frame.width / 4 && place.height <= frame.height / 4, "the map is large");
  assert(place.right <= frame.right && place.bottom <= frame.bottom, "the map is cut off");
  const [left = NaN, right = NaN] = seenInMap(view);
  assert(left > -0.05 && right < 0.3, `the part from ${left} to ${right} is marked at the start`);
});

test("a press in the map shows that part of the graph, and a drag goes on", async () => {
  const { view } = await stage(trace("five hundred"));
  const map = mapOf(view);
  const { left, top, width, height } = map.getBoundingClientRect();
  map.setPointerCapture = () => {};
  map.hasPointerCapture = () => true;
  const seen = (): boolean[] =>
    ["n0", `n${trace("five hundred").nodes.length - 1}`].map((id) => {
      const box = view.querySelector(`#${id}`)!.getBoundingClientRect();
      return box.right > 0 && box.left < 800;
    });
  const to = (type: string, part: number): boolean =>
    map.dispatchEvent(new PointerEvent(type, { clientX: left + part * width, clientY: top + height / 2 }));
  to("pointerdown", 0);
  equal(seen(), [true, false]);
  to("pointermove", 0.5);
  equal(seen(), [false, false]);
  const [start = NaN, end = NaN] = seenInMap(view);
  assert(start < 0.5 && end > 0.5, `the part from ${start} to ${end} is marked`);
  to("pointermove", 1);
  equal(seen(), [false, true]);
});

test("the box of a step is never below the map", async () => {
  const { view, player, show } = await stage(trace("every operation"));
  const map = mapOf(view);
  for (let position = 1; position <= player.length; position += 1) {
    player.go(position);
    await show();
    const box = player.step!.node === null ? null : view.querySelector(`#n${player.step!.node} > polygon`);
    if (!box || !isShown(map)) continue;
    for (const gliding of view.getAnimations({ subtree: true })) gliding.finish();
    const [a, b] = [box, map].map((each) => each.getBoundingClientRect()) as [DOMRect, DOMRect];
    assert(!overlapping(a, b), `at step ${position} the map covers its value`);
  }
});

test("a step moves two rectangles of the map and draws nothing anew", async () => {
  const { player, show, view } = await stage(trace("five hundred"));
  player.go(player.length - 1);
  await show();
  const touched = new Set<Node>();
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) touched.add(target);
  });
  observer.observe(mapOf(view), { attributes: true, childList: true, subtree: true });
  player.next();
  await show();
  await Promise.resolve();
  observer.disconnect();
  const names = [...touched].map((target) => (target as Element).classList[0]);
  equal(
    names.filter((name) => !["overview-map", "map-step", "map-seen"].includes(name!)),
    [],
  );
});

test("keys, wheel and button make no text of the graph smaller than 12 pixels, and the button says so", async () => {
  const { view } = await stage(trace("five hundred"));
  const frame = view.querySelector(".graph-frame")!;
  const button = view.querySelector<HTMLButtonElement>("[aria-label='Zoom out']")!;
  const smallest = (): number => {
    const text = [...view.querySelectorAll<SVGTextElement>("#n0 text")];
    return Math.min(...text.map((each) => Number(each.getAttribute("font-size")) * each.getScreenCTM()!.a));
  };
  const shrink = {
    keys: () => frame.dispatchEvent(new KeyboardEvent("keydown", { key: "-" })),
    wheel: () => frame.dispatchEvent(new WheelEvent("wheel", { deltaY: 200, cancelable: true })),
    button: () => button.click(),
  };
  for (const [name, once] of Object.entries(shrink)) {
    view.querySelector<HTMLButtonElement>("[aria-label='Zoom in']")!.click();
    equal(button.getAttribute("aria-disabled"), "false", name);
    for (let turn = 0; turn < 9; turn += 1) once();
    equal(Math.round(smallest()), 12, name);
    equal(button.getAttribute("aria-disabled"), "true", name);
  }
});

const overlapping = (a: DOMRect, b: DOMRect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

test("the label of an edge covers no box and no operator", async () => {
  for (const name of ["lecture", "shared", "twice", "two depths", "every operation"]) {
    const { view, player, show } = await stage(trace(name));
    let shown = 0;
    for (const [i, step] of player.trace!.steps.entries()) {
      if (step.kind !== "flow") continue;
      player.go(i + 1);
      await show();
      const label = view.querySelector<SVGTextElement>(".edge-label")!;
      if (!label.textContent) continue;
      shown += 1;
      const place = label.getBoundingClientRect();
      for (const shape of view.querySelectorAll(".node > :is(polygon, ellipse)")) {
        assert(
          !overlapping(place, shape.getBoundingClientRect()),
          `${name}, step ${i + 1}: "${label.textContent}" covers ${shape.parentElement!.id}`,
        );
      }
    }
    assert(shown > 0, `${name} has no label`);
    view.remove();
  }
});

test("an upstream gradient becomes the contribution at the operator and lands in the grad", async () => {
  const { view, player, show } = await stage(trace("lecture"));
  player.go(player.length - 1);
  await show();
  player.next();
  await show();
  const step = player.step!;
  assert(step.kind === "flow", step.kind);
  const traveller = view.querySelector(".traveller")!;
  equal(
    [...traveller.querySelectorAll("text")].map((text) => text.textContent),
    ["−2", "−4"],
  );
  const landing = view.querySelector(`#n${step.node}_grad`)!;
  equal(landing.textContent, "−4", "the number is there at once");
  equal(landing.getAnimations().length, 1);
  player.back();
  await show();
  equal([view.querySelectorAll(".traveller").length, landing.getAnimations().length], [0, 0], "after the next move");
});

test("the graph is walked along its edges by keys, and each move is said", async () => {
  const { view, player, show } = await stage(trace("lecture"));
  player.last();
  await show();
  view.addEventListener("node-point", (event) => {
    view.pointed = (event as CustomEvent<{ node: number | null }>).detail.node;
  });
  const said = async (key: string): Promise<string> => {
    view.querySelector(".graph-frame")!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await settled(view);
    return view.querySelector("[aria-live]")!.textContent!.split(",")[0]!;
  };
  equal(await said("o"), "Operand 1 of 2 of L. d: e + c");
  equal(await said("s"), "Operand 2 of 2 of L. f: leaf");
  equal(await said("o"), "f has no operands. f: leaf");
  equal(await said("u"), "User 1 of 1 of f. L: d * f");
  equal(await said("u"), "No value uses L. L: d * f");
});
