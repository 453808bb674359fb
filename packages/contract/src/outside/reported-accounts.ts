import { LocalDate } from "@fairflow/calendar";
import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { withKey } from "../role.ts";
import { MOST_AT_ONCE, RowProblem } from "./rows.ts";

const Name = z.string().trim().min(1).max(200);
const Tag = z.string().trim().min(1).max(60);
/** Minor units: cents of a rand. */
const Minor = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);

const ReportedDebtor = z.strictObject({
  /** The client's number for whoever owes. */
  reference: Name,
  kind: z.enum(["person", "company"]).default("person"),
  firstName: Name.optional(),
  lastName: Name.optional(),
  fullName: Name.optional(),
  company: Name.optional(),
  idNumber: z.string().trim().min(4).max(40).optional(),
  /** In any spelling; numbers without a country code belong to `country`, else to the portfolio's. */
  phones: z.array(z.string().trim().min(3).max(60)).max(10).default([]),
  email: z.string().trim().max(320).optional(),
  addressLines: z.array(z.string().trim().min(1).max(200)).max(6).default([]),
  city: Name.optional(),
  postalCode: z.string().trim().min(1).max(20).optional(),
  /** Two letters of ISO 3166. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** ISO 3166-2, `US-NY`. */
  subdivision: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}(-[A-Z0-9]{1,10})?$/)
    .optional(),
  /** An IANA name; the portfolio's where absent. */
  zone: z.string().max(60).optional(),
  /** A BCP 47 tag; the portfolio's first where absent. */
  language: z.string().max(35).optional(),
  preferredChannel: z.enum(["sms", "email", "letter"]).optional(),
  payDay: z.int().min(1).max(31).optional(),
  tags: z.array(Tag).max(50).default([]),
});

/** An account as the client's books have it now; what is absent stays as it was. */
export const ReportedAccount = z.strictObject({
  /** The client's number of the account. */
  account: Name,
  client: Name.optional(),
  portfolio: Name.optional(),
  kind: z.enum(["invoice", "instalment", "revolving", "charged_off"]).default("invoice"),
  currency: z.string().regex(/^[A-Z]{3}$/, "Write a currency like ZAR"),
  /** What is owed in all. A difference to what we have is booked as an adjustment; payments are reported as such. */
  balanceMinor: Minor,
  /** What of it is overdue; without it the balance is from the day after `dueDate`. */
  arrearsMinor: Minor.min(0).optional(),
  dueDate: LocalDate.optional(),
  openedOn: LocalDate.optional(),
  inDefaultSince: LocalDate.optional(),
  principalAtDefaultMinor: Minor.optional(),
  chargesSinceDefaultMinor: Minor.optional(),
  debtType: Name.optional(),
  collector: z.enum(["first_party", "third_party", "debt_buyer", "attorney"]).optional(),
  product: Name.optional(),
  stage: Name.optional(),
  tags: z.array(Tag).max(50).default([]),
  /** Fields of the installation's own, never personal data. */
  custom: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
      z.union([z.string().max(500), z.number(), z.boolean()]),
    )
    .default({}),
  debtor: ReportedDebtor,
});
export type ReportedAccount = z.infer<typeof ReportedAccount>;

export const AccountResult = z.strictObject({
  row: z.int(),
  result: z.enum(["created", "changed", "unchanged", "refused"]),
  problems: z.array(RowProblem),
});
export type AccountResult = z.infer<typeof AccountResult>;

const reportAccounts = endpoint({
  method: "POST",
  path: "/v1/accounts",
  summary:
    "Accounts with whoever owes them, each row as `ReportedAccount`: new ones are made, known ones changed; the good rows are kept",
  input: {
    body: z.strictObject({
      accounts: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(AccountResult) }),
  policy: withKey("accounts"),
});

/** Somebody else who stands beside an account: a surety, a debt counsellor. */
export const ReportedParty = z.strictObject({
  account: Name,
  client: Name.optional(),
  portfolio: Name.optional(),
  role: z.enum([
    "co_debtor",
    "surety",
    "contact_person",
    "debt_counsellor",
    "attorney",
    "executor",
    "trustee",
    "administrator",
  ]),
  kind: z.enum(["person", "company"]).default("person"),
  /** With the role and the account it says who it is: told again it is the same. */
  name: Name,
  idNumber: z.string().trim().min(4).max(40).optional(),
  phones: z.array(z.string().trim().min(3).max(60)).max(10).default([]),
  email: z.string().trim().max(320).optional(),
});
export type ReportedParty = z.infer<typeof ReportedParty>;

const reportParties = endpoint({
  method: "POST",
  path: "/v1/parties",
  summary:
    "Others who stand beside an account, each row as `ReportedParty`; nobody of them is written to as the debtor",
  input: {
    body: z.strictObject({
      parties: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(AccountResult) }),
  policy: withKey("accounts"),
});

/** Money that came in elsewhere. */
export const ReportedPayment = z.strictObject({
  /** The reporter's own number of it: told twice, it is booked once. */
  id: Name,
  account: Name,
  client: Name.optional(),
  portfolio: Name.optional(),
  /** Minor units of the account's currency. */
  amountMinor: Minor.min(1),
  /** When it counts; today where absent. */
  valueDate: LocalDate.optional(),
});
export type ReportedPayment = z.infer<typeof ReportedPayment>;

export const PaymentResult = z.strictObject({
  row: z.int(),
  result: z.enum(["booked", "known", "unmatched", "refused"]),
  /** What is still owed, in minor units; null where nothing was booked. */
  balanceMinor: z.int().nullable(),
  problems: z.array(RowProblem),
});
export type PaymentResult = z.infer<typeof PaymentResult>;

const reportPayments = endpoint({
  method: "POST",
  path: "/v1/payments",
  summary:
    "Payments, each row as `ReportedPayment`: what was planned about a debt that is paid or cured is taken back at once",
  input: {
    body: z.strictObject({
      payments: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(PaymentResult) }),
  policy: withKey("payments"),
});

/** What other systems bring of debts and money. */
export const outsideLedgerEndpoints = { reportAccounts, reportParties, reportPayments } as const;
