/** Beyond this the oldest are forgotten, so that guesses at many names cannot fill the memory. */
const REMEMBERED = 50_000;

/** So many failures of one key in a window of real time, then a wait. Each process counts for itself. */
export class FailureLimit {
  readonly #failures = new Map<string, readonly number[]>();
  readonly #tries: number;
  readonly #windowMs: number;

  constructor({ tries, windowMs }: { readonly tries: number; readonly windowMs: number }) {
    this.#tries = tries;
    this.#windowMs = windowMs;
  }

  /** How long to wait before the next try, in ms; 0 where it may be made now. */
  waitMs(key: string, nowMs: number): number {
    const first = this.#recent(key, nowMs).at(-this.#tries);
    return first === undefined ? 0 : first + this.#windowMs - nowMs;
  }

  recordFailure(key: string, nowMs: number): void {
    const recent = [...this.#recent(key, nowMs), nowMs];
    this.#failures.delete(key);
    this.#failures.set(key, recent);
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= REMEMBERED) return;
      this.#failures.delete(oldest);
    }
  }

  forget(key: string): void {
    this.#failures.delete(key);
  }

  #recent(key: string, nowMs: number): readonly number[] {
    return (this.#failures.get(key) ?? []).filter((at) => at > nowMs - this.#windowMs);
  }
}
