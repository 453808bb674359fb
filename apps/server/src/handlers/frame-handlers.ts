import { zones } from "@fairflow/calendar/zones";
import { endpoints, type Frame } from "@fairflow/contract";
import {
  isLiveProviderOn,
  lockProviders,
  queueLagMs,
  recordAudit,
  setClock,
  type Database,
} from "@fairflow/db";
import { switchSending } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { lawHealth } from "../compliance/law-health.ts";
import { readFrame } from "../frame/read-frame.ts";
import { handle, handlePublic } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { programVersion } from "../program-version.ts";

/** Beyond this the workers do not keep up, or there are none. */
const DEGRADED_LAG_MS = 60_000;

/** What stands around every screen, and whether the service is well. */
export function frameHandlers(deps: AppDeps) {
  const { database } = deps;
  return {
    health: handlePublic(endpoints.health, async () => {
      const [lagMs, postgres, law] = await Promise.all([
        queueLagMs(database),
        postgresVersion(database),
        lawHealth(database, deps.facts.law),
      ]);
      return {
        status: lagMs > DEGRADED_LAG_MS ? ("degraded" as const) : ("ok" as const),
        version: programVersion,
        node: process.versions.node,
        postgres,
        tzdata: { table: zones.tzdata, node: process.versions["tz"] ?? "unknown" },
        law,
        queueLagMs: lagMs,
      };
    }),

    frame: handle(endpoints.frame, () => readFrame(deps)),

    setClock: handle(endpoints.setClock, async ({ input: { body }, user }) => {
      if (!deps.demo) {
        throw new HttpError("conflict", "Only a demo has a clock that can be moved.");
      }
      await database.transaction(async (tx) => {
        await lockProviders(tx);
        if (await isLiveProviderOn(tx)) {
          throw new HttpError("conflict", "A live provider is on, so time stays what it is.");
        }
        await setClock(tx, { speed: body.speed });
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "clock.set",
            subject: { kind: "clock", id: "demo" },
            after: { speed: body.speed },
          },
        ]);
      });
      return readFrame(deps);
    }),

    setSending: handle(endpoints.setSending, async ({ input: { body }, user }): Promise<Frame> => {
      await switchSending(database, { isOn: body.on, reason: body.reason, userId: user.id });
      return readFrame(deps);
    }),
  };
}

async function postgresVersion(database: Database): Promise<string> {
  const [row] = await database.sql<{ version: string }[]>`
    select current_setting('server_version') as version`;
  return row?.version ?? "unknown";
}
