import { readClock } from "@fairflow/db";
import { testDatabase } from "@fairflow/testing";
import { createHash } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { optOut } from "../facts/addresses.ts";
import { recordPayment } from "../facts/payments.ts";
import { closeVerified } from "../fixtures/close-verified.ts";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { flowOf } from "../fixtures/reminder-flow.ts";
import { reconcile } from "../sending/reconcile.ts";
import { fillBatch, recoverClaims } from "./fill-batch.ts";
import { beginBatch, closeBatch, handOverIn } from "./letter-batches.ts";
import { savePrinted, unprintedLetters } from "./print-letters.ts";

const engines: EngineUnderTest[] = [];
afterAll(() => closeVerified(engines.map(({ database }) => database)));

/** So many people, each with a letter that is planned, in a house that sends its letters in batches. */
async function lettersPlanned(count: number) {
  const engine = await engineUnderTest(await testDatabase());
  engines.push(engine);
  const { database, deps } = engine;
  await database.sql`
    insert into setting (key, value, changed_by, changed_at) values ('letters', '{"collects": true}', 'test', now())`;
  const debtors = await addDebtors(database, engine.world, { count });
  const flow = flowOf("Letters", {
    nodes: {
      start: {
        type: "start",
        config: { entry: { kind: "segment", segment: "owing" }, reentry: { kind: "never" } },
      },
      formal: { type: "letter", config: { template: "formal", purpose: "collection" } },
      done: { type: "end", config: { reason: "written" } },
    },
    edges: [
      ["start", "next", "formal"],
      ["formal", "sent", "done"],
    ],
  });
  await publish(database, flow);
  await engine.enrolAll();
  await engine.tickAll();
  const begin = async () => (await database.transaction((tx) => beginBatch(tx, "system"))) ?? "";
  const print = async (batchId: string, isPrintable: (n: number) => boolean = () => true) => {
    const letters = await unprintedLetters(deps, { batchId, limit: 100 });
    await savePrinted(
      deps,
      letters.map(({ attemptId, text }, n) => {
        if (!isPrintable(n)) return { attemptId, ok: false, code: "address-too-wide" };
        const pdf = Buffer.from(text.body);
        const sha256 = createHash("sha256").update(pdf).digest();
        return { attemptId, ok: true, pdf, sha256, pages: 1 };
      }),
    );
    return letters;
  };
  const handOver = (batchId: string, takenOut: readonly string[] = []) =>
    database.transaction((tx) => handOverIn(deps, tx, { batchId, author: "u1", takenOut }));
  const states = async () =>
    (
      await database.sql<{ attempt: string; letter: string | null; run: string }[]>`
        select attempt.status as attempt, letter.status as letter, run.status as run
        from attempt
        join attempt_run on attempt_run.shard = attempt.shard and attempt_run.attempt_id = attempt.id
        join run on run.shard = attempt.shard and run.id = run_id
        left join letter on letter.attempt_id = attempt.id
        order by 1, 2, 3`
    ).map(({ attempt, letter, run }) => `${attempt} ${letter ?? "-"} ${run}`);
  return { engine, debtors, begin, print, handOver, states, sql: database.sql };
}

test("letters count as sent when their batch is handed over, once, and their runs go on then", async () => {
  const { engine, begin, print, handOver, states, sql } = await lettersPlanned(3);
  await engine.sendAll("letter");
  const beforehand = await states();

  const batchId = await begin();
  const putIn = await fillBatch(engine.deps, { batchId, isLive: false });
  const filled = await states();
  const letters = await print(batchId);
  const closed = await closeBatch(engine.deps, { batchId, isLastTry: false });
  await engine.tickAll();
  const stood = await states();
  const sent = await handOver(batchId);
  const again = await handOver(batchId);
  await engine.tickAll();

  expect(beforehand).toEqual(Array(3).fill("planned - active"));
  expect(engine.letter.taken).toEqual([]);
  expect(putIn).toBe(3);
  expect(filled).toEqual(Array(3).fill("dispatching in_batch active"));
  expect(letters[0]?.text.body).toContain("You are in default");
  expect(letters[0]?.to).toMatch(/^\S[^\n]*\n\d+ Made Up Street\nCape Town\n8001$/);
  expect(closed).toBe("closed");
  expect(stood).toEqual(filled);
  expect([sent, again]).toEqual([3, undefined]);
  expect(await states()).toEqual(Array(3).fill("accepted handed_over ended"));
  const [kept] = await sql`
    select provider, attempt.body is not null as said, pdf is not null as printed, recipient
    from attempt join letter on attempt_id = attempt.id limit 1`;
  expect(kept).toEqual({ provider: "letters", said: true, printed: true, recipient: null });
});

test("who pays or opts out before the batch is closed is taken out of it; the others stand", async () => {
  const { engine, debtors, begin, print, handOver, states, sql } = await lettersPlanned(3);
  const [payer, silent] = debtors;
  const batchId = await begin();
  await fillBatch(engine.deps, { batchId, isLive: false });
  await print(batchId);
  await recordPayment(engine.deps, {
    accountId: payer?.accountIds[0] ?? "",
    amount: 120_450,
    source: "bank",
    externalId: "1",
    author: "test",
  });
  const [postal] = await sql<{ id: string }[]>`
    select id from address where debtor_id = ${silent?.id ?? ""} and kind = 'postal'`;
  await optOut(engine.deps, { addressId: postal?.id ?? "", channel: "letter", source: "debtor" });

  const first = await closeBatch(engine.deps, { batchId, isLastTry: false });
  await engine.tickAll();
  await fillBatch(engine.deps, { batchId, isLive: false });
  const second = await closeBatch(engine.deps, { batchId, isLastTry: true });
  const sent = await handOver(batchId);
  await engine.tickAll();

  expect([first, second]).toEqual(["taken-out", "closed"]);
  expect(sent).toBe(1);
  const ended = await states();
  expect(ended.filter((state) => state.startsWith("accepted"))).toEqual([
    "accepted handed_over ended",
  ]);
  expect(ended.some((state) => state.startsWith("dispatching"))).toBe(false);
});

