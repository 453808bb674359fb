import { zoneNamed, type Zones } from "@fairflow/calendar";
import { DecryptionError, type Keyring, type Sql } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import {
  compileTemplate,
  IMAGE_SCHEME,
  renderTemplate,
  type MergeValues,
} from "@fairflow/template";
import { messageTemplate } from "../load-versions.ts";
import type { OutgoingMessage } from "./channel-port.ts";
import type { ClaimedAttempt } from "./claim-attempts.ts";
import {
  debtValues,
  nothingOfTheDebt,
  readSpokenAccounts,
  type SpokenAccount,
} from "./message-values.ts";
import { PREFERENCES_PATH, preferencesToken, savePreferencesLinks } from "./preferences-link.ts";

/** What messages need that is the same for all of them. */
export interface Composing {
  readonly keyring: Pick<Keyring, "decryptText" | "linkToken">;
  readonly zones: Zones;
  /** Where debtors reach the installation, without a slash at the end. */
  readonly publicUrl: string;
}

export type Composed =
  | { readonly ok: true; readonly message: OutgoingMessage }
  /** Names the template and the fact, never a value. */
  | {
      readonly ok: false;
      readonly problem: string;
      readonly code?: "amount-withheld" | "address-unverified";
    };

/** Reads names and addresses at the moment of sending, in sets, and renders each message. */
export async function composeMessages(
  sql: Sql,
  claimed: readonly ClaimedAttempt[],
  composing: Composing,
): Promise<ReadonlyMap<string, Composed>> {
  const [one] = claimed;
  if (one === undefined) return new Map();
  const [addressees, accounts, templates, links, written] = await Promise.all([
    readAddressees(sql, claimed),
    readSpokenAccounts(
      sql,
      claimed.flatMap(({ accountIds }) => accountIds),
    ),
    readTemplates(sql, claimed),
    readLinks(sql, claimed),
    readWritten(sql, claimed),
  ]);
  // A mail carries the link in its headers whatever it says.
  await savePreferencesLinks(sql, composing.keyring, {
    addressIds: claimed.flatMap((claim) =>
      claim.channel === "email" || namesLink(templates.get(templateKey(claim)))
        ? [claim.addressId]
        : [],
    ),
    now: one.now,
  });
  return new Map(
    claimed.map((claim) => {
      const own = claim.accountIds.flatMap((id) => accounts.get(id) ?? []);
      const [first] = own;
      const addressee = addressees.get(claim.addressId);
      const template = templates.get(templateKey(claim));
      const answer = written.get(claim.attempt.id);
      if (addressee !== undefined && answer !== undefined) {
        return [claim.attempt.id, sayWritten(composing, { claim, addressee, written: answer })];
      }
      if (addressee === undefined || first === undefined || template === undefined) {
        return [
          claim.attempt.id,
          { ok: false, problem: "Its template, address or account is gone" },
        ];
      }
      const link = links.find(
        (each) =>
          each.debtor_id === claim.attempt.debtor_id &&
          each.account_ids.some((id) => claim.accountIds.includes(id)),
      );
      const parts = { claim, own, first, addressee, template, link };
      return [claim.attempt.id, composeOrSayWhy(composing, parts)];
    }),
  );
}

interface WrittenAnswer {
  readonly id: string;
  readonly subject: Uint8Array | null;
  readonly body: Uint8Array;
}

