// The setup of a training, from the reply to `lab`: the compiled training step, its memory, the initial parameters.

import type { Methods } from "../../trace/contract.js";
import { readSettings } from "../settings/decode-settings.js";
import type { Settings } from "../settings/settings.js";

type LabReply = Methods["lab"]["reply"];

/** Layout of the module's memory, in bytes. `loss` and `score` are offsets in a row. */
export type Memory = LabReply["memory"];

/** The reply with its settings complete and its module in bytes. */
export interface Setup extends Omit<LabReply, "settings" | "module"> {
  readonly settings: Settings;
  readonly module: Uint8Array<ArrayBuffer>;
}

export function setupOf(reply: LabReply): Setup {
  return {
    ...reply,
    settings: readSettings(reply.settings, "settings"),
    module: Uint8Array.from(atob(reply.module), (character) => character.charCodeAt(0)),
  };
}
