import type { ChannelPort } from "@fairflow/engine";
import { setTimeout as sleep } from "node:timers/promises";
import type { Freeze } from "./crash-point.ts";

const LOOK_EVERY_MS = 20;

/** What is under way to a provider, so that a person is asked only when nothing is. */
export interface UnderWay {
  count: number;
}

/**
 * A provider's port that stops whoever comes to the freeze's point.
 */
export function frozenPort(
  port: ChannelPort,
  of: {
    readonly freeze: Freeze;
    readonly underWay: UnderWay;
    /** Whether the provider has taken the message. */
    readonly hasArrived: () => Promise<boolean>;
  },
): ChannelPort {
  return {
    ...port,
    // The fakes reach nobody, and the test's clock is a moved one.
    isLive: false,
    send: async (message, mayStillGo) => {
      of.underWay.count += 1;
      try {
        const answer = port.send(message, async () => {
          const may = await mayStillGo();
          if (may) await of.freeze.at("before-write");
          return may;
        });
        if (await arrivesUnanswered(answer, of.hasArrived)) {
          await of.freeze.at("written");
        }
        const result = await answer;
        if (result.kind === "accepted") await of.freeze.at("answered");
        return result;
      } finally {
        of.underWay.count -= 1;
      }
    },
  };
}

/** Waits for whichever comes first. @returns whether the provider took it before it answered */
async function arrivesUnanswered(
  answer: Promise<unknown>,
  hasArrived: () => Promise<boolean>,
): Promise<boolean> {
  const answered = answer.then(
    () => true,
    () => true,
  );
  for (;;) {
    if (await Promise.race([answered, nextTurn()])) return false;
    if (await hasArrived()) return true;
  }
}

function nextTurn(): Promise<false> {
  return sleep(LOOK_EVERY_MS, false);
}
