// The entry of a standalone file: what the file holds for readers without scripts becomes the player.

import "../graph-view.js";
import "../order-panel.js";
import "../output-panel.js";
import "../step-panel.js";
import "../transport.js";
import "../values-table.js";
import "./code-listing.js";
import "./standalone-player.js";
import { natural, object } from "../json.js";
import { readTrace } from "../reader.js";

const { trace, step } = object(JSON.parse(document.getElementById("content")!.textContent!), "content");
const still = document.getElementById("still")!;
const player = document.createElement("standalone-player");
player.className = "embed embed-frame";
player.open(readTrace(trace), still.querySelector("svg")!.outerHTML, natural(step, "step"));
still.replaceWith(player);
