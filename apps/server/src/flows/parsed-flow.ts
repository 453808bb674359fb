import { Flow, parseFlow } from "@fairflow/flow";
import { HttpError } from "../http/http-error.ts";

/**
 * A flow that came in a request: its schema fits already, and here what no schema sees is checked too.
 *
 * @throws HttpError with the places of the faults
 */
export function checkedFlow(flow: Flow): Flow {
  const parsed = parseFlow(flow);
  if (parsed.ok) return parsed.flow;
  const [first] = parsed.problems;
  throw new HttpError("invalid", `${first?.path}: ${first?.message}`, {
    details: { issues: parsed.problems },
  });
}

/** A flow that is stored: it was checked when it came. */
export function storedFlow(document: unknown): Flow {
  return Flow.parse(document);
}
