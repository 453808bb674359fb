import type { RowProblem } from "@fairflow/contract";
import { problemsOf } from "@fairflow/flow";
import type { z } from "zod";

/** What is wrong with a row, field by field. zod says what it expects, never what stands there. */
export function rowProblems(error: z.ZodError): readonly RowProblem[] {
  return problemsOf(error).map(({ path, message }) => ({ field: path, problem: message }));
}
