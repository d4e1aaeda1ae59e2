// Entry of a standalone file: replaces the static content for readers without scripts by the player.

import "./graph/graph-view.js";
import "./panels/influence-bars.js";
import "./panels/order-panel.js";
import "./panels/output-panel.js";
import "./panels/result-panel.js";
import "./panels/step-panel.js";
import "./panels/transport-bar.js";
import "./panels/values-table.js";
import "./editor/code-listing.js";
import "./standalone/standalone-player.js";
import { nonNegativeInteger, object } from "./lib/decode.js";
import { decodeReply } from "./trace/decode.js";

const { trace, step } = object(JSON.parse(document.getElementById("content")!.textContent!), "content");
const staticContent = document.getElementById("still")!;
const player = document.createElement("standalone-player");
player.className = "embed embed-frame";
const drawing = staticContent.querySelector("svg")!.outerHTML;
player.open(decodeReply("trace", trace), drawing, nonNegativeInteger(step, "step"));
staticContent.replaceWith(player);