test("what nobody can print is refused, and what is taken out by hand is judged anew", async () => {
  const { engine, begin, print, handOver, states } = await lettersPlanned(3);
  const batchId = await begin();
  await fillBatch(engine.deps, { batchId, isLive: false });
  const letters = await print(batchId, (n) => n > 0);
  await closeBatch(engine.deps, { batchId, isLastTry: false });

  const sent = await handOver(batchId, [letters[1]?.attemptId ?? ""]);
  await engine.tickAll();

  expect(sent).toBe(1);
  expect(await states()).toEqual([
    "accepted handed_over ended",
    "failed unprintable ended",
    "planned taken_out active",
  ]);
  const next = await begin();
  expect(await fillBatch(engine.deps, { batchId: next, isLive: false })).toBe(1);
});

test("nothing is lost or put in twice by whoever dies in the middle", async () => {
  const { engine, begin, print, handOver, states, sql } = await lettersPlanned(4);
  const batchId = await begin();
  // Killed after its claim had committed: the fill of another process finds the batch, not the letter.
  await sql`
    update attempt set status = 'dispatching', provider = 'letters', claimed_by = 'dead', claimed_at = now() - interval '2 minutes'
    where id = (select id from attempt order by id limit 1)`;
  await fillBatch(engine.deps, { batchId, isLive: false });
  await reconcile(engine.deps, { senderLostMs: 0 });
  expect(await states()).toEqual([
    ...Array<string>(3).fill("dispatching in_batch active"),
    "in_doubt - active",
  ]);

  const { realNow } = await readClock(engine.database);
  await recoverClaims(engine.deps, realNow);
  await fillBatch(engine.deps, { batchId, isLive: false });
  await fillBatch(engine.deps, { batchId, isLive: false });
  const secondBatch = await begin();
  await print(batchId);
  const closings = [
    await closeBatch(engine.deps, { batchId, isLastTry: false }),
    await closeBatch(engine.deps, { batchId, isLastTry: false }),
  ];
  const handedOver = await Promise.all([handOver(batchId), handOver(batchId)]);

  expect(secondBatch).toBe("");
  expect(closings).toEqual(["closed", "not-filling"]);
  expect(handedOver).toContain(4);
  expect(handedOver).toContain(undefined);
  expect(
    await sql`select count(*)::int as letters, count(distinct batch_id)::int as batches from letter`,
  ).toEqual([{ letters: 4, batches: 1 }]);
});

test("a process that stood still over its claim says nothing of a letter that another has claimed since", async () => {
  const { engine, begin, print, handOver, states, sql } = await lettersPlanned(1);
  const batchId = await begin();
  const slow = standingStill(engine);
  const slowly = fillBatch(slow.deps, { batchId, isLive: false });
  await slow.hasClaimed;
  await sql`update attempt set claimed_at = now() - interval '2 minutes'`;
  const { realNow } = await readClock(engine.database);
  await recoverClaims(engine.deps, realNow);
  const putIn = await fillBatch(engine.deps, { batchId, isLive: false });
  await print(batchId);

  slow.goOn();

  expect([putIn, await slowly]).toEqual([1, 0]);
  expect(await states()).toEqual(["dispatching in_batch active"]);
  await closeBatch(engine.deps, { batchId, isLastTry: true });
  expect(await handOver(batchId)).toBe(1);
});

test("what was put in before its claim could be taken for lost is claimed anew, and nobody's doubt", async () => {
  const { engine, begin, states, sql } = await lettersPlanned(1);
  const batchId = await begin();
  const slow = standingStill(engine);
  const slowly = fillBatch(slow.deps, { batchId, isLive: false });
  await slow.hasClaimed;
  await sql`update attempt set claimed_at = now() - interval '2 minutes'`;

  slow.goOn();

  expect(await slowly).toBe(1);
  const lost = await sql`select from attempt where claimed_at < now() - interval '1 minute'`;
  expect(lost).toHaveLength(0);
  expect(await states()).toEqual(["dispatching in_batch active"]);
});

/** Another process, which stands still between the commit of its claims and putting them into the batch. */
function standingStill({ deps, database }: EngineUnderTest) {
  const claimed = Promise.withResolvers<undefined>();
  const going = Promise.withResolvers<undefined>();
  const workerId = "slow";
  const transaction: typeof database.transaction = async (work) => {
    const result = await database.transaction(work);
    const own =
      await database.sql`select from attempt where status = 'dispatching' and claimed_by = ${workerId}`;
    if (own.length === 1) {
      claimed.resolve(undefined);
      await going.promise;
    }
    return result;
  };
  return {
    deps: { ...deps, workerId, database: { ...database, transaction } },
    hasClaimed: claimed.promise,
    goOn: () => going.resolve(undefined),
  };
}
