// Entry of the playground and of the embed: the data embedded in the page becomes the initial state of the shell.

import "./panels/compiled/compiled-panel.js";
import "./panels/tools/check-panel.js";
import "./panels/tools/libraries-panel.js";
import "./panels/tools/descent-panel.js";
import "./panels/leaves-panel.js";
import "./panels/tools/nudge-panel.js";
import "./panels/tools/plot-panel.js";
import "./playground/app-shell.js";
import "./playground/beside-dialog.js";
import "./playground/beside-stage.js";
import "./editor/editor.js";
import "./embed/embed-dialog.js";
import "./embed/open-link.js";
import "./export/export-dialog.js";
import "./graph/find-box.js";
import "./graph/fold-menu.js";
import "./graph/graph-view.js";
import "./panels/influence-bars.js";
import "./panels/intro-bar.js";
import "./panels/keys-dialog.js";
import "./panels/order-panel.js";
import "./panels/output-panel.js";
import "./panels/result-panel.js";
import "./panels/share-dialog.js";
import "./panels/status-line.js";
import "./panels/practice-menu.js";
import "./panels/quiz-panel.js";
import "./panels/step-panel.js";
import "./panels/top-bar.js";
import "./panels/transport-bar.js";
import "./panels/values-table.js";
import { PyodideClient } from "./backend/pyodide-client.js";
import { postQuizResults } from "./embed/post-result.js";
import { startEmbed } from "./embed/start.js";
import { LayoutClient } from "./graph/layout-client.js";
import { HAS_SERVER } from "./lib/dom/site.js";
import { siteHead } from "./lib/dom/site-head.js";
import { sharedPort } from "./lib/dom/worker-channel.js";
import { pageView } from "./playground/page-view.js";
import { decodeReply } from "./trace/decode.js";
import { readExamples } from "./trace/examples.js";
import { readInitialState } from "./url/initial-state.js";

/** The bundle's folder, which also holds the workers and Python's files. */
const BASE = new URL(".", import.meta.url).href;

/** The decoded JSON of the script element with this id; null if it is absent or empty. */
function readEmbedded<T>(id: string, read: (json: unknown) => T): T | null {
  const text = document.getElementById(id)?.textContent;
  return text ? read(JSON.parse(text)) : null;
}

const app = document.getElementById("app")!;
const trace = readEmbedded("first-trace", (json) => decodeReply("trace", json));
const layout = new LayoutClient(BASE);
const drawing = app.querySelector("#first-drawing svg");
if (trace && drawing) layout.cacheDrawing(trace.dot, new XMLSerializer().serializeToString(drawing));

if (document.documentElement.dataset["page"] === "embed") {
  await startEmbed(app, { trace, layout, python: new PyodideClient(BASE, sharedPort) });
} else {
  const python = new PyodideClient(BASE);
  const shell = document.createElement("app-shell");
  const examples = readEmbedded("examples", readExamples) ?? [];
  const initialState = await readInitialState();
  const head = siteHead();
  const dialogLayout = new LayoutClient(BASE);
  shell.config = {
    trace,
    initialState,
    examples,
    head,
    layout,
    dialogLayout,
    python,
    view: pageView,
    syncHistory: true,
  };
  postQuizResults(shell);
  app.replaceChildren(shell);
  // Python loads while the reader steps through the first example, whose trace came with the page.
  if (!HAS_SERVER) python.boot();
}
