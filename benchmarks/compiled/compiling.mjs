// Time that a JavaScript engine takes to compile and run a module: `node compiling.mjs`, with a job on standard input.
// Prints the seconds of processor time until the first step is done, and per further step.

import { readFileSync } from "node:fs";

const { module, parameters, rows, stride, start, data, steps } = JSON.parse(readFileSync(0, "utf8"));
const bytes = Buffer.from(module, "base64");

function seconds(work) {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}

let exports;
const first = seconds(() => {
  ({ exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes)));
  const { memory, step } = exports;
  const missing = rows + stride - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  new Float64Array(memory.buffer, parameters).set(start);
  new Float64Array(memory.buffer, rows).set(data);
  step(rows, 1, 0);
});
exports.train(steps, rows, 1, 0); // warms up, until the engine has optimised the module
console.log(JSON.stringify({ first, each: seconds(() => exports.train(steps, rows, 1, 0)) / steps }));
