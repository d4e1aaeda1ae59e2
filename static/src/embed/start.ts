// The embed's entry: its address says what it shows and how; it begins when its reader comes to it.

import type { PyodideClient } from "../backend/pyodide-client.js";
import type { LayoutClient } from "../graph/layout-client.js";
import { fragment } from "../lib/dom/fragment.js";
import { home } from "../lib/dom/site.js";
import { applyTheme } from "../lib/dom/theme.js";
import { emit } from "../state/events.js";
import type { Trace } from "../trace/contract.js";
import { readContent, readQuery } from "../url/address-content.js";
import { INITIAL_LINK } from "../url/link-state.js";
import { embedView } from "./embed-view.js";
import { HostBridge } from "./host-bridge.js";
import { LoadController } from "./load-controller.js";
import { readOptions, type Start } from "./options.js";
import { postQuizResults } from "./post-result.js";

export interface Parts {
  /** One that came with the page, for a content that is known before. */
  readonly trace: Trace | null;
  readonly layout: LayoutClient;
  readonly python: PyodideClient;
}

export async function startEmbed(app: HTMLElement, parts: Parts): Promise<void> {
  const options = readOptions(location.search);
  applyTheme(options.theme);
  const shown = (fragment() === "" && (await readQuery(location.search))) || (await readContent(fragment()));
  await begun(options.start, app, shown.ok ? shown.content.state.source : "");

  const fixed = { backend: INITIAL_LINK.backend, theme: options.theme };
  const shell = document.createElement("app-shell");
  const state = { ...(shown.ok ? shown.content.state : INITIAL_LINK), ...fixed };
  shell.first = {
    ...parts,
    arrival: { state, notice: null },
    examples: [],
    view: (model) => embedView(model, options, home()),
    keeps: false,
  };
  postQuizResults(shell);
  const opening = new LoadController(shell, fixed);
  new HostBridge(shell, opening, options.height === "auto");
  app.replaceChildren(shell);
  if (!shown.ok) shell.say({ words: shown.words, offer: null });
  // Another content in the same frame.
  addEventListener("hashchange", async () => {
    const next = await readContent(fragment());
    if (next.ok) await opening.show(next.content);
    else shell.say({ words: next.words, offer: null });
  });
  await opening.shown(shown.ok ? shown.content : null);
  if (options.autoplay) emit(shell, "play-toggle", null);
}

/** Settles when the reader has come to the embed; until then it costs nothing but its text. */
async function begun(start: Start, app: HTMLElement, source: string): Promise<void> {
  if (start === "now") return;
  const text = document.createElement("pre");
  text.className = "embed-text";
  text.textContent = source;
  app.replaceChildren(text);
  if (start === "view") return inSight(app);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button embed-start";
  button.textContent = "Step through this program";
  app.prepend(button);
  return new Promise((settle) => button.addEventListener("click", () => settle(), { once: true }));
}

function inSight(element: HTMLElement): Promise<void> {
  return new Promise((settle) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      settle();
    });
    observer.observe(element);
  });
}
