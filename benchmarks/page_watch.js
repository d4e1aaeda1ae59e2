// Instrumentation of the page for bench_page.py: takes steps, and measures the time from a keystroke to its graph.

globalThis.watch = {
  /** Goes to the middle of a phase. */
  async middle(phase) {
    const slider = document.querySelector(".scrubber-input");
    this.move({ phase });
    await this.idle();
    const start = slider.valueAsNumber;
    this.move("nextPhase");
    await this.idle();
    this.move({ to: Math.floor((start + slider.valueAsNumber) / 2) });
    await this.idle();
  },

  /** Takes `count` steps, each with a frame. */
  async steps(count) {
    for (let i = 0; i < count; i += 1) {
      this.move("next");
      await this.idle();
    }
  },

  /** Makes `count` jumps to the end or to the start, each with a frame. */
  async jumps(count) {
    for (let i = 0; i < count; i += 1) {
      this.move(i % 2 ? "first" : "last");
      await this.idle();
    }
  },

  /** Milliseconds from a leaf's new data until the frame with the graph's new numbers is due, for each of `data`. */
  async drags(ordinal, data) {
    const times = [];
    for (const number of data) {
      const drawn = this.nextNumbers();
      const begin = performance.now();
      document
        .querySelector("app-shell")
        .dispatchEvent(new CustomEvent("leaf-move", { detail: { ordinal, data: number } }));
      await drawn;
      times.push(performance.now() - begin);
    }
    return times;
  },

  /** Settles in the frame after the graph's texts have changed. */
  nextNumbers: () =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(resolve);
      });
      const graph = document.querySelector("svg.graph");
      observer.observe(graph, { childList: true, characterData: true, subtree: true });
    }),

  move: (move) => document.querySelector("app-shell").dispatchEvent(new CustomEvent("move", { detail: { move } })),

  idle: () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),

  /** Sets `drawn` to the milliseconds from the next input in the editor until the frame with the new graph is due. */
  nextGraph() {
    globalThis.drawn = new Promise((resolve) => {
      const editor = document.querySelector("code-editor");
      const layer = document.querySelector("svg.graph > g");
      editor.addEventListener(
        "source-edit",
        () => {
          const begin = performance.now();
          const observer = new MutationObserver(() => {
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - begin));
          });
          observer.observe(layer, { childList: true });
        },
        { once: true },
      );
    });
  },
};
