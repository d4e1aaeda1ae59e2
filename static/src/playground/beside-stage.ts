// <beside-stage>: two runs side by side with one stepper, which moves both to the next place at which they are alike.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { LayoutSource } from "../graph/drawing.js";
import { type IconName, icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { plain } from "../lib/format.js";
import { INITIAL } from "../state/app-state.js";
import type { PageEvents } from "../state/events.js";
import type { BesideLeaf, NodeId, Step, Trace } from "../trace/contract.js";
import { Player } from "../trace/playback/player.js";
import { graphView } from "./player-views.js";

/** Two traces, and the positions in both at which both have done the same. */
export interface BesideRuns {
  readonly left: Trace;
  readonly right: Trace;
  readonly stops: readonly (readonly [number, number])[];
  readonly leaves: readonly BesideLeaf[];
  /** The first stop, from 0, at which they differ; null where they are to be the same. */
  readonly different: number | null;
  readonly titles: readonly [string, string];
}

const SIDES = ["left", "right"] as const;
type Side = (typeof SIDES)[number];

const KEYS: Readonly<Record<string, (place: number, last: number) => number>> = {
  ArrowLeft: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  Home: () => 0,
  End: (_, last) => last,
};

@customElement("beside-stage")
export class BesideStage extends LightElement {
  @property({ attribute: false }) runs!: BesideRuns;
  @property({ attribute: false }) layout: LayoutSource | null = null;
  /** How many of the stops are behind. */
  @state() private place = 0;
  @state() private pointed: Readonly<Record<Side, NodeId | null>> = { left: null, right: null };

  readonly #players: Readonly<Record<Side, Player>> = { left: new Player(() => true), right: new Player(() => true) };
  #queue: LayoutSource | null = null;

  constructor() {
    super();
    // The page around has another trace: what is pointed at here is no value of it.
    this.addEventListener("node-point", (event) => {
      event.stopPropagation();
      const side = event.target instanceof Element && event.target.closest(".beside-right") ? "right" : "left";
      const { node } = (event as CustomEvent<PageEvents["node-point"]>).detail;
      this.pointed = { left: null, right: null, [side]: node };
    });
    for (const name of ["node-select", "draw-fail"] satisfies (keyof PageEvents)[])
      this.addEventListener(name, (event) => event.stopPropagation());
    this.addEventListener("keydown", (event) => this.#onKey(event));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("layout")) this.#queue = this.layout && oneAtATime(this.layout);
    if (!changed.has("runs")) return;
    const { left, right, different } = this.runs;
    this.#players.left.load(left);
    this.#players.right.load(right);
    this.#go(different === null ? 0 : different + 1);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="beside-runs">${SIDES.map((side) => this.#side(side))}</div>
      ${this.#stepper()}
      ${this.place === this.#last ? this.#end() : nothing}`;
  }

  get #last(): number {
    return this.runs.stops.length;
  }

  #go(place: number): void {
    this.place = Math.min(Math.max(place, 0), this.#last);
    const [left, right] = this.#positions(this.place);
    this.#players.left.go(left);
    this.#players.right.go(right);
  }

  #positions(place: number): readonly [number, number] {
    return place === 0 ? [0, 0] : this.runs.stops[place - 1]!;
  }

  #onKey(event: KeyboardEvent): void {
    const move = KEYS[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    this.#go(move(this.place, this.#last));
  }

  #side(side: Side): TemplateResult {
    const player = this.#players[side];
    const title = this.runs.titles[SIDES.indexOf(side)]!;
    const state = { ...INITIAL, stepSize: "detail" as const, pointed: this.pointed[side] };
    return html`
      <section class="beside-run beside-${side} ${this.#isDifferent ? "beside-different" : ""}" aria-label=${title}>
        <h3>${title}</h3>
        <div class="beside-graph">${graphView({ state, player }, this.#queue, { polite: true, sealed: true })}</div>
        <ol class="beside-steps" tabindex="0" aria-label="Steps: ${title}">
          ${this.#steps(side).map((text) => html`<li>${text}</li>`)}
        </ol>
      </section>`;
  }

  /** The steps from the place before to this one. */
  #steps(side: Side): readonly string[] {
    if (this.place === 0) return ["Nothing has been computed yet."];
    const k = SIDES.indexOf(side);
    const steps = this.runs[side].steps.slice(this.#positions(this.place - 1)[k], this.#positions(this.place)[k]);
    return steps.length === 0 ? ["Nothing happens here."] : told(steps);
  }

  /** Whether this is the place of the first difference. */
  get #isDifferent(): boolean {
    return this.runs.different !== null && this.place === this.runs.different + 1;
  }

  #stepper(): TemplateResult {
    const { different } = this.runs;
    const seek = (event: Event): void => this.#go((event.target as HTMLInputElement).valueAsNumber);
    return html`
      <div class="beside-stepper">
        <div class="transport-buttons" role="group" aria-label="Steps of both">
          ${this.#button("first", "First", 0)}
          ${this.#button("back", "Back", this.place - 1)}
          ${this.#button("next", "Next", this.place + 1)}
          ${this.#button("last", "Last", this.#last)}
        </div>
        <input type="range" class="beside-range" min="0" max=${this.#last} step="1" aria-label="Step of both"
          aria-valuetext="${this.place} of ${this.#last}" .value=${String(this.place)} @input=${seek}>
        <span class="beside-place" role="status">${this.place} / ${this.#last}${
          this.#isDifferent ? html` · <strong class="beside-mark">First difference</strong>` : nothing
        }</span>
        ${
          different === null
            ? nothing
            : html`<button type="button" class="button" aria-disabled=${this.#isDifferent}
                @click=${() => this.#go(different + 1)}>To the first difference</button>`
        }
      </div>`;
  }

  /** Uses aria-disabled at an end, because a disabled button loses the focus. */
  #button(name: IconName, label: string, to: number): TemplateResult {
    const disabled = Math.min(Math.max(to, 0), this.#last) === this.place;
    return html`
      <button type="button" class="button button-${name}" title=${label} aria-disabled=${disabled}
        @click=${() => this.#go(to)}
      >${icon(name)}<span class="button-word">${label}</span></button>`;
  }

  #end(): TemplateResult {
    const { leaves } = this.runs;
    const others = leaves.filter(({ agrees }) => !agrees);
    const names = others.map(({ name }) => name).join(", ");
    return html`
      <div class="beside-end">
        <p>${
          others.length === 0
            ? "Both sides give the same gradients at the same leaves."
            : `The gradients differ at ${names}.`
        }</p>
        <ul>${leaves.map(
          ({ name, left, right, agrees }) =>
            html`<li class=${agrees ? "" : "beside-wrong"}><code>${name}.grad</code> ${plain(left)} ${
              agrees ? "=" : "≠"
            } ${plain(right)}</li>`,
        )}</ul>
      </div>`;
  }
}

/** The sentences of some steps; the search of the order is counted, and not told. */
function told(steps: readonly Step[]): readonly string[] {
  const search = steps.filter(({ phase }) => phase === "order").length;
  const others = steps.filter(({ phase }) => phase !== "order").map(({ text }) => text);
  const plural = search === 1 ? "" : "s";
  return search === 0 ? others : [`The search for the order takes ${search} step${plural}.`, ...others];
}

/** Lays out one graph after the other: a client drops the older one of two. */
function oneAtATime(layout: LayoutSource): LayoutSource {
  let last: Promise<unknown> = Promise.resolve();
  return {
    cachedDrawing: (dot) => layout.cachedDrawing(dot),
    draw: (dot, signal) => {
      const drawn = last.then(() => layout.draw(dot, signal));
      last = drawn.catch(() => undefined);
      return drawn;
    },
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "beside-stage": BesideStage;
  }
}
