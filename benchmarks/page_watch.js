// Runs in the page that is measured: the time of a step's script, and the time from a keystroke to the graph that it makes.

globalThis.watch = {
  /** Milliseconds of script for each of `count` steps from the middle of each phase: the player, Lit's updates, the painting. */
  async steps(count) {
    const shell = document.querySelector("app-shell");
    const slider = document.querySelector(".scrubber-input");
    const move = (detail) => shell.dispatchEvent(new CustomEvent("move", { detail: { move: detail } }));
    const times = {};
    for (const phase of ["forward", "order", "backward"]) {
      move({ phase });
      await this.idle();
      const start = slider.valueAsNumber;
      move("nextPhase");
      await this.idle();
      move({ to: Math.floor((start + slider.valueAsNumber) / 2) });
      await this.idle();
      times[phase] = [];
      for (let i = 0; i < count; i += 1) {
        const begin = performance.now();
        move("next");
        for (let turn = 0; turn < 30; turn += 1) await null; // Lit's updates are microtasks: these come after all of them
        times[phase].push(performance.now() - begin);
        await this.idle();
      }
    }
    return times;
  },

  idle: () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),

  /** From the next input in the editor until another drawing stands in the graph and its frame is due: milliseconds. */
  nextGraph() {
    globalThis.drawn = new Promise((resolve) => {
      const editor = document.querySelector("code-editor");
      const layer = document.querySelector("svg.graph > g");
      editor.addEventListener("source-edit", () => {
        const begin = performance.now();
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.now() - begin));
        });
        observer.observe(layer, { childList: true });
      }, { once: true });
    });
  },
};
