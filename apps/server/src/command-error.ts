/** A command cannot go on. The message is one clear sentence that says what to do; the process ends with 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
