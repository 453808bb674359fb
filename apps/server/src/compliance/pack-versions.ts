import {
  comparePacks,
  datesWords,
  rulesInWords,
  rulesOf,
  type RulePack,
} from "@fairflow/compliance";
import type { Endpoints, OutputOf } from "@fairflow/contract";
import { packDocuments, type StoredLawDocument, type Transaction } from "@fairflow/db";
import { notFound } from "../http/http-error.ts";
import { packOf, readLawState } from "./law-state.ts";
import { datesOf } from "./pack-views.ts";
import { ruleView } from "./rule-view.ts";

type Version = OutputOf<Endpoints["packVersions"]>[number];
type Difference = OutputOf<Endpoints["packDifference"]>;

export async function versionsOf(tx: Transaction, packId: string): Promise<Version[]> {
  const [documents, inUse] = await Promise.all([
    packDocuments(tx.sql, packId),
    digestInUse(tx, packId),
  ]);
  if (documents.length === 0) throw notFound("rule pack");
  return documents.map((document) => versionView(document, inUse));
}

export async function differenceOf(
  tx: Transaction,
  of: { readonly packId: string; readonly from: string; readonly to: string },
): Promise<Difference> {
  const [documents, inUse] = await Promise.all([
    packDocuments(tx.sql, of.packId),
    digestInUse(tx, of.packId),
  ]);
  const from = documents.find(({ digest }) => digest === of.from);
  const to = documents.find(({ digest }) => digest === of.to);
  if (from === undefined || to === undefined) throw notFound("version of this rule pack");
  const [before, after] = [packOf(from).pack, packOf(to).pack];
  const comparison = comparePacks(before, after);
  const [old, fresh] = [sidesOf(before), sidesOf(after)];
  return {
    from: versionView(from, inUse),
    to: versionView(to, inUse),
    pack: comparison.pack.map((field) => ({
      field: field.field,
      from: field.before,
      to: field.after,
    })),
    rules: comparison.rules.map((change) => ({
      id: change.rule.ruleId,
      change: change.kind,
      before: old.get(change.rule.ruleId) ?? null,
      after: fresh.get(change.rule.ruleId) ?? null,
      fields: change.kind === "changed" ? [...change.fields] : [],
    })),
  };
}

function sidesOf(pack: RulePack) {
  const effective = new Map(rulesOf(pack).map(({ rule }) => [rule.id, rule.effective]));
  return new Map(
    rulesInWords(pack).map((rule) => {
      const dates = effective.get(rule.ruleId);
      const text = [
        rule.sentence,
        rule.applies,
        datesWords(dates),
        rule.severity,
        rule.profile,
        rule.override,
        ...(rule.notes === undefined ? [] : [rule.notes]),
      ].join("\n");
      const side = {
        ...ruleView(rule),
        effective: dates === undefined ? null : datesOf(dates),
        text,
      };
      return [rule.ruleId, side];
    }),
  );
}

async function digestInUse(tx: Transaction, packId: string): Promise<string | undefined> {
  const { packs } = await readLawState(tx);
  return packs.find(({ id }) => id === packId)?.digest;
}

function versionView(
  { digest, version, firstSeen }: StoredLawDocument,
  inUse: string | undefined,
): Version {
  return { digest, version, firstSeenMs: firstSeen.getTime(), isInUse: digest === inUse };
}
