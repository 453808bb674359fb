import { parseMapping, type Mapping } from "@fairflow/intake";
import { HttpError } from "../http/http-error.ts";

/** @throws HttpError 422 with the places of its faults */
export function checkedMapping(document: unknown): Mapping {
  const parsed = parseMapping(JSON.stringify(document));
  if (parsed.kind === "mapping") return parsed.mapping;
  const [first] = parsed.problems;
  const more = parsed.problems.length > 1 ? ` (and ${parsed.problems.length - 1} more)` : "";
  throw new HttpError("invalid", `${first?.message ?? "The mapping does not fit"}${more}`, {
    details: { issues: parsed.problems },
  });
}
