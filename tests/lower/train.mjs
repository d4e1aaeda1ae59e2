// Trains with a compiled step, in any JavaScript engine: what comes out as JSON has every bit of every number.

export function train({ module, parameters, gradients, rows, stride, start, samples, steps, rate }) {
  const bytes = Uint8Array.from(atob(module), (character) => character.charCodeAt(0));
  const { memory, train } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  const missing = rows + stride * samples.length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  new Float64Array(memory.buffer, parameters).set(start);
  samples.forEach((row, i) => new Float64Array(memory.buffer, rows + stride * i).set(row));
  const loss = train(steps, rows, samples.length, rate);
  const numbers = (place) => [...new Float64Array(memory.buffer, place, start.length)];
  return { loss, parameters: numbers(parameters), gradients: numbers(gradients) };
}
