// Typed custom events of the drawings.

import { eventPair } from "../../lib/dom/events.js";
import type { DrawingEvents } from "./contract.js";

export const { emit, listen } = eventPair<DrawingEvents>();
