// GIF's variant of LZW: codes of nine to twelve bits for indexes of eight, low bits first, in blocks of up to 255 bytes.

const INDEX_BITS = 8;
const CLEAR = 1 << INDEX_BITS;
const END = CLEAR + 1;
const CODES = 1 << 12;

/** The compressed indexes as they stand in a GIF: least code size, blocks, and the empty block that ends them. */
export function compress(indexes: Uint8Array): Uint8Array {
  const blocks = new Blocks();
  /** By prefix and index: the code of both together; 0 where there is none yet. */
  const table = new Uint16Array(CODES << INDEX_BITS);
  let size = INDEX_BITS + 1;
  let next = END + 1;
  let prefix = -1;
  blocks.write(CLEAR, size);
  for (const index of indexes) {
    if (prefix < 0) {
      prefix = index;
      continue;
    }
    const key = (prefix << INDEX_BITS) | index;
    if (table[key]) {
      prefix = table[key]!;
      continue;
    }
    blocks.write(prefix, size);
    if (next === CODES) {
      blocks.write(CLEAR, size);
      table.fill(0);
      size = INDEX_BITS + 1;
      next = END + 1;
    } else {
      // The reader of a GIF knows a code one step later than its writer.
      if (next === 1 << size) size += 1;
      table[key] = next;
      next += 1;
    }
    prefix = index;
  }
  if (prefix >= 0) blocks.write(prefix, size);
  blocks.write(END, size);
  return blocks.close();
}

class Blocks {
  readonly #bytes: number[] = [INDEX_BITS];
  #block: number[] = [];
  #bits = 0;
  #held = 0;

  write(code: number, size: number): void {
    this.#bits |= code << this.#held;
    this.#held += size;
    while (this.#held >= 8) {
      this.#put(this.#bits & 0xff);
      this.#bits >>>= 8;
      this.#held -= 8;
    }
  }

  close(): Uint8Array {
    if (this.#held > 0) this.#put(this.#bits);
    if (this.#block.length > 0) this.#flush();
    this.#bytes.push(0);
    return Uint8Array.from(this.#bytes);
  }

  #put(byte: number): void {
    this.#block.push(byte);
    if (this.#block.length === 255) this.#flush();
  }

  #flush(): void {
    this.#bytes.push(this.#block.length, ...this.#block);
    this.#block = [];
  }
}
