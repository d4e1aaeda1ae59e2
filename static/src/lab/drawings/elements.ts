// Registration of the lab's drawings as custom elements.

import "./lab-curves.js";
import "./lab-network.js";
import "./lab-surface.js";
