import type { CaseAttempt, CaseState } from "@fairflow/compliance";
import type { Change, MessageChannel } from "@fairflow/interpreter";
import type { AssumedNotice } from "../assumed-notices.ts";
import type { TestAccount, TestPerson } from "./test-person.ts";

/** What has become of a person since a test run began. A record of its own for every run: the person stays as they are. */
export interface TestLife {
  readonly person: TestPerson;
  /** Minor units that were paid, by account. */
  readonly paid: Map<string, number>;
  /** Accounts whose arrears were paid while the balance stays. */
  readonly cured: Set<string>;
  /** Accounts whose dispute is open, with the instant since. */
  readonly disputes: Map<string, number>;
  /** Other states that began and have not ended. */
  states: readonly CaseState[];
  /** Reasons for which runs are held. */
  holds: readonly string[];
  /** States of before the start that are over. */
  readonly lifted: Set<string>;
  readonly optedOut: Set<MessageChannel>;
  readonly bounced: Set<MessageChannel>;
  /** What left, oldest first. */
  sent: readonly SentMessage[];
  lastContactDay: number | null;
  notices: readonly AssumedNotice[];
  /** What the flow has written down. */
  changes: readonly Change[];
  promisesBroken: number;
  hasLink: boolean;
}

export interface SentMessage {
  /** The local day, since 1970-01-01. */
  readonly day: number;
  readonly channel: MessageChannel;
  readonly contact: CaseAttempt;
}

export function newLife(person: TestPerson): TestLife {
  const openDisputes = person.holds.filter(({ state }) => state === "dispute_open");
  return {
    person,
    paid: new Map(),
    cured: new Set(),
    disputes: new Map(
      openDisputes.flatMap(({ accountId }) =>
        accountId === null
          ? person.accounts.map(({ id }) => [id, 0] as const)
          : [[accountId, 0] as const],
      ),
    ),
    states: [],
    holds: [],
    lifted: new Set(),
    optedOut: new Set(),
    bounced: new Set(),
    sent: [],
    lastContactDay: person.lastContactDay,
    notices: [],
    changes: [],
    promisesBroken: 0,
    hasLink: false,
  };
}

export function paidOf({ paid }: TestLife, { id }: TestAccount): number {
  return paid.get(id) ?? 0;
}

/** Whether there is an address on the channel that nothing has come back from. */
export function isReachable({ person, bounced }: TestLife, channel: MessageChannel): boolean {
  return person.channels.has(channel) && !bounced.has(channel);
}

/** Why runs about an account stand still: holds of before that are not over, and those that began since. */
export function holdsOn(
  { person, lifted, holds }: TestLife,
  accountId: string,
  nowMs: number,
): readonly string[] {
  const before = person.holds.filter(
    (hold) =>
      hold.holdsRuns &&
      !lifted.has(hold.state) &&
      (hold.accountId === null || hold.accountId === accountId) &&
      (hold.untilMs === null || hold.untilMs > nowMs),
  );
  return [...new Set([...before.map(({ state }) => state), ...holds])];
}
