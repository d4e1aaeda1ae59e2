// The page's entry: what arrived inside the page becomes the first state, and the shell takes the drawing's place.

import "./acting/elements.js";
import "./app-shell.js";
import "./editor.js";
import "./embed/embed-dialog.js";
import "./embed/open-link.js";
import "./export/export-dialog.js";
import "./find-box.js";
import "./folding/fold-menu.js";
import "./graph-view.js";
import "./keys-dialog.js";
import "./order-panel.js";
import "./output-panel.js";
import "./share-menu.js";
import "./status-line.js";
import "./practice-bar.js";
import "./predict/predict-panel.js";
import "./step-panel.js";
import "./top-bar.js";
import "./transport.js";
import "./values-table.js";
import { readExamples } from "./examples.js";
import { Layout } from "./layout.js";
import { PythonHost } from "./python-host.js";
import { startEmbed } from "./embed/start.js";
import { arrive } from "./link/arrival.js";
import { pageView } from "./page-view.js";
import { readTrace } from "./reader.js";
import { SERVED } from "./site.js";
import { sharedLine } from "./workers.js";

/** Where the bundle is served: the workers and Python's files lie beside it. */
const BASE = new URL(".", import.meta.url).href;

function embedded<T>(id: string, read: (json: unknown) => T): T | null {
  const text = document.getElementById(id)?.textContent;
  return text ? read(JSON.parse(text)) : null;
}

const app = document.getElementById("app")!;
const trace = embedded("first-trace", readTrace);
const layout = new Layout(BASE);
const drawing = app.querySelector("#first-drawing svg");
if (trace && drawing) layout.keep(trace.dot, new XMLSerializer().serializeToString(drawing));

if (document.documentElement.dataset["page"] === "embed") {
  await startEmbed(app, { trace, layout, python: new PythonHost(BASE, sharedLine) });
} else {
  const python = new PythonHost(BASE);
  const shell = document.createElement("app-shell");
  const examples = embedded("examples", readExamples) ?? [];
  shell.first = { trace, arrival: await arrive(), examples, layout, python, view: pageView, keeps: true };
  app.replaceChildren(shell);
  // The first example can be stepped meanwhile.
  if (!SERVED) python.boot();
}
