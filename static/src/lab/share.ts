// Exports of the lab: a link, an embed, the loop as code, one sample's graph.

import type { Backend } from "../backend/backend.js";
import { copyText } from "../lib/dom/clipboard.js";
import { homeUrl } from "../lib/dom/site.js";
import type { Store } from "../lib/store.js";
import { fetchCode, fetchSample } from "./api.js";
import { encodeLab } from "./link-state.js";
import { openTab, playgroundAddress } from "./playground-link.js";
import { runSettings } from "./runs.js";
import type { LabState } from "./state.js";
import type { Session } from "./training/session.js";

/** The parts of the page that an export needs. */
export interface ShareContext {
  readonly page: HTMLElement;
  readonly session: Session;
  readonly backend: Backend;
  readonly store: Store<LabState>;
}

/** Copies the link; shows it in a dialog if the clipboard is not available. */
export async function shareLink(context: ShareContext): Promise<void> {
  const fragment = await linkFragment(context);
  if (fragment === null) return;
  const address = `${location.href.replace(/#.*$/, "")}#${fragment}`;
  if (await copyText(address)) {
    const message = "The link is copied. It trains the same numbers, up to this step.";
    note(context, message);
    return;
  }
  const about = "Your browser does not let the page copy. The link is selected: copy it with Ctrl+C or ⌘C.";
  await context.page.querySelector("text-dialog")!.open({ title: "Link to this training", about, text: address });
}

export async function showEmbed(context: ShareContext): Promise<void> {
  const fragment = await linkFragment(context);
  if (fragment === null) return;
  const address = `${homeUrl()}embed/lab/#${fragment}`;
  const sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  const text = `<iframe src="${address}" title="Training lab" width="100%" height="640" loading="lazy"
  sandbox="${sandbox}" allow="clipboard-write; fullscreen"
  style="border: 1px solid #ccc"></iframe>`;
  const about = "HTML for a page of yours: this training, with these settings, at this step.";
  await context.page.querySelector("text-dialog")!.open({ title: "Embed", about, text });
}

/** The loop of the first run, with its mistakes. */
export function showCode(context: ShareContext): void {
  const { settings, rule } = runSettings(context.store.state)[0]!;
  const rate = settings.rate * rule.factor;
  context.page.querySelector("lab-code")!.open({
    load: (format) => fetchCode(context.backend, { ...settings, rate }, format, rule),
    openInPlayground: (program) => void playgroundAddress(program).then((address) => openAddress(context, address)),
  });
}

/** Opens the chosen point's graph in the playground, with the current parameters. */
export async function openSample(context: ShareContext): Promise<void> {
  const { chosen, side } = context.store.state;
  const [run, snapshot] = [context.session.runs[side], context.session.snapshots[side]];
  if (!run || !snapshot || chosen === null) return;
  if (!snapshot.parameters.every(Number.isFinite)) {
    const message = "Some weights of this moment are not finite. Go back to a step before it.";
    note(context, message);
    return;
  }
  const result = await fetchSample(context.backend, run.setup.settings, snapshot.parameters, chosen);
  if (!result.ok) {
    const message = `${result.error.message} ${result.error.hint}`.trimEnd();
    context.store.set({ status: { kind: "error", message, recovery: null } });
    return;
  }
  const { source, closed } = result.value;
  openAddress(context, await playgroundAddress(source, { closed, constants: true }));
}

function openAddress(context: ShareContext, address: string | null): void {
  if (address === null)
    note(context, "This program is longer than 64 KB, which is more than an address holds. Download it instead.");
  else if (!openTab(address)) note(context, "Your browser does not let the page open a tab.", { link: address });
}

/** Null, with a message in the status line, if the state is too large for an address. */
async function linkFragment(context: ShareContext): Promise<string | null> {
  const { store, session } = context;
  const fragment = await encodeLab({ ...store.state, step: session.step });
  if (fragment === null)
    note(context, "These points are more than an address holds (64 KB): there is no link to them.");
  return fragment;
}

function note({ store }: ShareContext, message: string, more: { readonly link?: string } = {}): void {
  store.set({ status: { kind: "note", message, ...more } });
}
