// Gutters with data and grad of each line's named value at the current step.

import { type Extension, RangeSet, RangeSetBuilder, StateEffect, StateField, type Text } from "@codemirror/state";
import { GutterMarker, gutter } from "@codemirror/view";
import { allDigits, plain } from "../lib/format.js";
import type { Field, NodeId, Step, Trace } from "../trace/contract.js";
import type { State } from "../trace/playback/snapshot.js";
import type { ValuesByLine } from "../trace/values-by-line.js";

/** Number of values listed in a cell's tooltip; a line in a loop makes many. */
const MAX_LISTED = 10;

type Columns = Readonly<Record<Field, RangeSet<GutterMarker>>>;

const setColumns = StateEffect.define<Columns>();

const columnsField = StateField.define<Columns>({
  create: () => ({ data: RangeSet.empty, grad: RangeSet.empty }),
  update(columns, transaction) {
    for (const effect of transaction.effects) if (effect.is(setColumns)) return effect.value;
    if (!transaction.docChanged) return columns;
    return { data: columns.data.map(transaction.changes), grad: columns.grad.map(transaction.changes) };
  },
});

const column = (field: Field): Extension =>
  gutter({
    class: `value-column value-${field}`,
    side: "after",
    markers: (view) => view.state.field(columnsField)[field],
  });

export const valueColumns: Extension = [columnsField, column("data"), column("grad")];

export function showValues(
  doc: Text,
  trace: Trace,
  lines: ValuesByLine,
  state: State,
  step: Step | null,
): StateEffect<Columns> {
  const changed = new Set(step?.set.map(([node, field]) => `${node} ${field}`));
  const build = (field: Field): RangeSet<GutterMarker> =>
    buildColumn(doc, lines, (nodes) => {
      const last = nodes.findLastIndex((id) => state[field][id] != null);
      if (last < 0) return null;
      const shown = nodes[last]!;
      const title = nodes
        .slice(Math.max(last + 1 - MAX_LISTED, 0), last + 1)
        .flatMap((id) =>
          state[field][id] == null ? [] : [`${trace.nodes[id]!.name}.${field} = ${allDigits(state[field][id]!)}`],
        )
        .join("\n");
      return new ValueMarker(plain(state[field][shown]!), title, changed.has(`${shown} ${field}`));
    });
  return setColumns.of({ data: build("data"), grad: build("grad") });
}

function buildColumn(
  doc: Text,
  lines: ValuesByLine,
  marker: (nodes: readonly NodeId[]) => GutterMarker | null,
): RangeSet<GutterMarker> {
  const builder = new RangeSetBuilder<GutterMarker>();
  for (const line of [...lines.keys()].sort((a, b) => a - b)) {
    if (line > doc.lines) break;
    const shown = marker(lines.get(line)!);
    const { from } = doc.line(line);
    if (shown) builder.add(from, from, shown);
  }
  return builder.finish();
}

class ValueMarker extends GutterMarker {
  constructor(
    readonly text: string,
    readonly title: string,
    readonly changed: boolean,
  ) {
    super();
  }

  override eq(other: ValueMarker): boolean {
    return other.text === this.text && other.title === this.title && other.changed === this.changed;
  }

  override toDOM(): HTMLElement {
    const cell = document.createElement("span");
    cell.className = this.changed ? "value changed" : "value";
    cell.textContent = this.text;
    cell.title = this.title;
    return cell;
  }
}
