// Tests of the link codec: round trips, refusals, size limits.

import { BACKENDS } from "../../static/src/backend/backend-id.js";
import { deflate, inflate, toBase64url } from "../../static/src/lib/deflate.js";
import { THEMES } from "../../static/src/lib/dom/theme.js";
import { PANELS } from "../../static/src/state/app-state.js";
import { CORNER_TABS, TOOL_TABS } from "../../static/src/state/tabs.js";
import { LEVELS, MISTAKES } from "../../static/src/trace/contract.js";
import { STEP_SIZE_IDS } from "../../static/src/trace/playback/moves.js";
import { SPEEDS } from "../../static/src/trace/playback/speeds.js";
import { MAX_BYTES } from "../../static/src/url/compression.js";
import {
  decodeLink,
  encodeLink,
  INITIAL_LINK,
  type LinkState,
  readState,
  writeState,
} from "../../static/src/url/link-state.js";
import { assert, equal, test } from "../support/harness.js";
import { seededRandom } from "../support/seeded_random.js";

export { run } from "../support/harness.js";

const NAMES = Object.keys(INITIAL_LINK) as (keyof LinkState)[];
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const link = async (json: string): Promise<string> => `1.${toBase64url(await deflate(bytes(json)))}`;

/** The message with which `fragment` is refused. */
async function refusal(fragment: string): Promise<string> {
  const opened = await decodeLink(fragment);
  if (opened.ok) throw new Error(`${fragment.slice(0, 40)} is read`);
  return opened.message;
}

test("any state comes back from its link as it was", async () => {
  const numbers = seededRandom(12);
  const below = (count: number): number => Math.floor(numbers.next().value! * count);
  const any = <T>(values: readonly T[]): T => values[below(values.length)]!;
  const texts = ["", "a = Value(2.0)\n", '\u{1F600} \u00e9 \u0000 " \\ </script>', "\ud800 alone", "x".repeat(3000)];
  const states: Record<keyof LinkState, () => unknown> = {
    source: () => any(texts) + any(texts),
    level: () => any(LEVELS),
    backend: () => any(BACKENDS),
    pass: () => any([null, below(1000)]),
    step: () => below(100_000),
    speed: () => any(SPEEDS).milliseconds,
    stepSize: () => any(STEP_SIZE_IDS),
    mistake: () => any([null, ...MISTAKES]),
    folding: () => ({ closed: any([null, [], ["MLP/Layer 0", "line 7"]]), constants: any([true, false]) }),
    leaves: () => any([{}, { 0: -2.5, 12: 1e-300 }, { 3: below(1000) / 7 }]),
    cornerTab: () => any(CORNER_TABS),
    toolTab: () => any(TOOL_TABS),
    theme: () => any(THEMES),
    predict: () => ({ on: any([true, false]), steps: any([null, [], [27, 30]]) }),
    selected: () => any([null, below(10_000)]),
    panel: () => any(PANELS),
  };
  for (let turn = 0; turn < 200; turn += 1) {
    const state = Object.fromEntries(NAMES.map((name) => [name, states[name]()])) as unknown as LinkState;
    const opened = await decodeLink((await encodeLink(state))!);
    equal(opened, { ok: true, state });
  }
});

test("a field that has its initial value takes no room, and one that is missing has it", () => {
  equal(writeState(INITIAL_LINK), "{}");
  equal(readState("{}"), INITIAL_LINK);
  equal(writeState({ ...INITIAL_LINK, step: 3 }), '{"step":3}');
});

test("a link of another version, or of none, is refused in words", async () => {
  equal(await refusal("2.abc"), "This link cannot be read: it is of version 2, and this page knows version 1.");
  for (const other of ["section-3", "1", "1.", ".abc", "1.a.b", "v1.abc"]) {
    equal(await refusal(other), "This link cannot be read: it is not one that this page made.", other);
  }
});

test("garbage is refused in words, and nothing is thrown", async () => {
  const valid = await link('{"text":"a = Value(2.0)","step":4}');
  const damaged = [
    valid.slice(0, -6),
    `${valid}AAAA`,
    "1.!!!!",
    "1.AAAA",
    "1.a",
    `1.${toBase64url(await deflate(new Uint8Array([0xff, 0xfe])))}`,
    await link("not json"),
  ];
  for (const fragment of damaged)
    equal(await refusal(fragment), "This link cannot be read: it is cut off or damaged.", fragment);
  const numbers = seededRandom(5);
  for (let turn = 0; turn < 300; turn += 1) {
    const noise = Uint8Array.from({ length: turn }, () => numbers.next().value! * 256);
    await decodeLink(`1.${toBase64url(noise)}`);
  }
});

test("a value that the page does not know is named, a key that it does not know is passed over", async () => {
  equal(
    await refusal(await link('{"level":"huge"}')),
    'This link cannot be read: level: expected one of atoms, lecture, compact, got "huge".',
  );
  equal(
    await refusal(await link('{"step":-1}')),
    "This link cannot be read: step: expected a whole number from 0, got -1.",
  );
  equal(await refusal(await link('{"text":["a"]}')), 'This link cannot be read: text: expected a string, got ["a"].');
  equal(
    await refusal(await link('{"leaves":{"a":1}}')),
    'This link cannot be read: leaves: expected numbers of leaves, got "a".',
  );
  equal(
    await refusal(await link('{"leaves":{"0":1e301}}')),
    "This link cannot be read: leaves.0: expected a number up to 1e+300, got 1e+301.",
  );
  equal(await refusal(await link("[]")), "This link cannot be read: the link: expected an object, got [].");
  const opened = await decodeLink(await link('{"text":"a = 1","__proto__":{"step":9},"constructor":1,"later":true}'));
  equal(opened, { ok: true, state: { ...INITIAL_LINK, source: "a = 1" } });
});

test("a state of more than 64 KB gives no link, one of 64 KB does", async () => {
  const room = MAX_BYTES - '{"text":""}'.length;
  assert((await encodeLink({ ...INITIAL_LINK, source: "x".repeat(room) })) !== null, "64 KB give no link");
  equal(await encodeLink({ ...INITIAL_LINK, source: "x".repeat(room + 1) }), null);
});

test("65 000 characters that unpack to 50 MB are given up before a hundredth of them is unpacked", async () => {
  const bomb = new Uint8Array(await deflate(new Uint8Array(50_000_000)));
  const fragment = `1.${toBase64url(bomb)}`;
  assert(fragment.length > 60_000 && fragment.length < 70_000, `the bomb has ${fragment.length} characters`);
  equal(await refusal(fragment), "This link cannot be read: it holds more than 64 KB.");

  let handed = 0;
  const slice = bomb.slice.bind(bomb);
  bomb.slice = (start, end) => {
    const piece = slice(start, end);
    handed += piece.length;
    return piece;
  };
  let name = "";
  await inflate(bomb, MAX_BYTES).catch((error: Error) => (name = error.name));
  equal(name, "TooLargeError");
  assert(handed < bomb.length / 100, `${handed} of ${bomb.length} bytes were unpacked`);
});

test("a link too long to be one is not unpacked at all", async () => {
  equal(
    await refusal(`1.${"A".repeat(200_000)}`),
    "This link cannot be read: it has 200000 characters, and 100000 are allowed.",
  );
});
