import { z } from "zod";
import { RequestFailed } from "../../server/request-failed.ts";

const Details = z.object({
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
});

/**
 * What the server says is wrong, by the field or secret that it is about. What is wrong within a field, as a key of its
 * JSON, is said there; what is about none of them keeps the name that the server has for it.
 */
export function settingProblems(
  error: unknown,
  keys: readonly string[] = [],
): Readonly<Record<string, string>> {
  if (!(error instanceof RequestFailed)) return {};
  const read = Details.safeParse(error.details);
  if (!read.success) return {};
  return Object.fromEntries(
    read.data.issues.map(({ path, message }) => {
      const key = keys.find((each) => path === each || path.startsWith(`${each}.`));
      if (key === undefined || key === path) return [path, message];
      return [key, `${path.slice(key.length + 1)}: ${message}`];
    }),
  );
}
