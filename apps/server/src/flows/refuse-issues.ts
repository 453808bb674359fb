import type { Flow } from "@fairflow/flow";
import { compile, type CompiledFlow } from "@fairflow/interpreter";
import { catalog } from "@fairflow/nodes";
import { HttpError } from "../http/http-error.ts";
import type { LiveLibrary } from "./live-library.ts";

/** @throws HttpError 422 with the issues, as `compile` and so the canvas finds them */
export function refuseIssues(flow: Flow, { library, fields }: LiveLibrary): CompiledFlow {
  const compilation = compile({ catalog, flow, library, fields });
  if (compilation.ok) return compilation.flow;
  const { issues } = compilation;
  const what = issues.length === 1 ? "a problem" : `${issues.length} problems`;
  throw new HttpError("invalid", `The flow has ${what} and cannot run yet.`, {
    details: { issues },
  });
}
