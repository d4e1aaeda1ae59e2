// The lab's entry: the network that came with the page, and what its link says, open it.

import "./lab/dialogs/code-dialog.js";
import "./lab/drawings/elements.js";
import "./lab/lab-bar.js";
import "./lab/lab-page.js";
import "./lab/dialogs/paste-dialog.js";
import "./lab/drawings/readout.js";
import "./lab/drawings/text/samples-table.js";
import "./lab/dialogs/text-dialog.js";
import { PyodideClient } from "./backend/pyodide-client.js";
import { decodeLab } from "./lab/link-state.js";
import { TrainerHost } from "./lab/training/host.js";
import { readSetup } from "./lab/training/setup.js";
import { fragment } from "./lib/dom/fragment.js";
import { sharedPort } from "./lib/dom/worker-channel.js";

/** Where the bundle is served: the workers and Python's files lie beside it. */
const BASE = new URL(".", import.meta.url).href;

const text = document.getElementById("first-lab")?.textContent;
const opened = fragment() ? await decodeLab(fragment()) : null;
const embedded = "embed" in document.documentElement.dataset;

const page = document.createElement("lab-page");
page.first = {
  setup: text ? readSetup(JSON.parse(text)) : null,
  link: opened?.ok ? opened.state : null,
  words: opened?.ok === false ? opened.words : "",
  embedded,
  python: embedded ? new PyodideClient(BASE, sharedPort) : new PyodideClient(BASE),
  trainer: new TrainerHost(BASE),
};
document.getElementById("app")!.replaceChildren(page);
