import { Channel } from "@fairflow/compliance";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { Id } from "../values.ts";
import { MOST_AT_ONCE, RowProblem } from "./rows.ts";
import { namesOne, ONE_SUBJECT, OutsideSubjectFields } from "./subject.ts";
import { Code, DocumentReference, OutsideDay } from "./written-values.ts";

/** When what became of a notice; local dates at the debtor. Who served it has delivered it. */
export const NoticeDays = {
  sentOn: OutsideDay.optional(),
  deliveredOn: OutsideDay.optional(),
  servedOn: OutsideDay.optional(),
  /** Of what shows it: a track-and-trace number, a signed form. */
  proof: DocumentReference.optional(),
};

interface Days {
  readonly sentOn?: string | undefined;
  readonly deliveredOn?: string | undefined;
  readonly servedOn?: string | undefined;
  readonly proof?: string | undefined;
}

export const SAYS_SOMETHING = { error: "Say when it was sent, delivered or served" };
export const IN_ORDER = { error: "Nothing arrives before it was sent", path: ["sentOn"] };
export const NEEDS_PROOF = { error: "Say what shows that it arrived", path: ["proof"] };

export function saysSomething({ sentOn, deliveredOn, servedOn }: Days): boolean {
  return [sentOn, deliveredOn, servedOn].some((day) => day !== undefined);
}

export function areInOrder({ sentOn, deliveredOn, servedOn }: Days): boolean {
  return [deliveredOn, servedOn].every(
    (day) => sentOn === undefined || day === undefined || sentOn <= day,
  );
}

export function isProved({ deliveredOn, servedOn, proof }: Days): boolean {
  return proof !== undefined || (deliveredOn === undefined && servedOn === undefined);
}

/** A notice that the law requires and that somebody gave outside. */
export const ReportedNotice = z
  .strictObject({
    ...OutsideSubjectFields,
    /** As the rule packs name it: `nca_s129`, `validation_notice`, ... */
    notice: Code,
    channel: Channel.optional(),
    ...NoticeDays,
  })
  .refine(namesOne, ONE_SUBJECT)
  .refine(saysSomething, SAYS_SOMETHING)
  .refine(areInOrder, IN_ORDER)
  .refine(isProved, NEEDS_PROOF);
export type ReportedNotice = z.infer<typeof ReportedNotice>;

export const NoticeResult = z.strictObject({
  row: z.int(),
  /** `known`: the same is on record already. */
  result: z.enum(["recorded", "known", "unmatched", "refused"]),
  record: Id.nullable(),
  problems: z.array(RowProblem),
});
export type NoticeResult = z.infer<typeof NoticeResult>;

export const reportNotices = endpoint({
  method: "POST",
  path: "/v1/notices",
  summary:
    "Notices that were given outside, each row as `ReportedNotice`: the days of legal steps count from them; the good rows are kept",
  input: {
    body: z.strictObject({
      notices: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(NoticeResult) }),
  policy: withKey("notices"),
});
