import type { Transaction } from "@fairflow/db";
import { z } from "zod";

const KEY = "agreements";

/** Whose word an agreement rests on: `debtor` on a page of theirs, `api` another system, else the role of a user. */
export const Authority = z.enum(["debtor", "api", "specialist", "manager", "admin"]);
export type Authority = z.infer<typeof Authority>;

const percent = z.int().min(1).max(100);
const days = z.int().min(0).max(60);

const Limits = z.record(Authority, z.int().min(0).max(120));

const Floor = z.strictObject({
  /** The stage of accounts that it is for; null for every other. */
  stage: z.string().min(1).max(64).nullable(),
  /** The least percentage of the balance that each may take; who is not named may offer none. */
  percent: z.partialRecord(Authority, percent),
});

/** What an installation lets be agreed, and by whom. */
export const AgreementTerms = z.strictObject({
  promise: z.strictObject({
    graceBusinessDays: days,
    /** Of what was promised: at or above it counts as kept, below it and from the second on as partly kept. */
    keptPercent: percent,
    partlyPercent: percent,
    /** How far ahead a promise may be. */
    withinDays: z.int().min(1).max(120),
  }),
  arrangement: z.strictObject({
    graceBusinessDays: days,
    defaultAfterMissed: z.int().min(1).max(12),
    /** How many months each may agree to alone. */
    months: Limits,
  }),
  settlement: z.strictObject({
    expiresAfterDays: z.int().min(1).max(180),
    floors: z.array(Floor).min(1),
    /** The most that each may write off alone; minor units. */
    writeOff: z.record(Authority, z.int().nonnegative()),
    writeOffCode: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/),
  }),
});
export type AgreementTerms = z.infer<typeof AgreementTerms>;

/** Until an admin says otherwise. */
const ORDINARY_TERMS: AgreementTerms = {
  promise: { graceBusinessDays: 2, keptPercent: 95, partlyPercent: 50, withinDays: 31 },
  arrangement: {
    graceBusinessDays: 3,
    defaultAfterMissed: 2,
    months: { debtor: 6, api: 6, specialist: 12, manager: 24, admin: 60 },
  },
  settlement: {
    expiresAfterDays: 14,
    floors: [{ stage: null, percent: { specialist: 80, manager: 60, admin: 40 } }],
    writeOff: { debtor: 0, api: 0, specialist: 500_000, manager: 5_000_000, admin: 100_000_000 },
    writeOffCode: "settlement",
  },
};

export async function readAgreementTerms({
  sql,
}: Pick<Transaction, "sql">): Promise<AgreementTerms> {
  const [row] = await sql<{ value: unknown }[]>`select value from setting where key = ${KEY}`;
  return row === undefined ? ORDINARY_TERMS : AgreementTerms.parse(row.value);
}

export async function saveAgreementTerms(
  { sql }: Transaction,
  terms: AgreementTerms,
  by: { readonly userId: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into setting (key, value, changed_by, changed_at)
    values (${KEY}, ${JSON.stringify(terms)}::jsonb, ${by.userId}, ${by.now})
    on conflict (key) do update set value = excluded.value, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`;
}

/** The floor of an account's stage, or that of all other stages. */
export function floorOf({ settlement }: AgreementTerms, stage: string | null) {
  return (
    settlement.floors.find((floor) => floor.stage === stage && stage !== null) ??
    settlement.floors.find((floor) => floor.stage === null)
  );
}
