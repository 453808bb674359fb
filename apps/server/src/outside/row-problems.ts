import type { RowProblem } from "@fairflow/contract";
import { problemsOf } from "@fairflow/flow";
import { z } from "zod";

/** What is wrong with a row, field by field: what is expected there, never what stands there. */
export function rowProblems(error: z.ZodError): readonly RowProblem[] {
  return error.issues.flatMap((issue) =>
    problemsOf(new z.ZodError([issue])).map(({ path, message }) => ({
      field: path,
      problem:
        issue.code === "invalid_value"
          ? `Use one of ${issue.values.map(String).join(", ")}`
          : message,
    })),
  );
}
