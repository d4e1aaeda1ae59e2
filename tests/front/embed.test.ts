// Tests of the embed's URL options, messages, snippets and alternative text.

import { embedAddress } from "../../static/src/embed/address.js";
import { readReport } from "../../static/src/embed/decode-reports.js";
import { DEFAULTS, readOptions } from "../../static/src/embed/options.js";
import { programText } from "../../static/src/embed/program-text.js";
import { readCommand } from "../../static/src/embed/protocol.js";
import { SNIPPETS } from "../../static/src/embed/snippets.js";
import { altTextOf } from "../../static/src/trace/alt-text.js";
import { applyFields, readFragment, readQuery } from "../../static/src/url/address-content.js";
import { encodeLink, INITIAL_LINK } from "../../static/src/url/link-state.js";
import { assert, equal, test, throws, trace } from "../support/harness.js";
import { seededRandom } from "../support/seeded_random.js";

export { run } from "../support/harness.js";

const ours = (fields: object): object => ({ source: "autograd-playground", v: 1, ...fields });

test("what an address says of the looks is read, and what it does not know is passed over", () => {
  equal(readOptions(""), DEFAULTS);
  equal(readOptions("?panels=values,code,nonsense&theme=dark&readonly=1&controls=0&autoplay&start=click&height=auto"), {
    panels: ["code", "values"],
    theme: "dark",
    readonly: true,
    controls: false,
    autoplay: true,
    start: "click",
    height: "auto",
  });
  equal(readOptions("?panels=,&theme=huge&start=&readonly=0"), DEFAULTS);
});

test("a program written by hand comes through whole, plus signs too", async () => {
  const code = "a = 2 + 3 # 100% & more = ü\nb = a";
  const address = embedAddress(
    "https://play.example/",
    { panels: "code,graph", theme: null },
    { code, step: "3", level: null },
  );
  equal(address.split("#")[0], "https://play.example/embed/?panels=code,graph");
  equal(await readFragment(new URL(address).hash.slice(1)), {
    ok: true,
    content: { state: { ...INITIAL_LINK, source: code, step: 3 }, phase: null },
  });
  equal(await readFragment("code=a+b=c&phase=order"), {
    ok: true,
    content: { state: { ...INITIAL_LINK, source: "a+b=c" }, phase: "order" },
  });
});

test("a query names a program as forms write it, and a link", async () => {
  const shown = (state: object, phase: string | null = null): object => ({
    ok: true,
    content: { state: { ...INITIAL_LINK, ...state }, phase },
  });
  equal(await readQuery("?panels=code&theme=dark&utm_source=mail"), null);
  equal(
    await readQuery("?code=a+=+2%2B3&step=2&level=atoms&theme=dark"),
    shown({ source: "a = 2+3", step: 2, level: "atoms" }),
  );
  equal(await readQuery("?code=a&phase=order"), shown({ source: "a" }, "order"));
  equal(await readQuery("?code="), shown({ source: "" }));
  const link = await encodeLink({ ...INITIAL_LINK, source: "b", step: 1 });
  equal(await readQuery(`?state=${link}`), shown({ source: "b", step: 1 }));
  equal(await readQuery("?state=hello"), {
    ok: false,
    message: "This link cannot be read: it is not one that this page made.",
  });
  equal(await readQuery("?code=a&level=huge"), {
    ok: false,
    message: 'This address cannot be read: level: expected one of atoms, lecture, compact, got "huge".',
  });
});

test("garbage in an address is refused in words, and nothing is thrown", async () => {
  for (const [fragment, reason] of [
    ["code=%E0%A4", "a % in it is not followed by two hexadecimal digits"],
    ["code=a&step=-1", 'step: expected a whole number from 0, got "-1"'],
    ["code=a&phase=__proto__", 'phase: expected one of forward, order, backward, update, got "__proto__"'],
  ] as const) {
    equal(await readFragment(fragment), { ok: false, message: `This address cannot be read: ${reason}.` });
  }
  const numbers = seededRandom(8);
  for (let turn = 0; turn < 300; turn += 1) {
    const noise = Array.from({ length: turn % 40 }, () => String.fromCharCode(32 + numbers.next().value! * 95)).join(
      "",
    );
    await readFragment(noise);
  }
});

