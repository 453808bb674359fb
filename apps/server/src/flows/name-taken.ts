import { HttpError } from "../http/http-error.ts";

/**
 * Runs a write of something that has a name of its own, and says plainly when another has it.
 *
 * @param index the unique index that the name stands in
 * @throws HttpError 409
 */
export async function withOwnName<Result>(
  { index, name }: { readonly index: string; readonly name: string },
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (cause) {
    if (!violates(cause, index)) throw cause;
    throw new HttpError("conflict", `The name "${name}" is taken. Choose another.`, { cause });
  }
}

/** Drizzle wraps what the driver throws. */
function violates(cause: unknown, index: string): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  if ("constraint_name" in cause && cause.constraint_name === index) return true;
  return "cause" in cause && violates(cause.cause, index);
}
