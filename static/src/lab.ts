// Entry point of the lab: starts with the network in the page, or with the state in its link.

import "./lab/dialogs/code-dialog.js";
import "./lab/drawings/elements.js";
import "./lab/lab-bar.js";
import "./lab/lab-page.js";
import "./lab/dialogs/paste-dialog.js";
import "./lab/drawings/readout.js";
import "./lab/drawings/text/samples-table.js";
import { PyodideClient } from "./backend/pyodide-client.js";
import { decodeLab } from "./lab/link-state.js";
import { setupOf } from "./lab/training/setup.js";
import { TrainerClient } from "./lab/training/trainer-client.js";
import "./lib/dom/text-dialog.js";
import { fragment } from "./lib/dom/fragment.js";
import { siteHead } from "./lib/dom/site-head.js";
import { sharedPort } from "./lib/dom/worker-channel.js";
import { decodeReply } from "./trace/decode.js";

/** The bundle's folder, which also holds the workers and Python's files. */
const BASE = new URL(".", import.meta.url).href;

const text = document.getElementById("first-lab")?.textContent;
const opened = fragment() ? await decodeLab(fragment()) : null;
const embedded = "embed" in document.documentElement.dataset;

const page = document.createElement("lab-page");
page.initial = {
  setup: text ? setupOf(decodeReply("lab", JSON.parse(text))) : null,
  link: opened?.ok ? opened.state : null,
  message: opened?.ok === false ? opened.message : "",
  embedded,
  head: siteHead(),
  python: embedded ? new PyodideClient(BASE, sharedPort) : new PyodideClient(BASE),
  trainer: new TrainerClient(BASE),
};
document.getElementById("app")!.replaceChildren(page);
