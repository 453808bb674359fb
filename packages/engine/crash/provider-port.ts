import { z } from "zod";
import { GIVEN_BACK, type ChannelPort } from "../src/sending/channel-port.ts";

const Answer = z.object({ kind: z.enum(["accepted", "refused", "not-received"]) });
const ANSWER_WITHIN_MS = 5_000;

/** The adapter for the provider of the crash test, as one for a real provider would be. */
export function providerPort(port: number): ChannelPort {
  const ask = async (path: string, attemptId: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      body: JSON.stringify({ attemptId }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return Answer.parse(await response.json()).kind;
  };
  return {
    name: "crash-provider",
    isLive: false,
    send: async ({ attemptId }, mayStillGo) => {
      if (!(await mayStillGo())) return GIVEN_BACK;
      // From here on a failure says nothing about whether it arrived: `sendOne` calls that in doubt.
      const kind = await ask("/send", attemptId);
      if (kind === "accepted") return { kind, providerId: attemptId };
      return { kind: "retry-later", code: "void", afterMs: 0 };
    },
    lookup: async (attemptId) => {
      const kind = await ask("/lookup", attemptId);
      return kind === "accepted" ? { kind, providerId: attemptId } : { kind: "not-received" };
    },
  };
}
