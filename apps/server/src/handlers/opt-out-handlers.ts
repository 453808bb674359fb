import { endpoints } from "@fairflow/contract";
import {
  debtorsAt,
  lockDebtors,
  readClock,
  recordAudit,
  type AuditEntry,
  type Transaction,
} from "@fairflow/db";
import {
  addressOf,
  optInIn,
  optOutByDigestIn,
  UnknownSubjectError,
  type OptInInput,
} from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { handleKey } from "../outside/handle-key.ts";
import { digestsOf, type WrittenAddress } from "../outside/written-address.ts";

/** Opt-outs, and the acts that end them, as people and other systems record them. */
export function optOutHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  const readable = async (tx: Transaction, written: WrittenAddress) => {
    const digests = await digestsOf(tx, deps.keys(), written);
    if (digests.length > 0) return digests;
    throw new HttpError("invalid", "This is no address that anybody can be reached at.");
  };
  const bar = async (
    tx: Transaction,
    of: {
      readonly hmac: Uint8Array;
      readonly channel: OptInInput["channel"];
      readonly how: string;
      readonly evidence: string | undefined;
      readonly author: string;
      readonly actor: AuditEntry["actor"];
    },
  ) => {
    const { hmac, channel, how, evidence, author, actor } = of;
    const debtorIds = await optOutByDigestIn(facts, tx, {
      hmac,
      channel,
      source: `${how}:${author}`,
      evidence,
    });
    await recordAudit(tx, [
      {
        actor,
        action: "opt-out.record",
        subject: { kind: "address-digest", id: shortOf(hmac) },
        after: { channel, how, evidence, debtors: debtorIds.length },
      },
    ]);
    return debtorIds;
  };
  const open = async (tx: Transaction, act: OptInInput, actor: AuditEntry["actor"]) => {
    const lifted = await optInIn(facts, tx, act);
    if (!lifted) return false;
    const { hmac, channel, how, at, evidence } = act;
    await recordAudit(tx, [
      {
        actor,
        action: "opt-out.end",
        subject: { kind: "address-digest", id: shortOf(hmac) },
        after: { channel, how, at, evidence },
      },
    ]);
    return true;
  };
  const refuseFuture = async (at: Date) => {
    const { now } = await readClock(database);
    if (at.getTime() <= now.getTime() + CLOCKS_APART_MS) return;
    throw new HttpError("invalid", "Nobody can have said this in the future.");
  };
  return {
    optOut: handleKey(deps, endpoints.optOut, ({ input: { body }, holder }) =>
      database.transaction(async (tx) => {
        const { address, country, channel, how, evidence } = body;
        const digests = await readable(tx, { address, country });
        // All who share any of them at once, in everyone's order of locks.
        await lockDebtors(tx, await debtorsAt(tx, digests));
        const reached = new Set<string>();
        for (const hmac of digests) {
          const of = { hmac, channel, how, evidence, author: `api:${holder.name}` };
          const actor = { kind: "api", id: holder.id } as const;
          for (const id of await bar(tx, { ...of, actor })) reached.add(id);
        }
        return { debtors: reached.size };
      }),
    ),

    optIn: handleKey(deps, endpoints.optIn, ({ input: { body }, holder }) =>
      database.transaction(async (tx) => {
        const { address, country, channel, how, evidence } = body;
        const at = new Date(body.at);
        await refuseFuture(at);
        const [hmac, another] = await readable(tx, { address, country });
        if (hmac === undefined || another !== undefined) {
          throw new HttpError("invalid", "This number is one in several countries: say which.");
        }
        const act = { hmac, channel, how, at, evidence, author: `api:${holder.name}` };
        return { lifted: await open(tx, act, { kind: "api", id: holder.id }) };
      }),
    ),

    optOutAddress: handle(endpoints.optOutAddress, async ({ input: { params, body }, user }) => {
      await database.transaction(async (tx) => {
        const { hmac } = await knownAddress(tx, params.id);
        const actor = { kind: "user", id: user.id } as const;
        const { channel, how, evidence } = body;
        await bar(tx, { hmac, channel, how, evidence, author: user.id, actor });
      });
      return DONE;
    }),

    optInAddress: handle(endpoints.optInAddress, async ({ input: { params, body }, user }) => {
      const { channel, how, evidence, atMs } = body;
      const at = new Date(atMs);
      await refuseFuture(at);
      const lifted = await database.transaction(async (tx) => {
        const { hmac } = await knownAddress(tx, params.id);
        const act = { hmac, channel, how, at, evidence, author: user.id };
        return open(tx, act, { kind: "user", id: user.id });
      });
      if (lifted) return DONE;
      throw new HttpError(
        "conflict",
        "There is no opt-out from this channel that this act could end.",
      );
    }),
  };
}

const CLOCKS_APART_MS = 5 * 60_000;

async function knownAddress(tx: Transaction, id: string) {
  try {
    return await addressOf(tx, id);
  } catch (cause) {
    if (cause instanceof UnknownSubjectError) throw notFound("address");
    throw cause;
  }
}

/** Enough of a keyed digest to find the suppression by; it says nothing of the address. */
function shortOf(hmac: Uint8Array): string {
  return Buffer.from(hmac).toString("hex").slice(0, 32);
}
