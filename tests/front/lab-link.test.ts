// Codec of the lab's link.

import { decodeLab, encodeLab, type LabLink } from "../../static/src/lab/link-state.js";
import { DEMO, LECTURE, type Settings } from "../../static/src/lab/settings/settings.js";
import { INITIAL } from "../../static/src/lab/state.js";
import { compress } from "../../static/src/url/compression.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const { settings, mistakes, secondRun, speed, scale, quantity, chosen, panel, backend, theme } = INITIAL;
const START: LabLink = {
  settings,
  mistakes,
  secondRun,
  step: 0,
  speed,
  scale,
  quantity,
  chosen,
  panel,
  backend,
  theme,
};

async function decodingError(state: unknown): Promise<string> {
  const decoded = await decodeLab((await compress(JSON.stringify(state)))!);
  if (decoded.ok) throw new Error(`${JSON.stringify(state)} is read`);
  return decoded.message;
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

test("any state is read back unchanged from its link", async () => {
  const states: Partial<LabLink>[] = [
    {},
    { settings: LECTURE, step: 20 },
    { settings: OWN, chosen: 1 },
    { mistakes: { forget: true, sign: false, large: true }, secondRun: { rate: 0.25, optimiser: "adam" } },
    {
      secondRun: { rate: null, optimiser: null },
      scale: "log",
      quantity: "gradients",
      speed: "most",
      panel: "settings",
      theme: "dark",
      backend: "browser",
    },
  ];
  for (const state of states) {
    const link = { ...START, ...state };
    equal(await decodeLab((await encodeLab(link))!), { ok: true, state: link });
  }
});

test("the initial state is encoded as an empty object", async () => {
  equal(await encodeLab(START), await compress("{}"));
});

test("missing settings are the demo's, unknown keys are ignored", async () => {
  const decoded = await decodeLab((await compress('{"settings":{"layers":[3],"later":1},"more":2}'))!);
  equal(decoded, { ok: true, state: { ...START, settings: { ...DEMO, layers: [3] } } });
});

test("a value that is not allowed makes the link unreadable, with the path of the value", async () => {
  equal(
    await decodingError({ settings: { loss: "huge" } }),
    "This link cannot be read: settings.loss: " +
      'expected one of sum-squares, mean-squares, max-margin, cross-entropy, got "huge".',
  );
  equal(
    await decodingError({ settings: { layers: [4, "a"] } }),
    'This link cannot be read: settings.layers[1]: expected a whole number from 0, got "a".',
  );
  equal(
    await decodingError({ settings: { rate: "Infinity" } }),
    'This link cannot be read: settings.rate: expected a finite number, got "Infinity".',
  );
  equal(
    await decodingError({ mistakes: { sign: 1 } }),
    "This link cannot be read: mistakes.sign: expected true or false, got 1.",
  );
  equal(await decodingError({ step: -1 }), "This link cannot be read: step: expected a whole number from 0, got -1.");
  assert((await decodingError([])).includes("expected an object"), "a list is read");
});

test("too many points for an address give no link", async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => [i / 7, -i / 3, 1]);
  equal(await encodeLab({ ...START, settings: { ...OWN, data: { ...OWN.data, rows } } }), null);
});
