import { CHANNELS, ZONE_SOURCES } from "@fairflow/compliance/vocabulary";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ciphertext, digest, instant, oneOf, rowId, shardIsOf } from "./columns.ts";
import { client } from "./portfolio.ts";
import {
  ADDRESS_KINDS,
  ADDRESS_STATES,
  LINE_TYPES,
  PARTY_KINDS,
  SEARCH_KINDS,
  SUPPRESSION_REASONS,
} from "./words.ts";

/**
 * Who owes. The row is the lock under which a verdict is taken (I5), and `epoch` is what a stop fact bumps (I7).
 * Rows are never deleted: erasing empties the ciphertexts of a debtor's parties and addresses.
 */
export const debtor = pgTable(
  "debtor",
  {
    id: rowId().primaryKey(),
    shard: smallint().notNull(),
    epoch: bigint({ mode: "number" }).notNull().default(0),
    kind: text({ enum: PARTY_KINDS }).notNull(),
    language: text().notNull(),
    /** The most trusted zone; where others contradict it, the gate takes the intersection. */
    zone: text().notNull(),
    zoneSource: text({ enum: ZONE_SOURCES }).notNull(),
    otherZones: text().array().notNull().default([]),
    /** ISO 3166-2, for rules of a state or province. */
    subdivision: text(),
    preferredChannel: text({ enum: CHANNELS }),
    /** Day of the month, or the name of a `calendar_day` calendar, when income arrives. */
    payDay: smallint(),
    payCalendar: text(),
    tags: text().array().notNull().default([]),
    createdAt: instant().notNull(),
    erasedAt: instant(),
  },
  (t) => [
    shardIsOf("debtor_shard_of_id", t.shard, t.id),
    oneOf("debtor_kind_known", t.kind, PARTY_KINDS),
    oneOf("debtor_zone_source_known", t.zoneSource, ZONE_SOURCES),
    oneOf("debtor_preferred_channel_known", t.preferredChannel, CHANNELS),
    check("debtor_pay_day_of_month", sql`${t.payDay} between 1 and 31`),
    check("debtor_epoch_not_negative", sql`${t.epoch} >= 0`),
    index("debtor_created").on(t.createdAt),
  ],
);

/** What a client calls a debtor. One person may be known to several clients by different numbers. */
export const debtorReference = pgTable(
  "debtor_reference",
  {
    clientId: uuid()
      .notNull()
      .references(() => client.id),
    hmac: digest().notNull(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    /** Bound to the debtor's id. Some clients use identity numbers here. */
    reference: ciphertext(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.hmac] }),
    index("debtor_reference_debtor").on(t.debtorId),
  ],
);

/** A person or company in a debtor's file. Its role is that of an account (`account_party`). */
export const party = pgTable(
  "party",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    /** Whether this is the debtor itself. */
    isDebtor: boolean().notNull(),
    kind: text({ enum: PARTY_KINDS }).notNull(),
    language: text(),
    name: ciphertext(),
    givenName: ciphertext(),
    familyName: ciphertext(),
    idNumber: ciphertext(),
    idNumberHmac: digest(),
    createdAt: instant().notNull(),
  },
  (t) => [
    oneOf("party_kind_known", t.kind, PARTY_KINDS),
    index("party_debtor").on(t.debtorId),
    uniqueIndex("party_one_is_debtor")
      .on(t.debtorId)
      .where(sql`is_debtor`),
    index("party_id_number")
      .on(t.idNumberHmac)
      .where(sql`id_number_hmac is not null`),
  ],
);

/** A way to reach a party. Two parties share an address when the digests of its normal form are equal. */
export const address = pgTable(
  "address",
  {
    id: rowId().primaryKey(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    partyId: uuid()
      .notNull()
      .references(() => party.id),
    kind: text({ enum: ADDRESS_KINDS }).notNull(),
    lineType: text({ enum: LINE_TYPES }),
    /** Both null once it was erased. */
    value: ciphertext(),
    hmac: digest(),
    state: text({ enum: ADDRESS_STATES }).notNull().default("unverified"),
    stateAt: instant().notNull(),
    /** 0 is tried first. */
    rank: smallint().notNull().default(0),
    /** Feed, debtor, trace, agent: where it was learnt. */
    source: text().notNull(),
    zone: text(),
    /** How often in a row what was sent came back for now. */
    softBounces: smallint().notNull().default(0),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique("address_of_party").on(t.partyId, t.hmac),
    oneOf("address_kind_known", t.kind, ADDRESS_KINDS),
    oneOf("address_state_known", t.state, ADDRESS_STATES),
    oneOf("address_line_type_known", t.lineType, LINE_TYPES),
    check("address_line_of_phones", sql`(${t.lineType} is not null) = (${t.kind} = 'phone')`),
    check("address_hmac_length", sql`octet_length(${t.hmac}) = 32`),
    check("address_soft_bounces_not_negative", sql`${t.softBounces} >= 0`),
    check("address_erased_whole", sql`(${t.value} is null) = (${t.hmac} is null)`),
    index("address_debtor").on(t.debtorId),
    index("address_shared").on(t.hmac),
  ],
);

/**
 * An address that nobody may use, whoever shares it. It outlives the debtor's data and never expires;
 * only the person's own later word (START) ends it.
 */
export const suppression = pgTable(
  "suppression",
  {
    id: rowId().primaryKey(),
    addressHmac: digest().notNull(),
    /** A channel, or `any`: a wrong number is wrong for every channel. */
    channel: text().notNull(),
    reason: text({ enum: SUPPRESSION_REASONS }).notNull(),
    source: text().notNull(),
    /** Ids only: the inbox row, event or task that it rests on. */
    evidence: text(),
    since: instant().notNull(),
    /** When the person last said so again: only a later act of theirs ends it. */
    saidAgainAt: instant(),
    endedAt: instant(),
    endedBy: text(),
    /** The person's own act that ended it: how they said so, when, and the id of what shows it. */
    endedHow: text(),
    endedEvidence: text(),
    endedActAt: instant(),
  },
  (t) => [
    oneOf("suppression_channel_known", t.channel, [...CHANNELS, "any"]),
    oneOf("suppression_reason_known", t.reason, SUPPRESSION_REASONS),
    check("suppression_hmac_length", sql`octet_length(${t.addressHmac}) = 32`),
    check("suppression_end_has_author", sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
    check(
      "suppression_end_has_act",
      sql`(${t.endedAt} is null) = (${t.endedHow} is null) and (${t.endedAt} is null) = (${t.endedActAt} is null) and (${t.endedAt} is null) = (${t.endedEvidence} is null)`,
    ),
    uniqueIndex("suppression_active")
      .on(t.addressHmac, t.channel)
      .where(sql`ended_at is null`),
  ],
);

/** Finds a debtor by a word of a name, a number or a reference without storing any of them readably. */
export const searchTerm = pgTable(
  "search_term",
  {
    hmac: digest().notNull(),
    debtorId: uuid()
      .notNull()
      .references(() => debtor.id),
    kind: text({ enum: SEARCH_KINDS }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.hmac, t.debtorId, t.kind] }),
    oneOf("search_term_kind_known", t.kind, SEARCH_KINDS),
    index("search_term_debtor").on(t.debtorId),
  ],
);
