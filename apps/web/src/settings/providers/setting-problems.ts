import { z } from "zod";
import { RequestFailed } from "../../server/request-failed.ts";

const Details = z.object({
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
});

/** What the server says is wrong, by the field or secret that it is about. */
export function settingProblems(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof RequestFailed)) return {};
  const read = Details.safeParse(error.details);
  if (!read.success) return {};
  return Object.fromEntries(read.data.issues.map(({ path, message }) => [path, message]));
}
