import { testDatabase } from "@fairflow/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineUnderTest, type EngineUnderTest } from "../fixtures/engine-under-test.ts";
import { addDebtors, publish } from "../fixtures/made-up-world.ts";
import { reminderFlow } from "../fixtures/reminder-flow.ts";
import type { DeliveryReport } from "./delivery-status.ts";
import { settleDoubt } from "./settle-doubt.ts";
import { takePlainReportsIn } from "./take-plain-reports.ts";
import { takeReportsIn } from "./take-reports.ts";

let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await engineUnderTest(await testDatabase());
  await publish(engine.database, reminderFlow("Reminders"));
});
afterAll(() => engine.database.close());

const report = (
  status: DeliveryReport["status"],
  more: Partial<DeliveryReport> = {},
): DeliveryReport => ({ status, code: undefined, fault: undefined, ...more });
const SENT = report("sent");
const DELIVERED = report("delivered");
const FILTERED = report("failed", { code: "30007", fault: "filtered" });

interface Sent {
  readonly attemptId: string;
  readonly debtorId: string;
  readonly providerId: string;
}

let people = 0;

/** A new debtor whose first reminder the provider has taken. */
async function sent(): Promise<Sent> {
  people += 1;
  const from = people;
  const [debtor] = await addDebtors(engine.database, engine.world, { count: 1, from });
  const debtorId = debtor?.id ?? "";
  await engine.enrolAll();
  await engine.tickAll();
  await engine.sendAll();
  const [row] = await engine.database.sql<{ id: string; provider_id: string }[]>`
    select id, provider_id from attempt where debtor_id = ${debtorId} and status = 'accepted'`;
  return { attemptId: row?.id ?? "", debtorId, providerId: row?.provider_id ?? "" };
}

function take(
  of: { readonly providerId: string; readonly attemptId?: string | undefined },
  ...reports: readonly DeliveryReport[]
) {
  return engine.database.transaction((tx) =>
    takeReportsIn(engine.deps, tx, {
      provider: "sms-provider",
      attemptId: undefined,
      ...of,
      reports,
    }),
  );
}

function takePlain({ providerId }: Sent, ...reports: readonly DeliveryReport[]) {
  const told = { provider: "sms-provider", providerId, attemptId: undefined, reports };
  return engine.database.transaction((tx) => takePlainReportsIn(engine.deps, tx, [told]));
}

async function stateOf({ attemptId }: Pick<Sent, "attemptId">) {
  const [row] = await engine.database.sql<
    { status: string; outcome: string | null; error_code: string | null; told: string | null }[]
  >`
    select status, outcome, error_code, delivery ->> 'status' as told from attempt
    where id = ${attemptId}`;
  return row;
}

async function restore({ attemptId }: Sent, to: "accepted" | "in_doubt" = "accepted") {
  await engine.database.sql`
    update attempt set status = ${to}, outcome = null, delivery = null, delivered_at = null, settled_at = null, error_code = null
    where id = ${attemptId}`;
}

test("any order and repetition of reports ends the same", async () => {
  const message = await sent();
  const some = fc.array(fc.constantFrom(report("accepted"), SENT, DELIVERED, FILTERED), {
    minLength: 1,
    maxLength: 6,
  });
  const splits = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(some, splits, async (reports, together) => {
      await restore(message);
      const groups: DeliveryReport[][] = [];
      for (const [index, each] of reports.entries()) {
        if (together[index] === true && groups.length > 0) groups.at(-1)?.push(each);
        else groups.push([each]);
      }
      for (const group of groups) await take(message, ...group);

      const arrived = reports.includes(DELIVERED);
      const failed = !arrived && reports.includes(FILTERED);
      expect(await stateOf(message)).toEqual({
        status: arrived ? "delivered" : "accepted",
        outcome: arrived ? "delivered" : failed ? "failed" : null,
        error_code: failed ? "30007" : null,
        told: arrived
          ? "delivered"
          : failed
            ? "failed"
            : reports.includes(SENT)
              ? "sent"
              : "accepted",
      });
    }),
    { numRuns: 25 },
  );
});

test("a report settles a doubt by our own id, and the provider's answer that comes after it changes nothing", async () => {
  const message = await sent();
  await restore(message, "in_doubt");
  await engine.database.sql`
    update attempt set provider_id = null where id = ${message.attemptId}`;

  const taken = await take({ providerId: "p-1", attemptId: message.attemptId }, SENT);

  expect(taken).toBe("noted");
  expect(await stateOf(message)).toMatchObject({ status: "accepted", outcome: null });
});

test("a report that comes while the provider's answer is recorded is of that message", async () => {
  const message = await sent();
  const { attemptId } = message;
  const { sql } = engine.database;
  await restore(message, "in_doubt");
  await sql`update attempt set provider_id = null where id = ${attemptId}`;
  /** Records the answer behind the first statement of a transaction. */
  const record = async (rows: unknown) => {
    const found = await rows;
    await sql`update attempt set status = 'accepted', provider_id = 'p-5' where id = ${attemptId} and provider_id is null`;
    return found;
  };

  const taken = await engine.database.transaction((tx) => {
    const recording = new Proxy(tx.sql, {
      apply: (target, self, parameters) => record(Reflect.apply(target, self, parameters)),
    });
    const told = { provider: "sms-provider", providerId: "p-5", attemptId, reports: [DELIVERED] };
    return takeReportsIn(engine.deps, { ...tx, sql: recording }, told);
  });

  expect(taken).toBe("delivered");
  expect(await stateOf(message)).toMatchObject({ status: "delivered", outcome: "delivered" });
});

