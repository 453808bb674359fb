/** The case says something that the gate does not understand, and which it therefore forbids. Never reaches a caller. */
export class UnreadableCaseError extends Error {
  override readonly name = "UnreadableCaseError";

  constructor(what: string) {
    super(`The case has ${what}`);
  }
}
