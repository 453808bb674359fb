import type { Role } from "@fairflow/contract";
import { debtorNames, readClock, readDebtor, type Database, type Keyring } from "@fairflow/db";
import { debtValues, PREFERENCES_PATH, readSpokenAccounts } from "@fairflow/engine";
import { sampleValues, type MergeField, type MergeValues, type Occasion } from "@fairflow/template";
import { knownZone } from "../debtors/known-zone.ts";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";
import { notFound } from "../http/http-error.ts";

export interface PreviewDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly publicUrl: URL;
}

/** What a preview says, and when and how it says it. */
export interface PreviewValues {
  readonly values: MergeValues;
  readonly occasion: Omit<Occasion, "languages">;
  readonly masked: boolean;
}

/** The day that made-up values speak of. */
const SAMPLE_DAY = new Date("2026-06-10T08:00:00Z");
const SAMPLE_ZONE = "Africa/Johannesburg";
const MOST_ACCOUNTS = 100;

export function madeUpValues(
  custom: readonly MergeField[],
  { publicUrl }: Pick<PreviewDeps, "publicUrl">,
): PreviewValues {
  const links = linksOf(publicUrl);
  return {
    values: { ...sampleValues(custom), payment_link: links.payment, opt_out_link: links.optOut },
    occasion: { now: SAMPLE_DAY, zone: knownZone(SAMPLE_ZONE), currency: "ZAR" },
    masked: false,
  };
}

/**
 * What a message would say to a debtor today about all that they owe.
 *
 * @throws HttpError 404 for a debtor who is not there or has no open account
 */
export async function debtorValues(
  { database, keyring, publicUrl }: PreviewDeps,
  debtorId: string,
  role: Role,
): Promise<PreviewValues> {
  const [debtor, names, owned, { now }] = await Promise.all([
    readDebtor(database, debtorId),
    debtorNames(database, keyring, [debtorId]),
    database.sql<{ id: string }[]>`
      select id from account where debtor_id = ${debtorId} and status = 'open'
      order by oldest_unpaid_on nulls last, id limit ${MOST_ACCOUNTS}`,
    readClock(database),
  ]);
  const ids = owned.map(({ id }) => id);
  const spoken = await readSpokenAccounts(database.sql, ids);
  const accounts = ids.flatMap((id) => spoken.get(id) ?? []);
  const [first] = accounts;
  if (debtor === undefined || first === undefined) throw notFound("debtor with an open account");
  const masked = !seesPeople(role);
  const name = names.get(debtorId) ?? null;
  const shown = name !== null && masked ? maskedName(name) : name;
  const asShown = accounts.map((account) =>
    masked ? { ...account, reference: maskedNumber(account.reference), custom: {} } : account,
  );
  const [firstShown = first] = asShown;
  return {
    values: {
      "debtor.first_name": shown?.split(" ")[0] ?? null,
      "debtor.full_name": shown,
      ...debtValues(asShown, firstShown, linksOf(publicUrl)),
    },
    occasion: { now, zone: knownZone(debtor.zone), currency: first.currency },
    masked,
  };
}

/** Characters of the token of a link: with a shorter one an SMS would seem to have fewer parts than it is paid for. */
const TOKEN_LENGTH = 22;

/** Nobody's own: a preview opens nobody's page. */
function linksOf({ origin }: URL): { readonly payment: string; readonly optOut: string } {
  const token = "preview-of-a-link-".padEnd(TOKEN_LENGTH, "0");
  return { payment: `${origin}/p/${token}`, optOut: `${origin}${PREFERENCES_PATH}/${token}` };
}
