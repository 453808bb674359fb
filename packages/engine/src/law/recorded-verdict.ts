import { ContactCase, permit, type CompiledPack, type Verdict } from "@fairflow/compliance";
import type { Sql } from "@fairflow/db";
import { z } from "zod";
import type { LawReader } from "./law-reader.ts";
import { packsAsked } from "./packs-asked.ts";

const Instant = z.union([z.date(), z.string().transform((text) => new Date(text))]);

/** A verdict as an attempt's row keeps it, the last one or an earlier one. */
export const RecordedVerdict = z.object({
  verdict: z.enum(["allowed", "deferred", "forbidden"]),
  until: Instant.nullable(),
  reason: z.string().nullable(),
  rules: z.array(z.string()),
  warnings: z.array(z.string()),
  withoutFee: z.array(z.string()),
  packs: z.array(z.string()),
  zones: z.array(z.string()),
  inputs: z.unknown(),
  law: z.int(),
  at: Instant,
});
export type RecordedVerdict = z.infer<typeof RecordedVerdict>;

/** A recorded verdict with what it was taken from. */
export type Replay =
  | { readonly kind: "law-not-kept" }
  | { readonly kind: "unreadable"; readonly what: string }
  | {
      readonly kind: "same" | "different";
      readonly verdict: Verdict;
      readonly contactCase: ContactCase;
      readonly packs: readonly CompiledPack[];
      readonly tzdata: string;
    };

/** Asks the gate again what it was asked, under the law as it was: it must say the same (I2). */
export async function replayVerdict(
  law: LawReader,
  sql: Sql,
  recorded: RecordedVerdict,
): Promise<Replay> {
  const then = await law.at(sql, recorded.law);
  if (then === undefined) return { kind: "law-not-kept" };
  const parsed = ContactCase.safeParse(recorded.inputs);
  if (!parsed.success) return { kind: "unreadable", what: "its case" };
  const packs = packsAsked(then, recorded.packs);
  if (packs === undefined) return { kind: "unreadable", what: "its packs" };
  const contactCase = parsed.data;
  const verdict = permit(packs, contactCase, recorded.at);
  return {
    kind: isSame(recorded, verdict) ? "same" : "different",
    verdict,
    contactCase,
    packs,
    tzdata: then.zones.tzdata,
  };
}

function isSame(recorded: RecordedVerdict, verdict: Verdict): boolean {
  return (
    recorded.verdict === verdict.kind &&
    (recorded.until?.getTime() ?? null) ===
      (verdict.kind === "deferred" ? verdict.until.getTime() : null) &&
    recorded.reason === (verdict.kind === "forbidden" ? verdict.reason : null) &&
    isSameList(recorded.rules, verdict.kind === "allowed" ? [] : verdict.rules) &&
    isSameList(recorded.warnings, verdict.warnings) &&
    isSameList(recorded.withoutFee, verdict.withoutFee)
  );
}

/** In any order: a rule is met or it is not. */
function isSameList(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each));
}
