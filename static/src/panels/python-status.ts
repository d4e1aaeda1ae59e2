// What the interpreter in the browser is doing, while something is asked of it.

import { html, type TemplateResult } from "lit";
import type { PythonStatus } from "../backend/pyodide-client.js";

export function pythonWords(python: PythonStatus): TemplateResult | string {
  switch (python.kind) {
    case "loading": {
      const done = Math.round((100 * python.loaded) / python.total);
      const size = (python.total / 1e6).toFixed(0);
      return html`Python is loading into your browser: ${done}% of ${size} MB.
        <progress max="100" value=${done} aria-label="Python is loading"></progress>`;
    }
    case "starting":
      return "Python is starting in your browser.";
    case "restarting":
      return python.message;
    case "failed":
      return python.message;
    case "off":
    case "ready":
      return "Python in your browser is at work.";
  }
}
