import { Channel, Outcome, Purpose } from "@fairflow/compliance";
import { z } from "zod";
import { Done, endpoint } from "./endpoint.ts";
import { only, withKey } from "./role.ts";
import { Id, InstantMs } from "./values.ts";

/** An instant with its offset from UTC: `2026-11-24T10:00:00+02:00`. */
const OutsideInstant = z.iso.datetime({ offset: true });

const Reference = z.string().trim().min(1).max(200);

/** Of whom or of what is spoken, in the client's own numbers: an account, or the debtor as a whole. */
const OutsideSubjectFields = {
  account: Reference.optional(),
  debtor: Reference.optional(),
  /** Where several clients or portfolios use one number: their names. */
  client: Reference.optional(),
  portfolio: Reference.optional(),
};

const ONE_SUBJECT = { error: "Name an account or a debtor, not both" };

function namesOne(subject: {
  readonly account?: string | undefined;
  readonly debtor?: string | undefined;
}): boolean {
  return (subject.account === undefined) !== (subject.debtor === undefined);
}

const MOST_AT_ONCE = 1000;

export const ContactQuestion = z
  .strictObject({
    /** The caller's own, given back with the answer. */
    id: z.string().max(200).optional(),
    ...OutsideSubjectFields,
    channel: Channel,
    /** As it is written: a number in any spelling, an e-mail address. Without one the debtor's best is meant. */
    address: z.string().trim().min(1).max(500).optional(),
    purpose: Purpose.default("collection"),
    /** Now where absent. */
    at: OutsideInstant.optional(),
  })
  .refine(namesOne, ONE_SUBJECT);
export type ContactQuestion = z.infer<typeof ContactQuestion>;

const OutsideRule = z.strictObject({
  id: z.string(),
  words: z.string(),
  source: z.string().nullable(),
});

export const ContactAnswer = z.strictObject({
  id: z.string().nullable(),
  verdict: z.enum(["allowed", "deferred", "forbidden"]),
  /** The earliest instant at which every rule allows it, as far as is known now; ask again then. */
  until: z.string().nullable(),
  words: z.string(),
  rules: z.array(OutsideRule),
  /** Why it could not be judged, and is therefore forbidden. */
  problem: z
    .enum([
      "unknown-account",
      "ambiguous-account",
      "unreadable-address",
      "address-of-another-party",
      "no-usable-address",
      "at-is-over",
      "all-contact-paused",
    ])
    .nullable(),
  /**
   * Which address was judged: the one that was named, else the debtor's best. Without an id where the debtor's file does
   * not have it; null where nothing was judged, or the channel needs none.
   */
  address: z.strictObject({ id: Id.nullable(), kind: z.string(), isNamed: z.boolean() }).nullable(),
  /** The slot that is kept for this contact; name it when the contact is reported. */
  reservation: z.strictObject({ id: Id, until: z.string() }).nullable(),
});
export type ContactAnswer = z.infer<typeof ContactAnswer>;

export const mayContact = endpoint({
  method: "POST",
  path: "/v1/may-contact",
  summary:
    "Whether debtors may be contacted, by the gate that judges our own messages; `reserve` keeps the slot for some minutes",
  input: {
    body: z
      .strictObject({
        questions: z.array(ContactQuestion).min(1).max(MOST_AT_ONCE),
        reserve: z.boolean().default(false),
        reserveMinutes: z.int().min(1).max(60).default(5),
      })
      .refine(
        ({ reserve, questions }) => !reserve || questions.every(({ at }) => at === undefined),
        {
          error: "A slot is kept from now on: leave `at` out",
        },
      ),
  },
  output: z.strictObject({ answers: z.array(ContactAnswer) }),
  policy: withKey("may-contact"),
});

export const releaseReservation = endpoint({
  method: "POST",
  path: "/v1/reservations/:id/release",
  summary: "Gives back the slot of a contact that is not made after all",
  input: { params: z.strictObject({ id: Id }) },
  /** False where it is not kept any more, or not for this system. */
  output: z.strictObject({ released: z.boolean() }),
  policy: withKey("may-contact"),
});

/** A contact that another system or a person made. */
export const ReportedContact = z
  .strictObject({
    /** The reporter's own number of it: told twice, it is one. */
    id: z.string().trim().min(1).max(200),
    ...OutsideSubjectFields,
    at: OutsideInstant,
    channel: Channel,
    address: z.string().trim().min(1).max(500).optional(),
    direction: z.enum(["outbound", "inbound"]).default("outbound"),
    purpose: Purpose.default("collection"),
    /** What came of it, in the words of the rule packs. */
    outcome: Outcome,
    /** Who was reached; a wrong number is refused everywhere from then on. */
    reached: z.enum(["debtor", "third-party", "wrong-number"]).optional(),
    /** Who made it, as a code. */
    agent: z
      .string()
      .regex(/^[\w.:@-]{1,64}$/, "Use letters, digits and . : @ _ -")
      .optional(),
    reservation: Id.optional(),
  })
  .refine(namesOne, ONE_SUBJECT);
export type ReportedContact = z.infer<typeof ReportedContact>;

/** What is wrong with one row; never what stands in it. */
export const RowProblem = z.strictObject({ field: z.string(), problem: z.string() });
export type RowProblem = z.infer<typeof RowProblem>;

export const ContactResult = z.strictObject({
  /** Counted from 1, in the order of the request. */
  row: z.int(),
  result: z.enum(["recorded", "known", "refused"]),
  /** What the gate says of an attempt of ours at that instant; null where it was not recorded. */
  verdict: z.enum(["allowed", "deferred", "forbidden"]).nullable(),
  /** It was made although a rule forbade it: recorded as that. */
  isBreach: z.boolean(),
  rules: z.array(OutsideRule),
  problems: z.array(RowProblem),
});
export type ContactResult = z.infer<typeof ContactResult>;

