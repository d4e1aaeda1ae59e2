// Drafts: the texts that the reader has typed, in this visit and in earlier ones, the newest first. Each tab keeps its
// own: a text is replaced by what it grows into, and never by another tab's.

import { each, string } from "../lib/decode.js";
import { nameOfKey, readStored, writeStored } from "../lib/dom/storage.js";

const DRAFTS = "drafts";
/** Where earlier versions of the page kept the text typed last, and the one before it. */
const EARLIER_KEYS = ["text", "earlier-text"];
const MOST_DRAFTS = 12;
const MOST_CHARACTERS = 400_000;
const LONGEST_TITLE = 40; // characters of its line

/** All drafts, the one typed last first. */
export function readDrafts(): readonly string[] {
  const stored = readStored("local", DRAFTS);
  if (stored === null)
    return EARLIER_KEYS.map((key) => readStored("local", key) ?? "").filter((text) => text.trim() !== "");
  try {
    return each(JSON.parse(stored), "drafts", string);
  } catch {
    // Written by a later version of the page, or damaged.
    return [];
  }
}

/** The first line of a draft that says something, and how many lines it has. */
export function draftTitle(source: string): string {
  const lines = source.trim().split("\n");
  const said = lines.find((line) => !/^\s*(#|from |import |$)/.test(line)) ?? lines[0]!;
  const first = said.length > LONGEST_TITLE ? `${said.slice(0, LONGEST_TITLE).trimEnd()}…` : said;
  return lines.length === 1 ? first : `${first} (${lines.length} lines)`;
}

/** Keeps what is typed in this tab. */
export class DraftKeeper {
  /** The draft that is on the page; null as long as its text has not been typed. */
  #kept: string | null = null;

  constructor() {
    addEventListener("storage", this.#onStorage);
  }

  dispose(): void {
    removeEventListener("storage", this.#onStorage);
  }

  /** From here on `source` is typed on: a draft, which what is typed replaces, or another text. */
  begin(source: string): void {
    this.#kept = readDrafts().includes(source) ? source : null;
  }

  /** Keeps `source`, the text after an edit. */
  keep(source: string): void {
    const before = this.#kept;
    this.#kept = source.trim() === "" ? null : source;
    if (this.#kept === null) return;
    const replaced = before !== null && grewFrom(before, source) ? before : source;
    write([source, ...readDrafts().filter((draft) => draft !== replaced && draft !== source)]);
  }

  /** Another tab types on the draft of this one: this tab's text stays, after the other's. */
  readonly #onStorage = ({ key }: StorageEvent): void => {
    if (nameOfKey(key) !== DRAFTS || this.#kept === null) return;
    const drafts = readDrafts();
    if (drafts.length < MOST_DRAFTS && !drafts.includes(this.#kept)) write([...drafts, this.#kept]);
  };
}

function write(drafts: readonly string[]): void {
  let characters = 0;
  const kept = drafts.slice(0, MOST_DRAFTS).filter((draft, index) => {
    characters += draft.length;
    return index === 0 || characters <= MOST_CHARACTERS;
  });
  // Where the storage is full the older ones make room.
  if (!writeStored("local", DRAFTS, JSON.stringify(kept)))
    writeStored("local", DRAFTS, JSON.stringify(kept.slice(0, 1)));
}

/** Whether an edit has left half of the text in place; else another text was pasted over it. */
function grewFrom(before: string, after: string): boolean {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return 2 * (start + end) >= before.length;
}
