import { LocalDate } from "@fairflow/calendar";
import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { Day, Id } from "../values.ts";
import { AgreementTermsView } from "./agreement-terms.ts";
import { Affordability, Agreement, Instalment, SettlementView } from "./agreements.ts";

const READERS = only("specialist", "admin", "manager");
const WORKERS = READERS;
const Via = z.enum(["call", "visit", "letter", "email", "chat"]);
const Reason = z.string().trim().min(1).max(200);
const params = z.strictObject({ id: Id });

const agreements = endpoint({
  method: "GET",
  path: "/api/debtors/:id/agreements",
  summary:
    "What a debtor promised, arranged and was offered, the newest first, and what may be agreed now",
  input: { params },
  output: z.strictObject({
    today: Day,
    agreements: z.array(Agreement),
    settlements: z.array(SettlementView),
    terms: z.strictObject({
      promiseWithinDays: z.int(),
      graceBusinessDays: z.int(),
      keptPercent: z.int(),
      /** Months that whoever asks may agree to alone. */
      months: z.int(),
      defaultAfterMissed: z.int(),
      settlementExpiresAfterDays: z.int(),
      /** By account: the least percentage that whoever asks may take alone; null where none. */
      floors: z.record(Id, z.int().nullable()),
    }),
  }),
  policy: READERS,
});

const makePromise = endpoint({
  method: "POST",
  path: "/api/debtors/:id/promises",
  summary:
    "Takes a promise to pay: demands about its accounts wait until its grace is over; audited",
  input: {
    params,
    body: z.strictObject({
      accountIds: z.array(Id).min(1).max(50),
      amountMinor: z.int().positive(),
      dueOn: LocalDate,
      via: Via,
    }),
  },
  output: z.strictObject({ id: Id, graceUntil: Day }),
  policy: WORKERS,
});

const arrange = endpoint({
  method: "POST",
  path: "/api/debtors/:id/arrangements",
  summary:
    "Agrees to instalments, or keeps them for somebody who may; confirmed to the debtor in writing through the gate; audited",
  input: {
    params,
    body: z.strictObject({
      accountIds: z.array(Id).min(1).max(50),
      instalments: z.array(Instalment).min(1).max(120),
      frequency: z.enum(["weekly", "fortnightly", "monthly", "irregular"]),
      via: Via,
      reages: z.boolean().default(false),
      affordability: Affordability.optional(),
    }),
  },
  output: z.strictObject({ id: Id, waits: z.boolean() }),
  policy: WORKERS,
});

const decideArrangement = endpoint({
  method: "POST",
  path: "/api/promises/:id/decision",
  summary: "Approves or declines an arrangement that waits, by another than proposed it; audited",
  input: { params, body: z.strictObject({ approve: z.boolean() }) },
  output: Done,
  policy: WORKERS,
});

const cancelAgreement = endpoint({
  method: "POST",
  path: "/api/promises/:id/cancel",
  summary:
    "Takes back a promise or an arrangement: it counts neither as kept nor as broken; audited",
  input: { params, body: z.strictObject({ reason: Reason }) },
  output: Done,
  policy: WORKERS,
});

const affordability = endpoint({
  method: "GET",
  path: "/api/promises/:id/affordability",
  summary:
    "What the debtor stated of income and expenses when the arrangement was proposed; audited",
  input: { params },
  output: z.strictObject({ affordability: Affordability.nullable() }),
  policy: only("specialist", "admin"),
});

const offerSettlement = endpoint({
  method: "POST",
  path: "/api/accounts/:id/settlements",
  summary:
    "Offers to take a percentage of the balance for all of it; beyond one's authority a second person decides; audited",
  input: {
    params,
    body: z.strictObject({ percent: z.int().min(1).max(99), expiresOn: LocalDate.optional() }),
  },
  output: z.strictObject({ id: Id, waits: z.boolean(), amountMinor: z.int() }),
  policy: WORKERS,
});

const decideSettlement = endpoint({
  method: "POST",
  path: "/api/settlements/:id/decision",
  summary: "Approves or declines a settlement that waits, by another than proposed it; audited",
  input: { params, body: z.strictObject({ approve: z.boolean() }) },
  output: Done,
  policy: WORKERS,
});

const acceptSettlement = endpoint({
  method: "POST",
  path: "/api/settlements/:id/accept",
  summary: "The debtor says yes: demands wait until it expires; audited",
  input: { params, body: z.strictObject({ via: Via }) },
  output: Done,
  policy: WORKERS,
});

const withdrawSettlement = endpoint({
  method: "POST",
  path: "/api/settlements/:id/withdraw",
  summary: "Takes an offer back; audited",
  input: { params, body: z.strictObject({ reason: Reason }) },
  output: Done,
  policy: WORKERS,
});

const agreementTerms = endpoint({
  method: "GET",
  path: "/api/agreement-terms",
  summary: "What may be agreed with debtors, and by whom",
  input: {},
  output: AgreementTermsView,
  policy: READERS,
});

const saveAgreementTerms = endpoint({
  method: "PUT",
  path: "/api/agreement-terms",
  summary: "Says anew what may be agreed; what was agreed before stays as it was; audited",
  input: { body: AgreementTermsView },
  output: Done,
  policy: only("admin"),
});

export const agreementEndpoints = {
  agreementTerms,
  saveAgreementTerms,
  acceptSettlement,
  affordability,
  agreements,
  arrange,
  cancelAgreement,
  decideArrangement,
  decideSettlement,
  makePromise,
  offerSettlement,
  withdrawSettlement,
} as const;
