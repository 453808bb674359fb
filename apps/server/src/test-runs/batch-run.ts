import type {
  BatchCounts,
  BatchPerson,
  Endpoints,
  InputOf,
  OutputOf,
  Role,
} from "@fairflow/contract";
import type { Criteria } from "@fairflow/criteria";
import { debtorNames, readClock, sampleMatching } from "@fairflow/db";
import { loadTestPeople } from "@fairflow/engine";
import { startConfigOf } from "@fairflow/nodes";
import {
  countTrajectory,
  noCounts,
  trajectoryOf,
  whatHappened,
  type Trajectory,
} from "@fairflow/simulation";
import { ruleViews } from "../compliance/rule-view.ts";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";
import { HttpError } from "../http/http-error.ts";
import { askAccounts } from "../segments/ask-accounts.ts";
import type { TestedDebtorDeps } from "./tested-debtor.ts";
import { testedFlow, type TestedFlow } from "./tested-flow.ts";

const EVERYONE: Criteria = { kind: "all", of: [] };

/** Accounts to take through, drawn by lot; of a flow per debtor one for each debtor. */
export async function drawBatch(
  { database }: Pick<TestedDebtorDeps, "database">,
  { params, body }: InputOf<Endpoints["batchSample"]>,
): Promise<OutputOf<Endpoints["batchSample"]>> {
  const tested = await testedFlow(database, params.id, body.tested);
  const condition = entryCondition(tested);
  const criteria = body.who === "admitted" ? (condition ?? EVERYONE) : EVERYONE;
  const custom = tested.live.customFields;
  const found = await askAccounts(database, { criteria, custom }, (tx, question) =>
    sampleMatching(tx, question, body.limit),
  );
  const seen = new Set<string>();
  const perDebtor = tested.flow.settings.per === "debtor";
  const accounts = found.flat().flatMap(({ accountId, debtorId }) => {
    if (perDebtor && seen.has(debtorId)) return [];
    seen.add(debtorId);
    return [accountId];
  });
  return {
    accounts: accounts.slice(0, body.limit),
    revision: tested.revision,
    isConditional: condition !== null,
  };
}

function entryCondition({ flow, library }: TestedFlow): Criteria | null {
  const entry = startConfigOf(flow)?.entry;
  if (entry === undefined || !("segment" in entry) || entry.segment === null) return null;
  return library.segments.get(entry.segment)?.criteria ?? null;
}

/** Takes some accounts through from now on, as if nobody ever answered. Others are served between two people. */
export async function runBatchSlice(
  { database, law, keyring }: TestedDebtorDeps,
  { params, body }: InputOf<Endpoints["batchSlice"]>,
  role: Role,
): Promise<OutputOf<Endpoints["batchSlice"]>> {
  const tested = await testedFlow(database, params.id, body.tested);
  if (tested.revision !== body.revision) {
    throw new HttpError("stale", "The draft was changed meanwhile. Start the batch again.");
  }
  const { flow, compiled, library, live } = tested;
  const [{ now }, owners] = await Promise.all([
    readClock(database),
    database.sql<{ id: string; debtor_id: string }[]>`
      select id, debtor_id from account where id = any(${body.accounts}::uuid[])`,
  ]);
  const startMs = now.getTime();
  const inForce = await law.newest(database.sql);
  const people = await database.transaction((tx) =>
    loadTestPeople(tx, {
      debtorIds: [...new Set(owners.map(({ debtor_id: id }) => id))],
      law: inForce,
      startMs,
      custom: live.customFields,
    }),
  );
  const names = await debtorNames(database, keyring, [...people.keys()]);
  const counts = noCounts();
  const taken: BatchPerson[] = [];
  let failed = 0;
  for (const { id: accountId, debtor_id: debtorId } of owners) {
    const known = people.get(debtorId);
    const account = known?.accounts.find(({ id }) => id === accountId);
    if (known === undefined || account === undefined) {
      failed += 1;
      continue;
    }
    // A message needs somebody to speak to; whose name it is changes nothing of what is counted.
    const person = { ...known, names: { first: "A", full: "A" } };
    const trajectory = trajectoryOf({
      flow,
      compiled,
      library,
      fields: live.fields,
      person,
      accountId,
      startMs,
      entry: "at-once",
      forDays: body.forDays,
      answers: [],
    });
    countTrajectory(counts, trajectory);
    const { reference } = account.spoken;
    const who = { accountId, debtorId, name: names.get(debtorId) ?? "", reference };
    taken.push(batchPerson(who, trajectory, role));
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  const packs = [...people.values()].flatMap(({ accounts }) =>
    accounts.flatMap((account) => account.packs),
  );
  const all: BatchCounts = { ...counts, people: taken.length, failed };
  return { counts: all, people: taken, rules: rulesNamed([...new Set(packs)], all) };
}

/** Somebody who was taken through, masked for roles that do not work with people. */
function batchPerson(
  { accountId, debtorId, name, reference }: Who,
  trajectory: Trajectory,
  role: Role,
): BatchPerson {
  const isUnmasked = seesPeople(role);
  const { entered, left, messages, deferred, forbidden, unsent, ended } = whatHappened(trajectory);
  return {
    accountId,
    debtorId,
    label: isUnmasked ? name : maskedName(name),
    reference: isUnmasked ? reference : maskedNumber(reference),
    entered: [...entered],
    left: [...left],
    messages: [...messages],
    deferred: [...deferred],
    forbidden: [...forbidden],
    unsent: [...unsent],
    ended,
  };
}

interface Who {
  readonly accountId: string;
  readonly debtorId: string;
  readonly name: string;
  readonly reference: string;
}

function rulesNamed(
  packs: readonly { readonly pack: Parameters<typeof ruleViews>[0][number] }[],
  { deferred, forbidden }: BatchCounts,
): OutputOf<Endpoints["batchSlice"]>["rules"] {
  const views = ruleViews([...new Set(packs.map(({ pack }) => pack))]);
  const ids = new Set([...Object.keys(deferred), ...Object.keys(forbidden)]);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const view = views.get(id);
      if (view === undefined) return [];
      return [[id, { title: view.title, cite: view.sources[0]?.cite ?? null }]];
    }),
  );
}
