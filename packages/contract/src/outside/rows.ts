import { z } from "zod";

/** Rows of one request: more are sent in another. */
export const MOST_AT_ONCE = 1000;

/** What is wrong with one row; never what stands in it. */
export const RowProblem = z.strictObject({ field: z.string(), problem: z.string() });
export type RowProblem = z.infer<typeof RowProblem>;