/** What somebody wrote to a debtor, by attempt. */
async function readWritten(
  sql: Sql,
  claimed: readonly ClaimedAttempt[],
): Promise<ReadonlyMap<string, WrittenAnswer>> {
  const own = claimed.filter(({ attempt }) => attempt.says_itself);
  if (own.length === 0) return new Map();
  const rows = await sql<WrittenAnswer[]>`
    select attempt.id, subject, body
    from unnest(
      ${own.map(({ attempt }) => attempt.shard)}::smallint[], ${own.map(({ attempt }) => attempt.id)}::uuid[]
    ) as wanted (shard, id)
    join attempt on attempt.shard = wanted.shard and attempt.id = wanted.id`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** A message in words of its own: as it was written, to nobody of whom it is not known whose address it is. */
function sayWritten(
  { keyring, publicUrl }: Composing,
  of: {
    readonly claim: ClaimedAttempt;
    readonly addressee: Addressee;
    readonly written: WrittenAnswer;
  },
): Composed {
  const { claim, addressee, written } = of;
  if (addressee.is_unverified_trace) {
    const problem = "The address is not known to be the debtor's";
    return { ok: false, problem, code: "address-unverified" };
  }
  const read = (table: string, column: string, row: string, sealed: Uint8Array) =>
    keyring.decryptText({ table, column, row }, sealed);
  const { subject } = written;
  return {
    ok: true,
    message: {
      attemptId: claim.attempt.id,
      channel: claim.channel,
      to: read("address", "value", addressee.id, addressee.value),
      subject: subject === null ? undefined : read("attempt", "subject", written.id, subject),
      body: read("attempt", "body", written.id, written.body),
      language: addressee.language,
      optOutUrl: `${publicUrl}${PREFERENCES_PATH}/${preferencesToken(keyring, addressee.id)}`,
    },
  };
}

interface Addressee {
  readonly id: string;
  readonly value: Uint8Array;
  readonly party_id: string;
  readonly given_name: Uint8Array | null;
  readonly name: Uint8Array | null;
  readonly language: string;
  readonly zone: string;
  /** A tracer gave it and nobody knows yet whose it is: it is told nothing of the debt or the creditor. */
  readonly is_unverified_trace: boolean;
}

type Compiled = ReturnType<typeof compileTemplate>;

interface Parts {
  readonly claim: ClaimedAttempt;
  readonly own: readonly SpokenAccount[];
  readonly first: SpokenAccount;
  readonly addressee: Addressee;
  readonly template: Compiled;
  readonly link: { readonly id: string } | undefined;
}

function namesLink(template: Compiled | undefined): boolean {
  return [...(template?.languages.values() ?? [])].some(
    ({ body }) => body.kind === "text" && body.names.has("opt_out_link"),
  );
}

/** The window of an envelope shows whose letter it is: the name stands first, whether the address has it or not. */
function recipientOf(channel: MessageChannel, address: string, name: string | null): string {
  if (channel !== "letter" || name === null) return address;
  const [first = ""] = address.split("\n");
  return first.trim().toLowerCase() === name.trim().toLowerCase() ? address : `${name}\n${address}`;
}

/** What cannot be deciphered keeps back its own message, not those that were claimed with it. */
function composeOrSayWhy(composing: Composing, parts: Parts): Composed {
  try {
    return compose(composing, parts);
  } catch (fault) {
    if (!(fault instanceof DecryptionError)) throw fault;
    return { ok: false, problem: fault.message };
  }
}

function compose({ keyring, zones, publicUrl }: Composing, of: Parts): Composed {
  const { claim, first, addressee, template, link } = of;
  const zone = zoneNamed(zones, addressee.zone);
  if (zone === undefined) return { ok: false, problem: `There is no zone ${addressee.zone}` };
  const nameOf = (column: "name" | "given_name", sealed: Uint8Array | null) =>
    sealed === null
      ? null
      : keyring.decryptText({ table: "party", column, row: addressee.party_id }, sealed);
  const fullName = nameOf("name", addressee.name);
  const links = {
    payment: link === undefined ? null : `${publicUrl}/p/${keyring.linkToken(link.id, "pay")}`,
    optOut: `${publicUrl}${PREFERENCES_PATH}/${preferencesToken(keyring, addressee.id)}`,
  };
  const values: MergeValues = {
    "debtor.first_name": nameOf("given_name", addressee.given_name) ?? fullName,
    "debtor.full_name": fullName,
    ...(addressee.is_unverified_trace ? nothingOfTheDebt(links) : debtValues(of.own, first, links)),
  };
  const rendering = renderTemplate(template, values, {
    languages: [addressee.language, ...first.languages],
    now: claim.now,
    zone,
    currency: first.currency,
  });
  if (!rendering.ok) return whyUnsaid(of, rendering);
  const place = { table: "address", column: "value", row: addressee.id };
  return {
    ok: true,
    message: {
      attemptId: claim.attempt.id,
      channel: claim.channel,
      to: recipientOf(claim.channel, keyring.decryptText(place, addressee.value), fullName),
      subject: rendering.subject,
      body: rendering.body,
      html: rendering.html?.replaceAll(IMAGE_SCHEME, `${publicUrl}/images/`),
      letter: rendering.letter,
      language: rendering.language,
      optOutUrl: links.optOut,
    },
  };
}

/** Why a text that needs what is withheld cannot be said. */
function whyUnsaid(
  { own, addressee }: Parts,
  rendering: { readonly ok: false; readonly problem: string },
): Composed {
  if (addressee.is_unverified_trace) return { ...rendering, code: "address-unverified" };
  const isWithheld = own.some(({ is_withheld: withheld }) => withheld);
  return isWithheld ? { ...rendering, code: "amount-withheld" } : rendering;
}

async function readAddressees(
  sql: Sql,
  claimed: readonly ClaimedAttempt[],
): Promise<ReadonlyMap<string, Addressee>> {
  const rows = await sql<Addressee[]>`
    select address.id, value, party_id, given_name, name, coalesce(party.language, debtor.language) as language,
      debtor.zone, address.state = 'unverified' and address.source = 'trace' as is_unverified_trace
    from address
    join party on party.id = party_id
    join debtor on debtor.id = address.debtor_id
    where address.id = any(${claimed.map(({ addressId }) => addressId)}::uuid[]) and value is not null`;
  return new Map(rows.map((row) => [row.id, row]));
}

async function readTemplates(
  sql: Sql,
  claimed: readonly ClaimedAttempt[],
): Promise<ReadonlyMap<string, Compiled>> {
  const ids = [...new Set(claimed.flatMap(({ attempt }) => attempt.template_id ?? []))];
  const rows = await sql<TemplateRow[]>`
    select template.id, name, channel, purpose, number, languages, fallback, html, number = current_version as is_current
    from template join template_version on template_id = template.id
    where template.id = any(${ids}::text[])`;
  const compiled = new Map<string, Compiled>();
  for (const row of rows) {
    const template = compileTemplate(messageTemplate(row), row.html);
    compiled.set(`${row.id} ${row.number}`, template);
    if (row.is_current) compiled.set(`${row.id} `, template);
  }
  return compiled;
}

interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly channel: MessageChannel;
  readonly purpose: string | null;
  readonly number: number;
  readonly languages: Parameters<typeof compileTemplate>[0]["languages"];
  readonly fallback: string[];
  /** What its designs compiled to, by language. */
  readonly html: Readonly<Record<string, string>>;
  readonly is_current: boolean;
}

interface Link {
  readonly id: string;
  readonly debtor_id: string;
  readonly account_ids: readonly string[];
}

/** Pay links that still work, the newest first. */
async function readLinks(sql: Sql, claimed: readonly ClaimedAttempt[]): Promise<readonly Link[]> {
  return sql<Link[]>`
    select id, debtor_id, account_ids
    from payment_link
    where debtor_id = any(${claimed.map(({ attempt }) => attempt.debtor_id)}::uuid[]) and purpose = 'pay'
      and revoked_at is null
    order by created_at desc`;
}

function templateKey({ attempt }: ClaimedAttempt): string {
  return `${attempt.template_id ?? ""} ${attempt.template_version ?? ""}`;
}