test("what comes late of a message that a person has settled is told of that message, and names it from then on", async () => {
  const message = await sent();
  await restore(message, "in_doubt");
  await engine.database.sql`
    update attempt set provider_id = null where id = ${message.attemptId}`;
  const { attemptId } = message;
  await settleDoubt(engine.deps, { attemptId, wasSent: true, author: "u1" });

  const taken = [
    await take({ providerId: "p-7", attemptId }, SENT),
    await take({ providerId: "p-7" }, DELIVERED),
    await take({ providerId: "p-8", attemptId }, DELIVERED),
  ];

  expect(taken).toEqual(["noted", "delivered", "unknown"]);
  expect(await stateOf(message)).toMatchObject({ status: "delivered", outcome: "delivered" });
});

test("a message that left is asked about for its price in a day, however little is told of it", async () => {
  const due = async ({ attemptId }: Sent) => {
    const [row] = await engine.database.sql<{ hours: number | null }[]>`
      select extract(epoch from price_due_at - accepted_at)::float8 / 3600 as hours from attempt where id = ${attemptId}`;
    return row?.hours ?? null;
  };
  const [one, another] = [await sent(), await sent()];
  const before = await due(one);

  await take(one, SENT);
  await take(one, report("accepted"));
  await takePlain(another, SENT);

  expect(before).toBeNull();
  expect(await due(one)).toBeCloseTo(24, 1);
  expect(await due(another)).toBeCloseTo(24, 1);
});

test("nobody is told of a message that is none of ours, or that another provider took", async () => {
  const { attemptId } = await sent();

  expect(await take({ providerId: "p-9" }, DELIVERED)).toBe("unknown");
  expect(await take({ providerId: "p-9", attemptId }, DELIVERED)).toBe("unknown");
});

test("what never left goes back, leaves once more, and reports of the first are not about the second", async () => {
  const message = await sent();
  const expired = report("failed", { code: "30036", fault: "expired" });

  expect(await take(message, expired)).toBe("waits");
  expect(await stateOf(message)).toMatchObject({ status: "planned" });
  const before = engine.sms.taken.length;
  const { answer } = engine.sms;
  engine.sms.answer = () => ({ kind: "accepted", providerId: "the second" });
  await engine.sendAll();
  engine.sms.answer = answer;
  expect(engine.sms.taken.length).toBe(before + 1);
  expect(await take(message, expired)).toBe("unknown");
  expect(await stateOf(message)).toMatchObject({ status: "accepted" });
});

test("a full queue waits ten minutes before the gate is asked again", async () => {
  const message = await sent();

  await take(message, report("failed", { code: "30001", fault: "queue-full" }));
  const before = engine.sms.taken.length;
  await engine.sendAll();

  expect(engine.sms.taken.length).toBe(before);
  const [row] = await engine.database.sql<{ waits: number }[]>`
    select extract(epoch from not_before - (select virtual_anchor from clock))::int as waits
    from attempt where id = ${message.attemptId}`;
  expect(row?.waits).toBe(600);
});

test.for([
  { fault: "opted-out", reason: "opted_out" },
  { fault: "dead-address", reason: "bounced" },
] as const)(
  "$fault bars the address on its channel, for everyone who has it",
  async ({ fault, reason }) => {
    const message = await sent();

    expect(await take(message, report("failed", { code: "1", fault }))).toBe("failed");

    const barred = await engine.database.sql`
    select channel, reason from suppression
    join address on address.hmac = address_hmac where debtor_id = ${message.debtorId} and ended_at is null`;
    expect(barred).toEqual([{ channel: "sms", reason }]);
  },
);

test("what is told of many messages together ends as if each had been told alone, and what is not plain is left", async () => {
  const [one, two, three, doubtful, failing] = [
    await sent(),
    await sent(),
    await sent(),
    await sent(),
    await sent(),
  ];
  await restore(doubtful, "in_doubt");
  await engine.database.sql`update attempt set provider_id = null where id = ${doubtful.attemptId}`;
  const told = (of: Sent, ...reports: readonly DeliveryReport[]) => ({
    provider: "sms-provider",
    providerId: of.providerId,
    attemptId: of.attemptId,
    reports,
  });
  const all = [
    told(one, DELIVERED, SENT),
    told(two, SENT),
    told(three, SENT, DELIVERED),
    told(doubtful, DELIVERED),
    told(failing, FILTERED),
    { ...told(one, DELIVERED), providerId: "nobody's" },
  ];
  const takeAll = () =>
    engine.database.transaction(async (tx) => {
      const taken = await takePlainReportsIn(engine.deps, tx, all);
      return all.map((each) => taken.get(each));
    });

  const taken = await takeAll();
  const again = await takeAll();

  expect(taken).toEqual(["delivered", "noted", "delivered", undefined, undefined, undefined]);
  expect(again).toEqual(["again", "again", "again", undefined, undefined, undefined]);
  expect(await Promise.all([one, two, three, failing].map(stateOf))).toEqual([
    { status: "delivered", outcome: "delivered", error_code: null, told: "delivered" },
    { status: "accepted", outcome: null, error_code: null, told: "sent" },
    { status: "delivered", outcome: "delivered", error_code: null, told: "delivered" },
    { status: "accepted", outcome: null, error_code: null, told: null },
  ]);
});
