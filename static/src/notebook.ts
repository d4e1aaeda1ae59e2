// Entry point of the notebook: starts with the notebook in its link, a draft, or the first example.

import "./editor/code-listing.js";
import "./graph/graph-view.js";
import "./lib/dom/text-dialog.js";
import "./notebook/cell/cell-editor.js";
import "./notebook/cell/notebook-cell.js";
import "./notebook/notebook-page.js";
import "./notebook/outputs/chart-figure.js";
import "./notebook/outputs/dot-figure.js";
import "./notebook/player/pass-player.js";
import "./notebook/verdict/pass-verdicts.js";
import "./notebook/verdict/smallest-program.js";
import "./notebook/verdict/training-comparison.js";
import "./notebook/view/notebook-bar.js";
import "./notebook/view/notebook-keys.js";
import "./panels/influence-bars.js";
import "./panels/order-panel.js";
import "./panels/output-panel.js";
import "./panels/result-panel.js";
import "./panels/step-panel.js";
import "./panels/transport-bar.js";
import "./panels/values-table.js";
import "./playground/beside-stage.js";
import { LayoutClient } from "./graph/layout-client.js";
import { siteHead } from "./lib/dom/site-head.js";
import { KernelClient } from "./notebook/kernel-client.js";
import { LayoutQueue } from "./notebook/outputs/layout-queue.js";
import { initialDocument } from "./notebook/storage/initial-document.js";

/** The bundle's folder, which also holds the workers and Python's files. */
const BASE = new URL(".", import.meta.url).href;

const embedded = "embed" in document.documentElement.dataset;
const page = document.createElement("notebook-page");
page.initial = {
  opened: await initialDocument(embedded),
  embedded,
  head: siteHead(),
  kernel: (onProgress) => new KernelClient({ base: BASE, onProgress }),
  layout: new LayoutQueue(BASE),
  playerLayout: new LayoutClient(BASE),
};
document.getElementById("app")!.replaceChildren(page);
