// Minimal LaTeX-to-MathML converter for the standalone file: the few commands that engine/trace/explain.py and
// engine/ops.py write. It replaces Temml with the same interface (static/build/standalone.mjs) at a fiftieth of its
// size.

const MATHML = "http://www.w3.org/1998/Math/MathML";

class ParseError extends Error {
  override readonly name = "ParseError";
}

const OPERATORS: Readonly<Record<string, string>> = { cdot: "⋅", times: "×", geq: "≥", leq: "≤", neq: "≠" };
const SYMBOLS: Readonly<Record<string, string>> = { partial: "∂", infty: "∞", pi: "π", sigma: "σ", theta: "θ" };
const FUNCTIONS = ["tanh", "tan", "sinh", "cosh", "exp", "ln", "log", "sin", "cos", "max", "min", "operatorname"];
/** Commands that stand for one character in \texttt. */
const CHARACTER_COMMANDS: Readonly<Record<string, string>> = {
  textbackslash: "\\",
  textasciicircum: "^",
  textasciitilde: "~",
};
const CLOSING = /^[)\]|]$/;
const BRACKET = /^[()[\]|]$/;
/** A number, a command, an escaped character, a space, or any one character. */
const TOKEN = /\d+(?:\.\d+)?|\\[A-Za-z]+|\\[^A-Za-z]|\s+|[^]/gu;

class Parser {
  readonly #tokens: readonly string[];
  #index = 0;

  constructor(latex: string) {
    this.#tokens = latex.match(TOKEN) ?? [];
  }

  /** Everything up to the token `end`, which is consumed; null parses to the end of the formula. */
  row(end: string | null): Element {
    const row = create("mrow");
    for (let token = this.#peek(); token !== end; token = this.#peek()) {
      const before = row.lastElementChild;
      const part = this.#scripted();
      // A minus without a left operand is a prefix operator.
      if (token === "-" && (!before || (before.localName === "mo" && !CLOSING.test(before.textContent!))))
        part.setAttribute("form", "prefix");
      if (before?.getAttribute("rspace") === "0") part.setAttribute("lspace", "0");
      row.append(part);
      if (token && FUNCTIONS.includes(token.slice(1)) && this.#peek() !== "(") row.append(thinSpace());
    }
    this.#index += 1;
    return row;
  }

  #peek(): string | null {
    while (/^\s+$/.test(this.#tokens[this.#index] ?? "")) this.#index += 1;
    return this.#tokens[this.#index] ?? null;
  }

  #take(): string {
    const token = this.#peek();
    if (token === null) throw new ParseError("The formula ends too early.");
    this.#index += 1;
    return token;
  }

  #scripted(): Element {
    let base = this.#indexom(this.#take());
    for (let sign = this.#peek(); sign === "_" || sign === "^"; sign = this.#peek()) {
      this.#index += 1;
      base = create(sign === "_" ? "msub" : "msup", base, this.#argument());
    }
    return base;
  }

  #argument(): Element {
    const token = this.#take();
    return token === "{" ? this.row("}") : this.#indexom(token);
  }

  #indexom(token: string): Element {
    if (token.startsWith("\\")) return this.#command(token.slice(1));
    if (token === "{") return this.row("}");
    if (/^\d/.test(token)) return leaf("mn", token);
    if (/^\p{L}$/u.test(token)) return leaf("mi", token);
    const sign = leaf("mo", token === "-" ? "−" : token);
    if (BRACKET.test(token)) sign.setAttribute("stretchy", "false"); // only \left and \right stretch to their content
    return sign;
  }

  #command(name: string): Element {
    if (name in OPERATORS) return leaf("mo", OPERATORS[name]!);
    if (name in SYMBOLS) return leaf("mi", SYMBOLS[name]!);
    if (FUNCTIONS.includes(name)) return leaf("mi", name === "operatorname" ? this.#text() : name);
    switch (name) {
      case "frac":
        return create("mfrac", this.#argument(), this.#argument());
      case "sqrt":
        return create("msqrt", this.#argument());
      case "left":
      case "right":
        return leaf("mo", this.#take());
      case "mathrel":
        return tight(this.#text());
      case "mathrm":
        return upright(this.#text());
      case "mathbf":
        return leaf("mi", bold(this.#text()));
      case "texttt":
        return leaf("mtext", this.#text());
    }
    throw new ParseError(`The formula has \\${name}.`);
  }

  /** The verbatim text of an argument, spaces included. */
  #text(): string {
    if (this.#take() !== "{") throw new ParseError("The formula lacks a brace.");
    let text = "";
    for (;;) {
      const token = this.#tokens[this.#index];
      this.#index += 1;
      if (token === undefined) throw new ParseError("The formula ends too early.");
      if (token === "}") return text;
      if (token.startsWith("\\")) text += this.#character(token.slice(1));
      else text += token.replaceAll(" ", "\u00a0");
    }
  }

  #character(name: string): string {
    if (name.length === 1 && !/[a-z]/i.test(name)) return name;
    if (!(name in CHARACTER_COMMANDS)) throw new ParseError(`The formula has \\${name}.`);
    this.#index += 2; // the empty braces that end its name
    return CHARACTER_COMMANDS[name]!;
  }
}

/** Temml's `render`, as mathml.ts calls it. */
function render(latex: string, holder: Element): void {
  holder.replaceChildren(create("math", new Parser(latex).row(null)));
}

function create(name: string, ...children: Element[]): Element {
  const element = document.createElementNS(MATHML, name);
  element.append(...children);
  return element;
}

function leaf(name: string, text: string): Element {
  const element = create(name);
  element.textContent = text;
  return element;
}

/** Upright text: MathML sets a single-letter <mi> in italics by default. */
function upright(text: string): Element {
  const element = leaf("mi", text);
  if (text.length === 1) element.setAttribute("mathvariant", "normal");
  return element;
}

/** A relation without space after it: the first half of "+=". */
function tight(text: string): Element {
  const sign = leaf("mo", text);
  sign.setAttribute("rspace", "0");
  return sign;
}

/** The space between a function name and an argument without brackets. */
function thinSpace(): Element {
  const space = create("mspace");
  space.setAttribute("width", "0.1667em");
  return space;
}

function bold(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit)));
}

export default { render, ParseError };
