import type { Database, Keyring } from "@fairflow/db";
import { readClock } from "@fairflow/db";
import { GIVEN_BACK, type ChannelPort } from "@fairflow/engine";

export interface SandboxDeps {
  readonly database: Database;
  readonly keyring: Pick<Keyring, "encrypt">;
}

/**
 * A provider that reaches nobody: it keeps what it is given, so that people can read it as the debtor. It keeps its
 * word about references: the same attempt is taken once, and one that was looked up before it came is refused for good.
 */
export function sandboxChannel({ database, keyring }: SandboxDeps): ChannelPort {
  const sealed = (column: string, row: string, text: string | undefined) =>
    text === undefined ? null : keyring.encrypt({ table: "sandbox_message", column, row }, text);
  return {
    name: "sandbox",
    isLive: false,
    send: async ({ attemptId, channel, to, subject, body, html }, mayStillGo) => {
      const { now } = await readClock(database);
      if (!(await mayStillGo())) return GIVEN_BACK;
      await database.sql`
        insert into sandbox_message (attempt_id, channel, recipient, subject, body, html, taken_at)
        values (${attemptId}, ${channel}, ${sealed("recipient", attemptId, to)},
          ${sealed("subject", attemptId, subject)}, ${sealed("body", attemptId, body)},
          ${sealed("html", attemptId, html)}, ${now})
        on conflict (attempt_id) do nothing`;
      const kept = await readKept(database, attemptId);
      return kept === "taken"
        ? { kind: "accepted", providerId: attemptId }
        : { kind: "refused", code: "void" };
    },
    lookup: async (attemptId) => {
      const { now } = await readClock(database);
      await database.sql`
        insert into sandbox_message (attempt_id, taken_at, is_void) values (${attemptId}, ${now}, true)
        on conflict (attempt_id) do nothing`;
      const kept = await readKept(database, attemptId);
      return kept === "taken"
        ? { kind: "accepted", providerId: attemptId }
        : { kind: "not-received" };
    },
  };
}

async function readKept({ sql }: Database, attemptId: string): Promise<"taken" | "void"> {
  const [row] = await sql<{ is_void: boolean }[]>`
    select is_void from sandbox_message where attempt_id = ${attemptId}`;
  return row?.is_void === false ? "taken" : "void";
}
