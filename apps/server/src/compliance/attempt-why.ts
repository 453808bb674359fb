import { explain, type RulePack } from "@fairflow/compliance";
import {
  ContactChannel,
  type Endpoints,
  type OutputOf,
  type RecordedVerdict as VerdictShown,
} from "@fairflow/contract";
import { attemptVerdicts, readLawRevision, type Database } from "@fairflow/db";
import { RecordedVerdict, replayVerdict, type LawReader } from "@fairflow/engine";
import { refusalWords } from "../debtors/rule-words.ts";
import { notFound } from "../http/http-error.ts";
import { caseFacts, countersOf } from "./case-facts.ts";
import { houseRulePacks } from "./house-rule-packs.ts";
import { readLawState } from "./law-state.ts";
import { zoneWords } from "./next-contact.ts";
import { viewOf } from "./rule-view.ts";
import { answersOf, changesOf } from "./verdict-view.ts";

/** What was decided about an attempt, the newest first, each with the rules, facts and law of its moment. */
export async function attemptWhy(
  database: Database,
  lawReader: LawReader,
  attemptId: string,
): Promise<OutputOf<Endpoints["attemptWhy"]>> {
  const attempt = await attemptVerdicts(database.sql, attemptId);
  if (attempt === undefined) throw notFound("message or contact");
  const [{ packs }, house] = await Promise.all([readLawState(database), houseRulePacks(database)]);
  const known = [...packs.map(({ pack }) => pack), ...house];
  const recorded = [attempt.latest, ...attempt.earlier.toReversed()].flatMap((stored) => {
    const parsed = RecordedVerdict.safeParse(stored);
    return parsed.success ? [parsed.data] : [];
  });
  return {
    attemptId,
    debtorId: attempt.debtorId,
    channel: ContactChannel.parse(attempt.channel),
    purpose: attempt.purpose,
    status: attempt.status,
    verdicts: await Promise.all(
      recorded.map((verdict) => shown(database, lawReader, { verdict, known })),
    ),
  };
}

async function shown(
  database: Database,
  lawReader: LawReader,
  { verdict, known }: { readonly verdict: RecordedVerdict; readonly known: readonly RulePack[] },
): Promise<VerdictShown> {
  const [replay, revision] = await Promise.all([
    replayVerdict(lawReader, database.sql, verdict),
    readLawRevision(database.sql, verdict.law),
  ]);
  const { at, until, reason, packs, zones, law } = verdict;
  const base = {
    atMs: at.getTime(),
    kind: verdict.verdict,
    untilMs: until?.getTime() ?? null,
    reason: refusalWords(reason),
    zones,
    law: {
      revision: law,
      madeAtMs: revision?.madeAt.getTime() ?? null,
      packs,
      tzdata: "tzdata" in replay ? replay.tzdata : null,
    },
  };
  if (replay.kind === "law-not-kept" || replay.kind === "unreadable") {
    return { ...base, ...onlyRecorded(verdict, known) };
  }
  const { contactCase } = replay;
  const asked = { packs: replay.packs, contactCase, at };
  const { sentence, rules } = explain(asked.packs, contactCase, at);
  return {
    ...base,
    words: sentence,
    answers: answersOf(asked.packs, rules),
    changes: changesOf(asked),
    zoneWords: zoneWords(contactCase.zoneSource),
    facts: caseFacts(contactCase),
    counters: countersOf(rules),
    case: contactCase,
    replay: replay.kind,
  };
}

/** What a row says by itself, where its law is not kept. */
function onlyRecorded(verdict: RecordedVerdict, known: readonly RulePack[]) {
  const named = (ids: readonly string[], effect: "refuses" | "warns" | "no-fee") =>
    ids.map((id) => {
      const view = viewOf(known, id);
      return { ...view, effect, because: view.words, allowsFromMs: null };
    });
  return {
    words: WORDS[verdict.verdict],
    answers: [
      ...named(verdict.rules, "refuses"),
      ...named(verdict.warnings, "warns"),
      ...named(verdict.withoutFee, "no-fee"),
    ],
    changes: [],
    zoneWords: zoneWords(undefined),
    facts: [],
    counters: [],
    case: null,
    replay: "law-not-kept" as const,
  };
}

const WORDS = {
  allowed: "It was allowed.",
  deferred: "It had to wait.",
  forbidden: "It was not allowed.",
} as const;
