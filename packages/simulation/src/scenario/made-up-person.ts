import { LocalDate } from "@fairflow/calendar";
import { Actor } from "@fairflow/compliance";
import { FieldId } from "@fairflow/criteria";
import { MessageChannel } from "@fairflow/interpreter";
import { z } from "zod";

const Text = z.string().min(1).max(120);
const Tags = z.array(Text).max(50);
const Minor = z.int().min(0).max(100_000_000_000);

const Fact = z.union([
  z.string().max(500),
  z.number(),
  z.boolean(),
  z.array(z.string().max(120)).max(50),
  z.null(),
]);

/** Facts by field id that go before what is worked out, such as `custom.branch` or `account.times_late_12m`. */
const Facts = z.record(FieldId, Fact);

/** One debt of a made-up person. Amounts are minor units of the person's currency. */
export const MadeUpAccount = z.strictObject({
  /** Short and made up, such as `A1`: messages say it, and answers name the account by it. */
  reference: z.string().regex(/^[A-Za-z0-9-]{1,24}$/, "Use 1 to 24 letters, digits or -"),
  kind: z.enum(["invoice", "instalment", "revolving", "charged_off"]).default("invoice"),
  /** What is owed in all. */
  balanceMinor: Minor,
  /** What is overdue at the start; worked out from the due date where absent: nothing before it, all of it after. */
  arrearsMinor: Minor.optional(),
  dueOn: LocalDate.nullable().default(null),
  openedOn: LocalDate.nullable().default(null),
  inDefaultSince: LocalDate.nullable().default(null),
  /** The pack's word for the kind of debt, such as `nca_credit` or `medical`. */
  debtType: Text.nullable().default(null),
  product: Text.nullable().default(null),
  stage: Text.nullable().default(null),
  tags: Tags.default([]),
  /** Whether a dispute about it is open when the test begins. */
  isDisputed: z.boolean().default(false),
  facts: Facts.default({}),
});
export type MadeUpAccount = z.infer<typeof MadeUpAccount>;

/**
 * A person who does not exist, as far as a flow and the gate may ask about them. There is no place for a name, a number or an
 * address: messages to them carry the made-up name of the template's previews.
 */
export const MadeUpPerson = z
  .strictObject({
    kind: z.enum(["person", "company"]).default("person"),
    language: z.string().min(2).max(35).default("en"),
    /** IANA. */
    zone: z.string().min(1).max(64).default("Africa/Johannesburg"),
    /** ISO 3166-2, for the law of a state or city. */
    subdivision: Text.nullable().default(null),
    /** Who collects; much of the law depends on it. */
    collector: Actor.default("first_party"),
    currency: z.string().length(3).default("ZAR"),
    /** On which channels there is an address. */
    channels: z.array(MessageChannel).default(["sms", "email", "letter"]),
    preferredChannel: MessageChannel.nullable().default(null),
    /** Day of the month. */
    payDay: z.int().min(1).max(31).nullable().default(null),
    tags: Tags.default([]),
    client: Text.default("Sample client"),
    portfolio: Text.default("Sample portfolio"),
    brand: Text.default("Sample brand"),
    /** The first is the one that goes through a flow per account. */
    accounts: z.array(MadeUpAccount).min(1).max(20),
    facts: Facts.default({}),
  })
  .refine(
    ({ accounts }) => new Set(accounts.map(({ reference }) => reference)).size === accounts.length,
    { path: ["accounts"], error: "Two accounts have the same reference" },
  );
export type MadeUpPerson = z.infer<typeof MadeUpPerson>;