export const reportContacts = endpoint({
  method: "POST",
  path: "/v1/contacts",
  summary:
    "Contacts that were made elsewhere, for the history that caps count; each row as `ReportedContact`, the good ones are kept",
  input: {
    body: z.strictObject({
      contacts: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({
    recorded: z.int(),
    known: z.int(),
    refused: z.int(),
    rows: z.array(ContactResult),
  }),
  policy: withKey("contacts"),
});

const Code = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "Use lower-case letters, digits and _");
/** Of a document or a message: codes and numbers, without spaces, so that no name gets in. */
const DocumentReference = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/:#()-]{0,79}$/, "Use letters, digits and . _ / : # ( ) -");
const OutsideDay = z.iso.date();

/** A hold on an account, on all of a debtor's, or on all accounts of whoever has an identity number. */
export const ReportedHold = z
  .strictObject({
    ...OutsideSubjectFields,
    idNumber: z.string().trim().min(4).max(40).optional(),
    /** As the rule packs name it: `debt_review`, `deceased`, `insolvent`, `under_administration`, ... */
    state: Code,
    /** From when; now where absent. */
    since: OutsideInstant.optional(),
    until: OutsideInstant.optional(),
    document: DocumentReference.optional(),
    documentDate: OutsideDay.optional(),
    /** What should happen next, and the last day for it: a task asks where it does not. */
    nextEvent: Code.optional(),
    nextEventBy: OutsideDay.optional(),
    /** Says that an identity number which more than five debtors have is meant for all of them. */
    confirm: z
      .union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")])
      .default(false),
    note: z.string().trim().max(2000).optional(),
  })
  .refine(
    ({ account, debtor, idNumber }) =>
      [account, debtor, idNumber].filter((name) => name !== undefined).length === 1,
    { error: "Name an account, a debtor or an identity number, one of them" },
  )
  .refine(
    ({ nextEvent, nextEventBy }) => (nextEvent === undefined) === (nextEventBy === undefined),
    {
      error: "An expected event needs its last day",
      path: ["nextEventBy"],
    },
  );
export type ReportedHold = z.infer<typeof ReportedHold>;

export const HoldResult = z.strictObject({
  row: z.int(),
  /** `in-force`: it stood there already, and took over what is new of it. */
  result: z.enum(["placed", "in-force", "unmatched", "refused"]),
  holds: z.array(Id),
  problems: z.array(RowProblem),
});
export type HoldResult = z.infer<typeof HoldResult>;

export const reportHolds = endpoint({
  method: "POST",
  path: "/v1/holds",
  summary:
    "Places holds, each row as `ReportedHold`: what is planned is taken back at once, in all flows; the good rows are kept",
  input: {
    body: z.strictObject({
      holds: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    }),
  },
  output: z.strictObject({ rows: z.array(HoldResult) }),
  policy: withKey("holds"),
});

export const HoldLifting = z.strictObject({
  /** The event that ends it, as its rules name it; `placed_by_mistake` for one that should not be there. */
  reason: Code,
  evidence: DocumentReference.optional(),
});

export const liftReportedHold = endpoint({
  method: "POST",
  path: "/v1/holds/:id/lift",
  summary: "Ends a hold by the event that its rules name; runs go on where they stood",
  input: { params: z.strictObject({ id: Id }), body: HoldLifting },
  output: Done,
  policy: withKey("holds"),
});

const SuppressedChannel = z.union([Channel, z.literal("any")]);

/** How a person said it. */
const Act = z.enum(["message", "call", "letter", "page", "in-person"]);

const OutsideAddressFields = {
  /** As it is written, in any spelling. */
  address: z.string().trim().min(1).max(500),
  /** Where a number without a country code belongs; every country of the portfolios where absent. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  channel: SuppressedChannel,
};

export const optOut = endpoint({
  method: "POST",
  path: "/v1/opt-outs",
  summary:
    "Bars an address on a channel, or on any, for everyone who shares it, in whatever spelling; it never ends by itself",
  input: {
    body: z.strictObject({
      ...OutsideAddressFields,
      how: Act.default("message"),
      evidence: DocumentReference.optional(),
    }),
  },
  /** How many debtors share the address now. */
  output: z.strictObject({ debtors: z.int() }),
  policy: withKey("opt-outs"),
});

export const optIn = endpoint({
  method: "POST",
  path: "/v1/opt-ins",
  summary: "Ends an opt-out by the person's own recorded act, and by nothing else",
  input: {
    body: z.strictObject({
      ...OutsideAddressFields,
      how: Act,
      at: OutsideInstant,
      /** Of the message, recording or document that shows it. */
      evidence: DocumentReference,
    }),
  },
  /** False where nothing was barred, where it is barred on every channel, or began after the act. */
  output: z.strictObject({ lifted: z.boolean() }),
  policy: withKey("opt-outs"),
});

export const optOutAddress = endpoint({
  method: "POST",
  path: "/api/addresses/:id/opt-out",
  summary: "Records that somebody opted out of an address, for everyone who shares it; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      channel: SuppressedChannel,
      how: Act,
      evidence: DocumentReference.optional(),
    }),
  },
  output: Done,
  policy: only("specialist", "admin"),
});

export const optInAddress = endpoint({
  method: "POST",
  path: "/api/addresses/:id/opt-in",
  summary:
    "Records the debtor's own act that ends an opt-out: how, when and what shows it; audited",
  input: {
    params: z.strictObject({ id: Id }),
    body: z.strictObject({
      channel: SuppressedChannel,
      how: Act,
      atMs: InstantMs,
      evidence: DocumentReference,
    }),
  },
  output: Done,
  policy: only("specialist", "admin"),
});
