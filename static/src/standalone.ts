// The entry of a standalone file: what the file holds for readers without scripts becomes the player.

import "./graph/graph-view.js";
import "./panels/order-panel.js";
import "./panels/output-panel.js";
import "./panels/step-panel.js";
import "./panels/transport-bar.js";
import "./panels/values-table.js";
import "./editor/code-listing.js";
import "./standalone/standalone-player.js";
import { nonNegativeInteger, object } from "./lib/decode.js";
import { readTrace } from "./trace/decode.js";

const { trace, step } = object(JSON.parse(document.getElementById("content")!.textContent!), "content");
const still = document.getElementById("still")!;
const player = document.createElement("standalone-player");
player.className = "embed embed-frame";
player.open(readTrace(trace), still.querySelector("svg")!.outerHTML, nonNegativeInteger(step, "step"));
still.replaceWith(player);
