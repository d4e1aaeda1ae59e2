// Status text of Python in the browser while a request is running.

import { html, type TemplateResult } from "lit";
import type { PythonStatus } from "../backend/pyodide-client.js";

export function pythonStatusText(python: PythonStatus): TemplateResult | string {
  switch (python.kind) {
    case "loading": {
      const percent = Math.round((100 * python.loaded) / python.total);
      const size = (python.total / 1e6).toFixed(0);
      return html`Python is loading into your browser: ${percent}% of ${size} MB.
        <progress max="100" value=${percent} aria-label="Python is loading"></progress>`;
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
