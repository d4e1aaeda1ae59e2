// The lab's entry: the network that came with the page, and what its link says, open it.

import "./code-dialog.js";
import "./drawings/drawings.js";
import "./lab-bar.js";
import "./lab-page.js";
import "./paste-dialog.js";
import "./readout.js";
import "./samples.js";
import "./text-dialog.js";
import { PythonHost } from "../python-host.js";
import { fragment } from "../link/arrival.js";
import { sharedLine } from "../workers.js";
import { decodeLab } from "./link.js";
import { TrainerHost } from "./training/host.js";
import { readSetup } from "./training/setup.js";

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
  python: embedded ? new PythonHost(BASE, sharedLine) : new PythonHost(BASE),
  trainer: new TrainerHost(BASE),
};
document.getElementById("app")!.replaceChildren(page);
