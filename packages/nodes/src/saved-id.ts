import { z } from "zod";

/** The id of a segment or template; empty while the drawer has not chosen one. */
export const SavedId = z
  .string({ error: "Use the id of something saved" })
  .regex(/^[A-Za-z0-9_-]{0,64}$/, { error: "Use at most 64 letters, digits, - or _" });
export type SavedId = z.infer<typeof SavedId>;

/** What to look up: an id that is not chosen yet is the check's to report, not the library's. */
export function chosen(...ids: readonly (string | null)[]): readonly string[] {
  return ids.flatMap((id) => (id === null || id === "" ? [] : [id]));
}
