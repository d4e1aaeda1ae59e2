// Time from the request to train to a hundred trained steps of the lab's initial settings, in Node's Pyodide:
// `node start.mjs FOLDER TIMES` prints the milliseconds of each time, and the last loss.

import { loadPyodide } from "pyodide";

const [folder, times] = process.argv.slice(2);
const python = await loadPyodide();
python.FS.mkdir("/project");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/project");
python.runPython(
  'import sys; sys.dont_write_bytecode = True; sys.path.insert(0, "/project/build/links"); ' +
    "from autograd_playground.engine.service.api import handle_json",
);
const handle = python.globals.get("handle_json");

async function train(steps) {
  const {
    settings,
    points,
    parameters,
    module,
    memory: addresses,
  } = JSON.parse(handle('{"method":"lab","params":{"settings":{}}}', "browser"));
  const bytes = Uint8Array.from(atob(module), (character) => character.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(bytes);
  const { memory, reset, step } = instance.exports;
  const missing = addresses.rows + addresses.stride * points.length - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  new Float64Array(memory.buffer, addresses.parameters).set(parameters);
  points.forEach((row, i) => new Float64Array(memory.buffer, addresses.rows + addresses.stride * i).set(row));
  reset();
  let loss = 0;
  for (let k = 0; k < steps; k += 1) {
    const { rate, decay, over } = settings;
    loss = step(addresses.rows, points.length, rate * (1 - (decay * Math.min(k, over)) / over));
  }
  return loss;
}

const milliseconds = [];
let loss = 0;
for (let i = 0; i < Number(times); i += 1) {
  const begin = performance.now();
  loss = await train(100);
  milliseconds.push(performance.now() - begin);
}
console.log(JSON.stringify({ times: milliseconds, loss }));
