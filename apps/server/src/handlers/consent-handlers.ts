import { endpoints } from "@fairflow/contract";
import { readClock, readDebtor, type Transaction } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { recordAuditedConsent, withdrawAuditedConsent } from "../consents/audited-consent.ts";
import { consentRules } from "../consents/consent-rules.ts";
import { debtorConsents } from "../consents/debtor-consents.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { handleKey } from "../outside/handle-key.ts";
import { takeConsents } from "../outside/report-consents.ts";

const CLOCKS_APART_MS = 5 * 60_000;

/** What debtors say yes to and take back, as people and other systems record it. */
export function consentHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  const refuseFuture = async (at: Date) => {
    const { now } = await readClock(database);
    if (at.getTime() <= now.getTime() + CLOCKS_APART_MS) return;
    throw new HttpError("invalid", "Nobody can have said this in the future.");
  };
  return {
    debtorConsents: handle(endpoints.debtorConsents, async ({ input: { params } }) => {
      if ((await readDebtor(database, params.id)) === undefined) throw notFound("debtor");
      return debtorConsents(database, params.id);
    }),

    recordConsent: handle(endpoints.recordConsent, async ({ input: { params, body }, user }) => {
      const { givenAtMs, rule, addressId, ...said } = body;
      const debtorId = params.id;
      if ((await readDebtor(database, debtorId)) === undefined) throw notFound("debtor");
      const givenAt = new Date(givenAtMs);
      await refuseFuture(givenAt);
      if (addressId !== null && !(await isTheirs(database, { debtorId, addressId }))) {
        throw notFound("address of this debtor");
      }
      const rules = rule === null ? [] : await consentRules(database, debtorId);
      if (rule !== null && !rules.some(({ id }) => id === rule)) {
        throw new HttpError("invalid", "No rule of this debtor's packs asks for it.");
      }
      const consent = { ...said, debtorId, addressId, rule, givenAt, author: user.id };
      const added = await database.transaction((tx) =>
        recordAuditedConsent(facts, tx, consent, { kind: "user", id: user.id }),
      );
      if (added.kind !== "withdrawn-since") return { id: added.id, isNew: added.kind === "added" };
      throw new HttpError("conflict", "The debtor took such a consent back after this.");
    }),

    withdrawConsent: handle(
      endpoints.withdrawConsent,
      async ({ input: { params, body }, user }) => {
        const { how, atMs, evidence } = body;
        const at = new Date(atMs);
        await refuseFuture(at);
        const withdrawal = { consentId: params.id, how, at, evidence, author: user.id };
        await database.transaction((tx) =>
          withdrawAuditedConsent(facts, tx, withdrawal, { kind: "user", id: user.id }),
        );
        return DONE;
      },
    ),

    reportConsents: handleKey(
      deps,
      endpoints.reportConsents,
      async ({ input: { body }, holder }) => {
        const actor = { kind: "api", id: holder.id } as const;
        const reporter = { actor, author: `api:${holder.name}` };
        return { rows: [...(await takeConsents(deps, body.consents, reporter))] };
      },
    ),

    withdrawReportedConsent: handleKey(
      deps,
      endpoints.withdrawReportedConsent,
      async ({ input: { params, body }, holder }) => {
        const { how, evidence } = body;
        const at = new Date(body.at);
        await refuseFuture(at);
        const author = `api:${holder.name}`;
        const withdrawal = { consentId: params.id, how, at, evidence, author };
        await database.transaction((tx) =>
          withdrawAuditedConsent(facts, tx, withdrawal, { kind: "api", id: holder.id }),
        );
        return DONE;
      },
    ),
  };
}

/** Others have a file with them too, such as a surety: nobody can say yes for these. */
async function isTheirs(
  { sql }: Transaction,
  of: { readonly debtorId: string; readonly addressId: string },
): Promise<boolean> {
  const [row] = await sql`
    select from address join party on party.id = party_id
    where address.id = ${of.addressId} and address.debtor_id = ${of.debtorId} and is_debtor and hmac is not null`;
  return row !== undefined;
}
