const WINDOW_MS = 15 * 60_000;
const TRIES_PER_EMAIL = 10;
const TRIES_PER_ADDRESS = 50;
/** Beyond this the oldest are forgotten, so that guesses at many names cannot fill the memory. */
const REMEMBERED = 50_000;

/**
 * Slows down guessing: so many failed sign-ins for one e-mail, and for one network address, in a quarter of an hour.
 * Each process counts for itself.
 */
export class SignInLimit {
  readonly #failures = new Map<string, readonly number[]>();

  /** How long to wait before the next try, in ms; 0 where it may be made now. */
  waitMs(email: string, address: string, nowMs: number): number {
    return Math.max(
      this.#waitOf(`email ${email}`, TRIES_PER_EMAIL, nowMs),
      this.#waitOf(`address ${address}`, TRIES_PER_ADDRESS, nowMs),
    );
  }

  recordFailure(email: string, address: string, nowMs: number): void {
    for (const key of [`email ${email}`, `address ${address}`]) {
      const recent = [...this.#recent(key, nowMs), nowMs];
      this.#failures.delete(key);
      this.#failures.set(key, recent);
    }
    while (this.#failures.size > REMEMBERED) {
      const [oldest] = this.#failures.keys();
      if (oldest === undefined) return;
      this.#failures.delete(oldest);
    }
  }

  /** Whoever knows the password starts anew; the network address keeps its count. */
  recordSuccess(email: string): void {
    this.#failures.delete(`email ${email}`);
  }

  #waitOf(key: string, tries: number, nowMs: number): number {
    const recent = this.#recent(key, nowMs);
    const first = recent.at(-tries);
    return first === undefined ? 0 : first + WINDOW_MS - nowMs;
  }

  #recent(key: string, nowMs: number): readonly number[] {
    return (this.#failures.get(key) ?? []).filter((at) => at > nowMs - WINDOW_MS);
  }
}
