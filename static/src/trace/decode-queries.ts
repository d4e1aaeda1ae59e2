// Decoders of the replies to `plot` and `nudge`, with the same conventions as decode.ts.

import { ContractError, each, list, number, object } from "../lib/decode.js";
import { type Line, type Nudge, type Surface, VERSION } from "./contract.js";
import { versionedFields } from "./decode.js";

export function readLine(json: unknown): Line {
  const fields = versionedFields(json, "plot");
  return {
    version: VERSION,
    points: each(fields["points"], "points", pair),
    at: pair(fields["at"], "at"),
    slope: number(fields["slope"], "slope"),
  };
}

export function readSurface(json: unknown): Surface {
  const fields = versionedFields(json, "plot");
  const [x, y, f] = numbers(fields["at"], "at", 3);
  return {
    version: VERSION,
    xs: each(fields["xs"], "xs", number),
    ys: each(fields["ys"], "ys", number),
    values: each(fields["values"], "values", (row, where) => each(row, where, number)),
    at: [x!, y!, f!],
    gradient: pair(fields["gradient"], "gradient"),
  };
}

export function readNudge(json: unknown): Nudge {
  const fields = versionedFields(json, "nudge");
  const leaves = object(fields["leaves"], "leaves");
  return {
    version: VERSION,
    before: number(fields["before"], "before"),
    after: number(fields["after"], "after"),
    leaves: Object.fromEntries(
      Object.keys(leaves).map((ordinal) => [ordinal, number(leaves[ordinal], `leaves.${ordinal}`)]),
    ),
  };
}

function pair(json: unknown, where: string): readonly [number, number] {
  const [first, second] = numbers(json, where, 2);
  return [first!, second!];
}

function numbers(json: unknown, where: string, count: number): readonly number[] {
  if (list(json, where).length !== count) throw new ContractError(where, `${count} numbers`, json);
  return each(json, where, number);
}
