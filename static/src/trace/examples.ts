// Decoder of the examples embedded in the page: a list of {id, title, source}, written by the server from
// engine/examples.py.

import { each, object, string } from "../lib/decode.js";

export interface Example {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

export function readExamples(json: unknown): Example[] {
  return each(json, "examples", (item, where) => {
    const fields = object(item, where);
    return {
      id: string(fields["id"], `${where}.id`),
      title: string(fields["title"], `${where}.title`),
      source: string(fields["source"], `${where}.source`),
    };
  });
}
