// <compiled-panel>: the graph as a flat program and as WebAssembly text; both listings highlight the present step.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { TraceQueries } from "../../backend/queries.js";
import { QueryController } from "../../backend/query-controller.js";
import { copyText } from "../../lib/dom/clipboard.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { fileName, saveFile } from "../../lib/dom/save-file.js";
import type { Compiled, Instruction, NodeId, Step, Trace } from "../../trace/contract.js";
import { nameOf } from "../../trace/names.js";
import type { CodeLine } from "./listing.js";
import "./listing.js";
import { type Highlight, highlightAt, names } from "./highlight.js";

/** A compiled trace and its listings. */
interface CompiledView {
  readonly trace: Trace;
  readonly compiled: Compiled;
  readonly program: readonly CodeLine[];
  readonly wat: readonly CodeLine[];
  /** For each instruction, the indices of its lines in `wat`. */
  readonly watLines: readonly (readonly number[])[];
}

const NO_HIGHLIGHT: Highlight = { instructions: new Set(), text: "Your program has changed; it is being compiled." };

const WITHOUT_MISTAKE = "The compiled step does not make the mistake: its gradients are the right ones.";

@customElement("compiled-panel")
export class CompiledPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) queries: TraceQueries | null = null;

  @state() private message = "";
  readonly #query = new QueryController<CompiledView>(this);
  #highlight = NO_HIGHLIGHT;
  #programHighlights: readonly number[] = [];
  #watHighlights: readonly number[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { queries, trace } = this;
    if (queries && trace && trace.nodes.length > 0 && changed.has("queries")) {
      this.message = "";
      this.#query.run(async () => {
        const result = await queries.compile();
        return result.ok ? { ok: true, value: viewOf(trace, result.value) } : result;
      });
    }
    const { value } = this.#query;
    const highlight = value && value.trace === trace ? highlightAt(value.compiled, trace, this.step) : NO_HIGHLIGHT;
    this.#highlight = highlight;
    const program = [...highlight.instructions];
    if (equal(program, this.#programHighlights) && !changed.has("queries")) return;
    this.#programHighlights = program;
    this.#watHighlights = program.flatMap((i) => value?.watLines[i] ?? []).sort((a, b) => a - b);
  }

  protected override render(): TemplateResult {
    const { trace } = this;
    const { value, fault } = this.#query;
    if (trace?.nodes.length === 0)
      return html`<p class="soft">There is nothing to compile yet: type an expression, or choose an example.</p>`;
    if (fault)
      return html`
        <div class="act-whole"><p class="act-fault">${fault.message}</p><p class="soft">${fault.hint}</p></div>`;
    if (!value) return html`<p class="soft">The graph is being compiled.</p>`;
    return html`
      <p class="compiled-words"
        ><strong>${summary(value.compiled)}</strong>
        ${trace?.mistake ? WITHOUT_MISTAKE : nothing} <span class="compiled-note">${this.#highlight.text}</span></p>
      <div class="compiled-tools">
        <button
          type="button" class="button" title="Copy the text of the module" @click=${() => void this.#copy(value)}
        >Copy WAT</button>
        <button
          type="button" class="button" title="Save the text of the module" @click=${() => this.#save(value, "wat")}
        >Save .wat</button>
        <button
          type="button" class="button" title="Save the module's bytes" @click=${() => this.#save(value, "wasm")}
        >Save .wasm</button>
        <span role="status">${this.message}</span>
      </div>
      <section class="compiled-program" aria-label="Program">
        <h2 class="panel-title">Program</h2>
        <code-lines .name=${"Program"} .lines=${value.program} .highlighted=${this.#programHighlights}></code-lines>
      </section>
      <section class="compiled-wat" aria-label="WebAssembly">
        <h2 class="panel-title">WebAssembly</h2>
        <code-lines .name=${"WebAssembly"} .lines=${value.wat} .highlighted=${this.#watHighlights}></code-lines>
      </section>
    `;
  }

  async #copy(value: CompiledView): Promise<void> {
    this.message = (await copyText(watText(value)))
      ? "Copied."
      : "Your browser does not let the page copy. Save the file instead.";
  }

  #save(value: CompiledView, extension: "wat" | "wasm"): void {
    const { trace, compiled } = value;
    const bytes =
      extension === "wat"
        ? watText(value)
        : Uint8Array.from(atob(compiled.module), (character) => character.charCodeAt(0));
    const name = fileName(nameOf(trace, trace.roots[0]!), extension);
    saveFile(new Blob([bytes], { type: extension === "wat" ? "text/plain;charset=utf-8" : "application/wasm" }), name);
    this.message = `${name} is saved.`;
  }
}

function viewOf(trace: Trace, compiled: Compiled): CompiledView {
  const watLines: number[][] = compiled.instructions.map(() => []);
  compiled.wat.forEach(({ instruction }, i) => {
    if (instruction !== null) watLines[instruction]!.push(i);
  });
  const program = compiled.instructions.map((each) => ({
    text: each.text,
    phase: each.phase,
    note: noteOf(trace, each),
    node: nodeOf(trace, each),
  }));
  const wat = compiled.wat.map(({ text, instruction }) => ({
    text,
    note: "",
    phase: instruction === null ? null : program[instruction]!.phase,
    node: instruction === null ? null : program[instruction]!.node,
  }));
  return { trace, compiled, program, wat, watLines };
}

/** The value that an instruction computes, or to whose gradient it adds. */
function nodeOf(trace: Trace, { nodes, flows }: Instruction): NodeId | null {
  const flow = flows[0];
  return nodes[0] ?? (flow ? trace.nodes[flow[0]]!.parents[flow[1]]! : null);
}

/** The part of the graph that an instruction computes: "e", "a.grad from e", "a moves". */
function noteOf(trace: Trace, { phase, nodes, flows }: Instruction): string {
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

function watText({ compiled }: CompiledView): string {
  return `${compiled.wat.map(({ text }) => text).join("\n")}\n`;
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
