// LZW as GIF uses it: codes of 9 to 12 bits for 8-bit indexes, least significant bit first, in blocks of up to 255
// bytes.

const INDEX_BITS = 8;
const CLEAR = 1 << INDEX_BITS;
const END = CLEAR + 1;
const MAX_CODES = 1 << 12;

/** The image data of a GIF frame: minimum code size, data blocks, and the empty block that terminates them. */
export function compress(indexes: Uint8Array): Uint8Array {
  const blocks = new BlockWriter();
  /** Codes by prefix and next index; 0 is no code yet. */
  const table = new Uint16Array(MAX_CODES << INDEX_BITS);
  let codeSize = INDEX_BITS + 1;
  let next = END + 1;
  let prefix = -1;
  blocks.write(CLEAR, codeSize);
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
    blocks.write(prefix, codeSize);
    if (next === MAX_CODES) {
      blocks.write(CLEAR, codeSize);
      table.fill(0);
      codeSize = INDEX_BITS + 1;
      next = END + 1;
    } else {
      // The decoder learns each code one step later than the encoder.
      if (next === 1 << codeSize) codeSize += 1;
      table[key] = next;
      next += 1;
    }
    prefix = index;
  }
  if (prefix >= 0) blocks.write(prefix, codeSize);
  blocks.write(END, codeSize);
  return blocks.close();
}

/** Packs codes into bytes, and bytes into length-prefixed blocks. */
class BlockWriter {
  readonly #bytes: number[] = [INDEX_BITS];
  #block: number[] = [];
  #bits = 0;
  #bitCount = 0;

  write(code: number, codeSize: number): void {
    this.#bits |= code << this.#bitCount;
    this.#bitCount += codeSize;
    while (this.#bitCount >= 8) {
      this.#writeByte(this.#bits & 0xff);
      this.#bits >>>= 8;
      this.#bitCount -= 8;
    }
  }

  close(): Uint8Array {
    if (this.#bitCount > 0) this.#writeByte(this.#bits);
    if (this.#block.length > 0) this.#flushBlock();
    this.#bytes.push(0);
    return Uint8Array.from(this.#bytes);
  }

  #writeByte(byte: number): void {
    this.#block.push(byte);
    if (this.#block.length === 255) this.#flushBlock();
  }

  #flushBlock(): void {
    this.#bytes.push(this.#block.length, ...this.#block);
    this.#block = [];
  }
}