test("a state that is set keeps what it does not name, and another program starts afresh", () => {
  const before = { ...INITIAL_LINK, source: "a = 1", level: "compact", step: 4, selected: 2 } as const;
  equal(applyFields({ step: 2 }, before).state, { ...before, step: 2 });
  equal(applyFields({ code: "b = 2" }, before).state, { ...INITIAL_LINK, source: "b = 2", level: "compact", step: 4 });
});

test("messages of others are passed over", () => {
  for (const other of [
    null,
    undefined,
    7,
    "play",
    [],
    {},
    { source: "react-devtools" },
    new Map([["source", "autograd-playground"]]),
  ]) {
    equal(readCommand(other), null);
    equal(readReport(other), null);
  }
});

test("commands are read, and what cannot be read is named", () => {
  equal(readCommand(ours({ type: "play" })), { id: null, type: "play" });
  equal(readCommand(ours({ type: "step", by: -2, id: 7, more: "x" })), { id: 7, type: "step", by: -2 });
  equal(readCommand(ours({ type: "goto", phase: "order" })), { id: null, type: "goto", phase: "order" });
  throws(() => readCommand({ source: "autograd-playground", v: 2, type: "play" }), "v: expected 1, got 2");
  throws(() => readCommand(ours({ type: "constructor" })), "type: expected one of hello");
  throws(() => readCommand(ours({ type: "step", by: 0.5 })), "by: expected a whole number");
  throws(() => readCommand(ours({ type: "step", by: NaN })), "by: expected a whole number");
  throws(() => readCommand(ours({ type: "goto" })), "step: expected a whole number from 0");
  throws(() => readCommand(ours({ type: "play", id: "1" })), "id: expected a whole number from 0");
  throws(() => readCommand(ours({ type: "setState", state: [] })), "state: expected an object");
});

test("reports are read, and a frame cannot grow without an end", () => {
  equal(readReport(ours({ type: "resize", height: 1e9 })), { type: "resize", height: 10_000 });
  equal(readReport(ours({ type: "result", name: "L", data: NaN, grads: { a: Infinity } })), {
    type: "result",
    name: "L",
    data: NaN,
    grads: { a: Infinity },
  });
  const answer = {
    type: "answer",
    step: 9,
    node: "a",
    outcome: "right",
    score: { right: 1, wrong: 0, shown: 0 },
    left: 2,
  } as const;
  equal(readReport(ours(answer)), answer);
  throws(() => readReport(ours({ ...answer, outcome: "best" })), "outcome: expected one of right, wrong, shown");
  throws(() => readReport(ours({ type: "resize", height: "100vh" })), "height: expected a whole number from 0");
  throws(() => readReport(ours({ type: "reply", id: 1 })), "state: expected an object");
  throws(() => readReport(ours({ type: "play" })), "type: expected one of hello");
});

test("the program inside an element loses what the page's indentation gave it", () => {
  equal(
    programText("\n    a = 1\n    for i in range(2):\n        a = a + 1\n\n  "),
    "a = 1\nfor i in range(2):\n    a = a + 1",
  );
  equal(programText(""), "");
});

test("a program cannot break out of the text that is copied", () => {
  const source = 'a = 1 # "></code></pre><script>alert(1)</script>)](x)';
  const input = {
    base: "https://play.example/",
    state: { ...INITIAL_LINK, source },
    fragment: "1.abc",
    options: DEFAULTS,
    height: 520,
    altText: "x[0] \\](",
  };
  for (const { label, write } of SNIPPETS) {
    const host = document.createElement("div");
    host.innerHTML = write(input).replace(/<script [^>]*><\/script>/, "");
    assert(host.querySelector("script") === null, `${label} holds a script`);
    if (label === "Element") equal(host.querySelector("code")!.textContent, source);
  }
  const markdown = SNIPPETS.find(({ label }) => label === "Markdown")!.write(input);
  assert(
    /^\[!\[x\\\[0\\\] \\\\\\\]\(\]\([^()\s]*\)\]\([^()\s]*\)$/.test(markdown),
    `the picture's words or address end early in ${markdown}`,
  );
});

test("a picture is described by its values, and a large one by where it ends", () => {
  const lecture = altTextOf(trace("lecture"));
  assert(lecture.startsWith("The graph: a has data 2 and grad 6; b has data −3 and grad −4; "), lecture);
  assert(lecture.endsWith("L has data −8 and grad 1."), lecture);
  const long = altTextOf(trace("two thousand"));
  assert(/^A graph of \d+ values that ends in y₁₀₀₀ has data /.test(long), long);
});
