import { decodeLab, encodeLab, type LabLink } from "../../static/src/lab/link-state.js";
import { DEMO, LECTURE, type Settings } from "../../static/src/lab/settings/settings.js";
import { INITIAL } from "../../static/src/lab/state.js";
import { compress } from "../../static/src/url/compression.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const { settings, mistakes, second, speed, scale, show, chosen, panel, backend, theme } = INITIAL;
const START: LabLink = { settings, mistakes, second, step: 0, speed, scale, show, chosen, panel, backend, theme };

async function refusal(state: unknown): Promise<string> {
  const opened = await decodeLab((await compress(JSON.stringify(state)))!);
  if (opened.ok) throw new Error(`${JSON.stringify(state)} is read`);
  return opened.message;
}

const OWN: Settings = {
  ...LECTURE,
  data: {
    ...DEMO.data,
    kind: "own",
    rows: [
      [0.5, -1.25, 1],
      [1e-7, 3, -1],
    ],
  },
  layers: [],
};

test("any state comes back from its link as it was", async () => {
  const states: Partial<LabLink>[] = [
    {},
    { settings: LECTURE, step: 20 },
    { settings: OWN, chosen: 1 },
    { mistakes: { forget: true, sign: false, large: true }, second: { rate: 0.25, optimiser: "adam" } },
    {
      second: { rate: null, optimiser: null },
      scale: "log",
      show: "gradients",
      speed: "most",
      panel: "settings",
      theme: "dark",
      backend: "browser",
    },
  ];
  for (const state of states) {
    const whole = { ...START, ...state };
    equal(await decodeLab((await encodeLab(whole))!), { ok: true, state: whole });
  }
});

test("the page as it opens takes no room", async () => {
  equal(await encodeLab(START), await compress("{}"));
});

test("settings that a link leaves out are the demo's, keys that are not known are passed over", async () => {
  const opened = await decodeLab((await compress('{"settings":{"layers":[3],"later":1},"more":2}'))!);
  equal(opened, { ok: true, state: { ...START, settings: { ...DEMO, layers: [3] } } });
});

test("a value that is not allowed makes the link unreadable, with its place", async () => {
  equal(
    await refusal({ settings: { loss: "huge" } }),
    'This link cannot be read: settings.loss: expected one of sum-squares, mean-squares, max-margin, cross-entropy, got "huge".',
  );
  equal(
    await refusal({ settings: { layers: [4, "a"] } }),
    'This link cannot be read: settings.layers[1]: expected a whole number from 0, got "a".',
  );
  equal(
    await refusal({ settings: { rate: "Infinity" } }),
    'This link cannot be read: settings.rate: expected a finite number, got "Infinity".',
  );
  equal(
    await refusal({ mistakes: { sign: 1 } }),
    "This link cannot be read: mistakes.sign: expected true or false, got 1.",
  );
  equal(await refusal({ step: -1 }), "This link cannot be read: step: expected a whole number from 0, got -1.");
  assert((await refusal([])).includes("expected an object"), "a list is read");
});

test("points that an address does not hold give no link", async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => [i / 7, -i / 3, 1]);
  equal(await encodeLab({ ...START, settings: { ...OWN, data: { ...OWN.data, rows } } }), null);
});
