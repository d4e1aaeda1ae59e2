// <compiled-panel>: the graph as a flat program and as WebAssembly, with the instructions of the present step marked in both.

import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Queries } from "../../backend/queries.js";
import { QueryController } from "../../backend/query-controller.js";
import { copied } from "../../lib/dom/clipboard.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { fileName, save } from "../../lib/dom/save-file.js";
import type { Compiled, Instruction, NodeId, Step, Trace } from "../../trace/contract.js";
import { nameOf } from "../../trace/names.js";
import type { CodeLine } from "./listing.js";
import "./listing.js";
import { type Highlight, highlightAt, names } from "./highlight.js";

/** An answer, and the trace that it is of. */
interface Of {
  readonly trace: Trace;
  readonly compiled: Compiled;
  readonly program: readonly CodeLine[];
  readonly wat: readonly CodeLine[];
  /** For each instruction its lines of the text. */
  readonly written: readonly (readonly number[])[];
}

const NOTHING_LIT: Highlight = { instructions: new Set(), words: "Your program has changed; it is being compiled." };

@customElement("compiled-panel")
export class CompiledPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) inquiry: Queries | null = null;

  @state() private said = "";
  readonly #answer = new QueryController<Of>(this);
  #lit = NOTHING_LIT;
  #litProgram: readonly number[] = [];
  #litWat: readonly number[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { inquiry, trace } = this;
    if (inquiry && trace && trace.nodes.length > 0 && changed.has("inquiry")) {
      this.said = "";
      this.#answer.ask(async () => {
        const result = await inquiry.compile();
        return result.ok ? { ok: true, value: shown(trace, result.value) } : result;
      });
    }
    const { value } = this.#answer;
    const lit = value && value.trace === trace ? highlightAt(value.compiled, trace, this.step) : NOTHING_LIT;
    this.#lit = lit;
    const program = [...lit.instructions];
    if (same(program, this.#litProgram) && !changed.has("inquiry")) return;
    this.#litProgram = program;
    this.#litWat = program.flatMap((i) => value?.written[i] ?? []).sort((a, b) => a - b);
  }

  protected override render(): TemplateResult {
    const { value, fault } = this.#answer;
    if (this.trace?.nodes.length === 0)
      return html`<p class="soft">There is nothing to compile yet: type an expression, or choose an example.</p>`;
    if (fault)
      return html`<div class="act-whole"><p class="act-fault">${fault.message}</p><p class="soft">${fault.hint}</p></div>`;
    if (!value) return html`<p class="soft">The graph is being compiled.</p>`;
    return html`
      <p class="compiled-words"><strong>${summary(value.compiled)}</strong> <span class="compiled-note">${this.#lit.words}</span></p>
      <div class="compiled-tools">
        <button type="button" class="button" title="Copy the text of the module" @click=${() => void this.#copy(value)}>Copy WAT</button>
        <button type="button" class="button" title="Save the text of the module" @click=${() => this.#save(value, "wat")}>Save .wat</button>
        <button type="button" class="button" title="Save the module's bytes" @click=${() => this.#save(value, "wasm")}>Save .wasm</button>
        <span role="status">${this.said}</span>
      </div>
      <section class="compiled-program" aria-label="Program">
        <h2 class="panel-title">Program</h2>
        <code-lines .name=${"Program"} .lines=${value.program} .lit=${this.#litProgram}></code-lines>
      </section>
      <section class="compiled-wat" aria-label="WebAssembly">
        <h2 class="panel-title">WebAssembly</h2>
        <code-lines .name=${"WebAssembly"} .lines=${value.wat} .lit=${this.#litWat}></code-lines>
      </section>
    `;
  }

  async #copy(value: Of): Promise<void> {
    this.said = (await copied(textOf(value)))
      ? "Copied."
      : "Your browser does not let the page copy. Save the file instead.";
  }

  #save(value: Of, ending: "wat" | "wasm"): void {
    const { trace, compiled } = value;
    const bytes =
      ending === "wat" ? textOf(value) : Uint8Array.from(atob(compiled.module), (character) => character.charCodeAt(0));
    const name = fileName(nameOf(trace, trace.roots[0]!), ending);
    save(new Blob([bytes], { type: ending === "wat" ? "text/plain;charset=utf-8" : "application/wasm" }), name);
    this.said = `${name} is saved.`;
  }
}

function shown(trace: Trace, compiled: Compiled): Of {
  const written: number[][] = compiled.instructions.map(() => []);
  compiled.wat.forEach(({ instruction }, i) => {
    if (instruction !== null) written[instruction]!.push(i);
  });
  const program = compiled.instructions.map((each) => ({
    text: each.text,
    phase: each.phase,
    note: note(trace, each),
    node: nodeOf(trace, each),
  }));
  const wat = compiled.wat.map(({ text, instruction }) => ({
    text,
    note: "",
    phase: instruction === null ? null : program[instruction]!.phase,
    node: instruction === null ? null : program[instruction]!.node,
  }));
  return { trace, compiled, program, wat, written };
}

/** The value that a line leads to: what it computes, or whose gradient it adds to. */
function nodeOf(trace: Trace, { nodes, flows }: Instruction): NodeId | null {
  const flow = flows[0];
  return nodes[0] ?? (flow ? trace.nodes[flow[0]]!.parents[flow[1]]! : null);
}

/** What a line is of the graph: "e", "a.grad from e", "a moves". */
function note(trace: Trace, { phase, nodes, flows }: Instruction): string {
  if (nodes.length > 0) return phase === "update" ? `${names(trace, nodes)} moves` : names(trace, nodes);
  if (flows.length === 0) return "";
  const [from, operand] = flows[0]!;
  const more = flows.length > 1 ? ` and ${flows.length - 1} more` : "";
  return `${nameOf(trace, trace.nodes[from]!.parents[operand]!)}.grad from ${nameOf(trace, from)}${more}`;
}

function summary({ instructions, bytes }: Compiled): string {
  const count =
    instructions.length === 1 ? "1 instruction" : `${instructions.length.toLocaleString("en")} instructions`;
  return `${count}: forward, backward, update. ${bytes.toLocaleString("en")} bytes of WebAssembly.`;
}

function textOf({ compiled }: Of): string {
  return `${compiled.wat.map(({ text }) => text).join("\n")}\n`;
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}

declare global {
  interface HTMLElementTagNameMap {
    "compiled-panel": CompiledPanel;
  }
}
