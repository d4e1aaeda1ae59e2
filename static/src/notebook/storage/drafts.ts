// Drafts: each opened notebook with its outputs, in this browser's storage under an id of its own. The tab remembers
// its draft, so that a reload finds it again.

import { ContractError, each, isObject, nullable, number, object, oneOf, string } from "../../lib/decode.js";
import { readStored, writeStored } from "../../lib/dom/storage.js";
import { CELL_KINDS, type Cell, type NotebookDocument, newCell, newDocument, newId } from "../document/cell.js";
import { decodeKernelReply, decodeOutput } from "../kernel-replies.js";

const INDEX = "notebooks";
const CURRENT = "notebook";
/** Drafts that are kept; a browser's storage holds about five million characters for the whole site. */
const MAX_DRAFTS = 12;
const MAX_CHARACTERS = 1_500_000;
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
  return (
    parsed(readStored("local", INDEX), (json) =>
      each(json, "drafts", (item, where) => {
        const { id, name, saved } = object(item, where);
        return { id: string(id, where), name: string(name, where), saved: string(saved, where) };
      }),
    ) ?? []
  );
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
  // The decoder reads NaN and the infinities as the contract writes them.
  return JSON.stringify({ name, origin, metadata, cells: kept }, (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
}

function readCell(json: unknown, where: string): Cell {
  const { id, kind, source, outputs, count, reply, metadata, attachments } = object(json, where);
  return {
    ...newCell(string(source, where), oneOf(kind, CELL_KINDS, where), string(id, where)),
    outputs: attempt(() => each(outputs ?? [], where, decodeOutput)) ?? [],
    count: nullable(count ?? null, where, number),
    reply: attempt(() => nullable(reply ?? null, where, (stored) => decodeKernelReply("run", stored))),
    metadata: isObject(metadata) ? metadata : {},
    attachments: isObject(attachments) ? attachments : null,
  };
}

/** Null where an earlier version of the page has stored something else: the text is worth more than its outputs. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ContractError) return null;
    throw error;
  }
}

/** A damaged entry counts as none. */
function parsed<T>(text: string | null, read: (json: unknown) => T): T | null {
  return text === null ? null : attempt(() => read(JSON.parse(text)));
}
