// Entry of the embed page: reads content and options from the address, and creates the player when the reader gets
// to it.

import type { PyodideClient } from "../backend/pyodide-client.js";
import type { LayoutClient } from "../graph/layout-client.js";
import { fragment } from "../lib/dom/fragment.js";
import { homeUrl } from "../lib/dom/site.js";
import { applyTheme } from "../lib/dom/theme.js";
import { emit } from "../state/events.js";
import type { Trace } from "../trace/contract.js";
import { readFragment, readQuery } from "../url/address-content.js";
import { INITIAL_LINK } from "../url/link-state.js";
import { embedView } from "./embed-view.js";
import { HostBridge } from "./host-bridge.js";
import { LoadController } from "./load-controller.js";
import { readOptions, type Start } from "./options.js";
import { postQuizResults } from "./post-result.js";

export interface EmbedParts {
  /** The trace embedded in the page; null without one. */
  readonly trace: Trace | null;
  readonly layout: LayoutClient;
  readonly python: PyodideClient;
}

export async function startEmbed(app: HTMLElement, parts: EmbedParts): Promise<void> {
  const options = readOptions(location.search);
  applyTheme(options.theme);
  const initial = (fragment() === "" && (await readQuery(location.search))) || (await readFragment(fragment()));
  await untilStarted(options.start, app, initial.ok ? initial.content.state.source : "");

  const overrides = { backend: INITIAL_LINK.backend, theme: options.theme };
  const shell = document.createElement("app-shell");
  const state = { ...(initial.ok ? initial.content.state : INITIAL_LINK), ...overrides };
  shell.config = {
    ...parts,
    dialogLayout: parts.layout, // an embed has no such dialogue
    initialState: { state, notice: null },
    examples: [],
    head: null,
    view: (model) => embedView(model, options, homeUrl()),
    syncHistory: false,
  };
  postQuizResults(shell);
  const loadController = new LoadController(shell, overrides);
  new HostBridge(shell, loadController, options.height === "auto");
  app.replaceChildren(shell);
  if (!initial.ok) shell.store.set({ notice: { text: initial.message, offers: [] } });
  // The host navigated the frame to another content.
  addEventListener("hashchange", async () => {
    const next = await readFragment(fragment());
    if (next.ok) await loadController.show(next.content);
    else shell.store.set({ notice: { text: next.message, offers: [] } });
  });
  await loadController.settled(initial.ok ? initial.content : null);
  if (options.autoplay) emit(shell, "play-toggle", null);
}

/** Resolves when the player should start; until then the page shows only the program text. */
async function untilStarted(start: Start, app: HTMLElement, source: string): Promise<void> {
  if (start === "now") return;
  const text = document.createElement("pre");
  text.className = "embed-text";
  text.textContent = source;
  app.replaceChildren(text);
  if (start === "view") return untilVisible(app);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button embed-start";
  button.textContent = "Step through this program";
  app.prepend(button);
  return new Promise((resolve) => button.addEventListener("click", () => resolve(), { once: true }));
}

function untilVisible(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
}
