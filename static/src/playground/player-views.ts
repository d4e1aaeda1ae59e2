// Views of the player's elements, which the page, the embed and the standalone file place in sections of their own.

import { html, type TemplateResult } from "lit";
import type { AppState } from "../state/app-state.js";
import { notesAt } from "../trace/annotations.js";
import type { Pass } from "../trace/contract.js";
import type { Player } from "../trace/playback/player.js";
import type { PlayerState } from "./player-controller.js";

export interface PlayerModel<State = PlayerState & Pick<AppState, "showTrail">> {
  readonly state: State;
  readonly player: Player;
}

export function codeView({ state, player }: PlayerModel<AppState>, fixed: boolean): TemplateResult {
  const fault = state.status.kind === "fault" ? state.status.fault : null;
  return html`
    <code-editor
      .fixed=${fixed} .source=${state.source} .trace=${player.trace} .state=${player.state} .step=${player.step}
      .pointed=${state.pointed} .fault=${fault}
    ></code-editor>
    <output-panel .trace=${player.trace} .fault=${fault}></output-panel>`;
}

export function stepView({ state, player }: PlayerModel<AppState>): TemplateResult {
  return html`
    <predict-panel .trace=${player.trace} .predict=${state.predict} .position=${player.position}></predict-panel>
    <step-panel .trace=${player.trace} .step=${player.step}></step-panel>`;
}

export function orderView({ state, player }: PlayerModel): TemplateResult {
  return html`
    <order-panel
      .trace=${player.trace} .index=${player.index} .state=${player.state} .step=${player.step}
      .selected=${state.selected}
    ></order-panel>`;
}

export function valuesView({ state, player }: PlayerModel): TemplateResult {
  return html`
    <values-table
      .trace=${player.trace} .state=${player.state} .step=${player.step}
      .pointed=${state.pointed} .selected=${state.selected}
      .notes=${notesAt(player.trace, player.position, state.showTrail)}
    ></values-table>`;
}

/** `passes` are those that the reader can choose from. */
export function transportView({ state, player }: PlayerModel, passes: readonly Pass[]): TemplateResult {
  return html`
    <transport-bar
      .phases=${player.index?.phases ?? []} .passes=${passes} .pass=${player.trace?.pass ?? 0}
      .step=${player.step} .position=${player.position} .length=${player.length}
      .playing=${state.playing} .speed=${state.speed} .stepSize=${state.stepSize}
    ></transport-bar>`;
}

export function statusView({ state, player }: PlayerModel<AppState>): TemplateResult {
  return html`
    <status-line
      .status=${state.status} .notice=${state.notice} .python=${state.python} .trace=${player.trace}
      .backend=${state.backend} .showTrail=${state.showTrail}
    ></status-line>`;
}
