import { zoneNamed } from "@fairflow/calendar";
import { DecryptionError, type Sql } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import {
  IMAGE_SCHEME,
  renderTemplate,
  type CompiledTemplate,
  type MergeValues,
  type Rendering,
} from "@fairflow/template";
import { readAddressees, type Addressee } from "./addressees.ts";
import type { ClaimedAttempt } from "./claim-attempts.ts";
import { namesLink, readTemplates, templateKey } from "./claimed-templates.ts";
import type { Composed, Composing } from "./composed-message.ts";
import {
  debtValues,
  nothingOfTheDebt,
  oldestFirst,
  readSpokenAccounts,
  type SpokenAccount,
} from "./message-values.ts";
import { PREFERENCES_PATH, preferencesToken, savePreferencesLinks } from "./preferences-link.ts";
import { readWritten, sayWritten } from "./written-answers.ts";

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
      const own = oldestFirst(claim.accountIds.flatMap((id) => accounts.get(id) ?? []));
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

interface Parts {
  readonly claim: ClaimedAttempt;
  readonly own: readonly SpokenAccount[];
  readonly first: SpokenAccount;
  readonly addressee: Addressee;
  readonly template: CompiledTemplate;
  readonly link: { readonly id: string } | undefined;
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
  { problem, missing }: Extract<Rendering, { ok: false }>,
): Composed {
  const unsaid = { ok: false, problem } as const;
  if (addressee.is_unverified_trace) return { ...unsaid, code: "address-unverified" };
  const isWithheld = own.some(({ is_withheld: withheld }) => withheld);
  if (isWithheld) return { ...unsaid, code: "amount-withheld" };
  return missing === undefined ? unsaid : { ...unsaid, code: `missing-${missing}` };
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
