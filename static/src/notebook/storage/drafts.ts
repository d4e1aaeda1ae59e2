// Drafts: each opened notebook with its outputs, in this browser's storage under an id of its own. The tab remembers
// its draft, so that a reload finds it again.

import { ContractError, each, isObject, list, nullable, number, object, oneOf, string } from "../../lib/decode.js";
import { readStored, writeStored } from "../../lib/dom/storage.js";
import type { RunReply } from "../contract.js";
import { CELL_KINDS, type Cell, newCell, newDocument, newId, type NotebookDocument } from "../document/cell.js";
import { checkedOutputs } from "../document/outputs.js";

const INDEX = "notebooks";
const CURRENT = "notebook";
/** Drafts that are kept; a browser's storage holds about five million characters for the whole site. */
const MAX_DRAFTS = 12;
const MAX_CHARACTERS = 1_500_000;
/** Members of a verdict that are numbers. */
const NUMBERS: ReadonlySet<string> = new Set(["data", "grad", "truth", "before", "after", "expected"]);
/** The key in the browser's storage, as `storage` events name it. */
export const draftKey = (id: string): string => `notebook/${id}`;

export interface DraftSummary {
  readonly id: string;
  readonly name: string;
  /** ISO 8601, for the list. */
  readonly saved: string;
}

export interface Draft {
  readonly document: NotebookDocument;
  /** The link's fragment or the file that it began with; empty for others. */
  readonly origin: string;
}

export type SaveOutcome = "saved" | "without outputs" | "failed";

/** The drafts, the latest first. */
export function draftList(): readonly DraftSummary[] {
  return parsed(readStored("local", INDEX), (json) =>
    each(json, "drafts", (item, where) => {
      const { id, name, saved } = object(item, where);
      return { id: string(id, where), name: string(name, where), saved: string(saved, where) };
    }),
  ) ?? [];
}

/** The draft that this tab had before a reload; null in a new tab. */
export function tabDraft(): string | null {
  return readStored("session", CURRENT);
}

export function setTabDraft(id: string): void {
  writeStored("session", CURRENT, id);
}

export function readDraft(id: string): Draft | null {
  return parsed(readStored("local", draftKey(id)), (json) => {
    const { name, cells, metadata, origin } = object(json, "draft");
    const read = each(cells, "cells", readCell);
    const document = newDocument(string(name, "name"), read, isObject(metadata) ? metadata : {});
    return { document, origin: string(origin ?? "", "origin") };
  });
}

/** Keeps the text always; outputs as far as there is room. The oldest drafts make room for the newest. */
export function saveDraft(id: string, { document, origin }: Draft, now: Date): SaveOutcome {
  const full = written(document, origin, true);
  const fits = full.length <= MAX_CHARACTERS;
  let outcome: SaveOutcome = fits ? "saved" : "without outputs";
  if (!(fits && store(id, full))) {
    outcome = "without outputs";
    const bare = written(document, origin, false);
    if (!store(id, bare)) return "failed";
  }
  const others = draftList().filter((draft) => draft.id !== id);
  for (const old of others.slice(MAX_DRAFTS - 1)) writeStored("local", draftKey(old.id), null);
  const index = [{ id, name: document.name, saved: now.toISOString() }, ...others.slice(0, MAX_DRAFTS - 1)];
  return writeStored("local", INDEX, JSON.stringify(index)) ? outcome : "failed";
}

/** Where the storage is full, the outputs of older drafts make room: their text stays. */
function store(id: string, text: string): boolean {
  if (writeStored("local", draftKey(id), text)) return true;
  for (const old of draftList().toReversed()) {
    const draft = old.id === id ? null : readDraft(old.id);
    if (!draft) continue;
    writeStored("local", draftKey(old.id), written(draft.document, draft.origin, false));
    if (writeStored("local", draftKey(id), text)) return true;
  }
  return false;
}

export function newDraftId(): string {
  return newId();
}

function written({ name, cells, metadata }: NotebookDocument, origin: string, outputs: boolean): string {
  const kept = outputs ? cells : cells.map((cell) => ({ ...cell, outputs: [], reply: null }));
  return JSON.stringify({ name, origin, metadata, cells: kept }, (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
}

function readCell(json: unknown, where: string): Cell {
  const { id, kind, source, outputs, count, reply, metadata, attachments } = object(json, where);
  return {
    ...newCell(string(source, where), oneOf(kind, CELL_KINDS, where), string(id, where)),
    outputs: checkedOutputs(outputs, where),
    count: nullable(count ?? null, where, number),
    reply: nullable(reply ?? null, where, readReply),
    metadata: isObject(metadata) ? metadata : {},
    attachments: isObject(attachments) ? attachments : null,
  };
}

/** What the page itself has stored is checked as far as the page would stumble over it. */
function readReply(json: unknown, where: string): RunReply {
  const reply = object(json, where);
  for (const pass of list(reply["passes"], where)) {
    const { verdict } = object(pass, where);
    const { text, gradients, faults, notes } = object(verdict, where);
    string(text, where);
    for (const part of [gradients, faults, notes]) list(part, where);
  }
  list(reply["notes"], where);
  return reply as unknown as RunReply;
}

/** JSON has no NaN and no infinities; a verdict may have them. */
function numberAgain(key: string, value: unknown): unknown {
  return NUMBERS.has(key) && typeof value === "string" ? number(value, key) : value;
}

/** A damaged entry counts as none. */
function parsed<T>(text: string | null, read: (json: unknown) => T): T | null {
  if (text === null) return null;
  try {
    return read(JSON.parse(text, numberAgain));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ContractError) return null;
    throw error;
  }
}
