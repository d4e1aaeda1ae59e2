// Training with a compiled step in any JavaScript engine. JSON preserves every bit of the result's numbers.

export function train({ module, parameters, gradients, rows, stride, score, start, samples, calls, seen }) {
  const bytes = Uint8Array.from(atob(module), (character) => character.charCodeAt(0));
  const { memory, ...exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  const missing = rows + stride * samples.length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  const numbers = (address, count) => new Float64Array(memory.buffer, address, count);
  numbers(parameters, start.length).set(start);
  samples.forEach((row, i) => numbers(rows + stride * i, row.length).set(row));
  const losses = calls.map(([name, ...args]) => exports[name](...args)).filter((loss) => loss !== undefined);
  const scores = seen.map((row) => numbers(rows + stride * row + score, 1)[0]);
  return {
    losses,
    parameters: [...numbers(parameters, start.length)],
    gradients: [...numbers(gradients, start.length)],
    scores,
  };
}
