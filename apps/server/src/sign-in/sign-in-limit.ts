import { FailureLimit } from "../http/failure-limit.ts";

const WINDOW_MS = 15 * 60_000;

/** Slows down guessing: so many failed sign-ins for one e-mail, and for one network address, in a quarter of an hour. */
export class SignInLimit {
  readonly #emails = new FailureLimit({ tries: 10, windowMs: WINDOW_MS });
  readonly #addresses = new FailureLimit({ tries: 50, windowMs: WINDOW_MS });

  /** How long to wait before the next try, in ms; 0 where it may be made now. */
  waitMs(email: string, address: string, nowMs: number): number {
    return Math.max(this.#emails.waitMs(email, nowMs), this.#addresses.waitMs(address, nowMs));
  }

  recordFailure(email: string, address: string, nowMs: number): void {
    this.#emails.recordFailure(email, nowMs);
    this.#addresses.recordFailure(address, nowMs);
  }

  /** Whoever knows the password starts anew; the network address keeps its count. */
  recordSuccess(email: string): void {
    this.#emails.forget(email);
  }
}
