// The lab's drawings, each an element of its own.

import "./lab-curves.js";
import "./lab-network.js";
import "./lab-surface.js";
