/** Beyond this those that asked longest ago are forgotten: by then they may ask as much as at first. */
const REMEMBERED = 10_000;

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** So many requests at once, and as many again each second of real time. Each process counts for itself. */
export class RequestLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #perSecond: number;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Takes a request into account. @returns how long to wait for the next, in ms; 0 where this one may be answered */
  take(key: string, nowMs: number): number {
    const { left, atMs } = this.#buckets.get(key) ?? { left: this.#perSecond, atMs: nowMs };
    const filled = Math.min(this.#perSecond, left + ((nowMs - atMs) / 1000) * this.#perSecond);
    const isEmpty = filled < 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: isEmpty ? filled : filled - 1, atMs: nowMs });
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= REMEMBERED) break;
      this.#buckets.delete(oldest);
    }
    return isEmpty ? ((1 - filled) / this.#perSecond) * 1000 : 0;
  }
}
