// What can be taken out of the lab: a link, an embed, the loop as code, one sample's graph.

import type { Backend } from "../backend/backend.js";
import { copied } from "../lib/dom/clipboard.js";
import { home } from "../lib/dom/site.js";
import { askCode, askSample } from "./api.js";
import { encodeLab } from "./link-state.js";
import { openTab, playgroundAddress } from "./playground-link.js";
import { wantedRuns } from "./runs.js";
import type { LabState, Status } from "./state.js";
import type { Session } from "./training/session.js";

/** What the page lends. */
export interface ShareContext {
  readonly page: HTMLElement;
  readonly session: Session;
  readonly backend: Backend;
  readonly state: LabState;
  say(status: Status): void;
}

export async function share(from: ShareContext): Promise<void> {
  const fragment = await link(from);
  if (fragment === null) return;
  const address = `${location.href.replace(/#.*$/, "")}#${fragment}`;
  if (await copied(address)) {
    from.say({ kind: "note", words: "The link is copied. It trains the same numbers, up to this step." });
    return;
  }
  const about = "Your browser does not let the page copy. The link is selected: copy it with Ctrl+C or ⌘C.";
  await from.page.querySelector("lab-text")!.open({ title: "Link to this training", about, text: address });
}

export async function embed(from: ShareContext): Promise<void> {
  const fragment = await link(from);
  if (fragment === null) return;
  const text = `<iframe src="${home()}embed/lab/#${fragment}" title="Training lab" width="100%" height="640" loading="lazy"
  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write; fullscreen"
  style="border: 1px solid #ccc"></iframe>`;
  const about = "HTML for a page of yours: this training, with these settings, at this step.";
  await from.page.querySelector("lab-text")!.open({ title: "Embed", about, text });
}

/** Of the first run, with its mistakes. */
export function code(from: ShareContext): void {
  const { settings, course } = wantedRuns(from.state)[0]!;
  const rate = settings.rate * course.factor;
  from.page.querySelector("lab-code")!.open({
    ask: (format) => askCode(from.backend, { ...settings, rate }, format, course),
    open: (program) => void playgroundAddress(program).then((address) => open(from, address)),
  });
}

/** The chosen point, with the weights of this moment. */
export async function sample(from: ShareContext): Promise<void> {
  const { chosen, side } = from.state;
  const [start, moment] = [from.session.starts[side], from.session.moments[side]];
  if (!start || !moment || chosen === null) return;
  if (!moment.parameters.every(Number.isFinite)) {
    from.say({ kind: "note", words: "Some weights of this moment are not finite. Go back to a step before it." });
    return;
  }
  const result = await askSample(from.backend, start.setup.settings, moment.parameters, chosen);
  if (!result.ok)
    from.say({ kind: "fault", words: `${result.error.message} ${result.error.hint}`.trimEnd(), wayOn: null });
  else open(from, await playgroundAddress(result.value.source, { closed: result.value.closed, constants: true }));
}

function open(from: ShareContext, address: string | null): void {
  if (address === null)
    from.say({
      kind: "note",
      words: "This program is longer than 64 KB, which is more than an address holds. Download it instead.",
    });
  else if (!openTab(address))
    from.say({ kind: "note", words: "Your browser does not let the page open a tab.", link: address });
}

async function link({ state, session, say }: ShareContext): Promise<string | null> {
  const fragment = await encodeLab({ ...state, step: session.step });
  if (fragment === null)
    say({ kind: "note", words: "These points are more than an address holds (64 KB): there is no link to them." });
  return fragment;
}
