import { readClock, type Keyring } from "@fairflow/db";
import type { MessageChannel } from "@fairflow/interpreter";
import type { FactDeps } from "../facts/telling.ts";
import { together } from "../together.ts";
import { blocksUnderWay, type BlocksUnderWay } from "./blocks-under-way.ts";
import { claimAttempts, CLAIM_AT_ONCE, type Claim } from "./claim-attempts.ts";
import type { Composing } from "./composed-message.ts";
import { epochsAt } from "./epochs.ts";
import { attemptsToSend } from "./planned-attempts.ts";
import type { ChannelRoute, PortSource } from "./port-source.ts";
import { sharedPaces, type Paces } from "./provider-pace.ts";
import { readyToLeave, sendBlock, type Sending } from "./send-block.ts";
import { REAL_TIMER, type Timer } from "./timer.ts";

/** A lane lets others have their turn after so long, whatever it has left. */
const TURN_MS = 10_000;

export interface SendingDeps extends FactDeps {
  readonly ports: PortSource;
  readonly keyring: Keyring;
  readonly composing: Omit<Composing, "keyring">;
  /** Names this process in claims. */
  readonly workerId: string;
  /** Once it is aborted nothing more is claimed. */
  readonly stopping?: AbortSignal | undefined;
  /** Kept in the database where they are not given. */
  readonly paces?: Paces | undefined;
  /** Real time, which rate limits and circuit breakers follow; the database's where it is not given. */
  readonly realNow?: (() => Date) | undefined;
  /** Real time, for waiting; tests let their own pass. */
  readonly timer?: Timer | undefined;
}

export interface Sender {
  /** Sends what is planned in a lane on a channel. @returns how many messages were accepted */
  readonly sendLane: (lane: number, channel: MessageChannel) => Promise<number>;
}

/**
 * Claims, sends and records batch after batch until nothing of the lane is due on the channel, its turn is over, or the
 * provider rests: the clock loop then asks for the lane again.
 */
export function sender(deps: SendingDeps): Sender {
  const paces = deps.paces ?? sharedPaces(deps.database, deps.realNow);
  const epochNow = together((debtorIds: readonly string[]) => epochsAt(deps.database, debtorIds));
  const sending = { deps, paces, epochNow };
  return {
    sendLane: async (lane, channel) => {
      let accepted = 0;
      for (const route of await deps.ports.routes(channel)) {
        accepted += await sendRoute(sending, { lane, channel, route });
      }
      return accepted;
    },
  };
}

interface Turn {
  readonly lane: number;
  readonly channel: MessageChannel;
  readonly route: ChannelRoute;
}

async function sendRoute(sending: Sending, turn: Turn): Promise<number> {
  // Most lanes have nothing to send most of the time, and need no leave for it.
  if (!(await hasMessageToSend(sending.deps.database, turn))) return 0;
  const blocks = blocksUnderWay();
  try {
    await claimBlocks(sending, turn, blocks);
  } finally {
    // What has been claimed is recorded, whatever became of the claim after it.
    await blocks.end();
  }
  return blocks.accepted();
}

async function claimBlocks(sending: Sending, turn: Turn, blocks: BlocksUnderWay): Promise<void> {
  const { deps, paces } = sending;
  const { timer = REAL_TIMER } = deps;
  const { port } = turn.route;
  const endsAt = performance.now() + TURN_MS;
  while (deps.stopping?.aborted !== true && !blocks.hasFailed()) {
    const leave = await paces.take(port, CLAIM_AT_ONCE);
    if (leave.kind === "resting") return;
    if (leave.kind === "too-fast") {
      // Whoever came back for each handful would never reach the rate.
      if (performance.now() + leave.waitMs > endsAt) return;
      await timer.waitUntil(timer.nowMs() + leave.waitMs, deps.stopping);
      continue;
    }
    const { count: limit, isTrying } = leave;
    const claim = await claimWithin(sending, { ...turn, limit, isTrying });
    if (claim.claimed.length > 0) {
      const leaving = await readyToLeave(sending, port, claim);
      const block = sendBlock(sending, { port, isTrying }, leaving);
      // While they leave at their pace, the next are claimed; after one that tries the others know more.
      await blocks.add(block);
      if (isTrying) await block;
    }
    if (claim.seen < limit || performance.now() > endsAt) return;
  }
}

async function hasMessageToSend(
  database: SendingDeps["database"],
  { lane, channel, route }: Turn,
): Promise<boolean> {
  const { now } = await readClock(database);
  const { portfolios } = route;
  const due = { lane, channel, portfolios, nowMs: now.getTime(), limit: 1 };
  return (await attemptsToSend(database.sql, due)).length > 0;
}

/** Where nothing is claimed the provider is not tried: the gate deferred it, or there was nothing to send. */
async function claimWithin(
  { deps, paces }: Sending,
  of: Turn & { readonly limit: number; readonly isTrying: boolean },
): Promise<Claim> {
  let claimed = 0;
  try {
    const claim = await claimAttempts(deps, { ...of, claimedBy: deps.workerId });
    claimed = claim.claimed.length;
    return claim;
  } finally {
    if (of.isTrying && claimed === 0) await paces.giveBackTrying(of.route.port);
  }
}
