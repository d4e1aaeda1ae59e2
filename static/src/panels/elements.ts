// The elements of the panels that act on leaves: importing this file makes them known to the page.

import "./compiled/compiled-panel.js";
import "./check-panel.js";
import "./descent-panel.js";
import "./leaves-panel.js";
import "./nudge-panel.js";
import "./plot-panel.js";
