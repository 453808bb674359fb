import { z } from "zod";

const percent = z.int().min(1).max(100);
const days = z.int().min(0).max(60);
const byAuthority = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ debtor: value, api: value, specialist: value, manager: value, admin: value });

/** What the house lets be agreed, and by whom: `debtor` on their own pages, `api` another system, else a role. */
export const AgreementTermsView = z.strictObject({
  promise: z
    .strictObject({
      graceBusinessDays: days,
      keptPercent: percent,
      partlyPercent: percent,
      withinDays: z.int().min(1).max(120),
    })
    .refine(({ keptPercent, partlyPercent }) => partlyPercent <= keptPercent, {
      path: ["partlyPercent"],
      message: "No more than what counts as kept",
    }),
  arrangement: z.strictObject({
    graceBusinessDays: days,
    defaultAfterMissed: z.int().min(1).max(12),
    /** Months that each may agree to alone. */
    months: byAuthority(z.int().min(0).max(120)),
  }),
  settlement: z.strictObject({
    expiresAfterDays: z.int().min(1).max(180),
    /** The least percentage that each may take, by stage; null is every other stage. Who is not named may offer none. */
    floors: z
      .array(
        z.strictObject({
          stage: z.string().min(1).max(64).nullable(),
          percent: z.partialRecord(
            z.enum(["debtor", "api", "specialist", "manager", "admin"]),
            percent,
          ),
        }),
      )
      .min(1)
      .max(50)
      .check(({ value, issues }) => {
        for (const [index, { stage }] of value.entries()) {
          if (value.findIndex((other) => other.stage === stage) === index) continue;
          const message = "This stage has a floor already";
          issues.push({ code: "custom", path: [index, "stage"], message, input: stage });
        }
      }),
    /** The most that each may write off alone; minor units. */
    writeOff: byAuthority(z.int().nonnegative()),
    writeOffCode: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/),
  }),
});
export type AgreementTermsView = z.infer<typeof AgreementTermsView>;
