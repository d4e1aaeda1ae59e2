import "./lab-surface.js";
