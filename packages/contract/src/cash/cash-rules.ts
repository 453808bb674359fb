import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { Id } from "../values.ts";
import { cashReaders } from "./statement-files.ts";

const Matching = z.strictObject({
  /** Points from which a line is put to an account by itself; a reference whose check digits hold has 90. */
  threshold: z.int().min(60).max(200),
  /** How many points the best proposal must be ahead of the next. */
  lead: z.int().min(0).max(100),
});
const Rule = z.enum(["oldest_first", "smallest_first", "largest_first", "in_proportion"]);

export const cashRules = endpoint({
  method: "GET",
  path: "/api/cash/rules",
  summary:
    "From how many points on lines are booked by themselves, and how portfolios divide money",
  input: {},
  output: z.strictObject({
    matching: Matching,
    portfolios: z.array(z.strictObject({ id: Id, name: z.string(), rule: Rule })),
  }),
  policy: cashReaders,
});

export const saveCashRules = endpoint({
  method: "PUT",
  path: "/api/cash/rules",
  summary: "Changes how bank lines are matched and divided from now on",
  input: {
    body: z.strictObject({
      matching: Matching,
      portfolios: z.array(z.strictObject({ id: Id, rule: Rule })).max(1000),
    }),
  },
  output: Done,
  policy: only("admin"),
});
