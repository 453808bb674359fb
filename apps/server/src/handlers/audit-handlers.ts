import { auditEndpoints } from "@fairflow/contract";
import { auditChainState, auditChoices, listAudit } from "@fairflow/db";
import { verifyAudit } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";
import { actorName, auditView } from "../audit/audit-views.ts";
import { checkpointsIn } from "../audit/checkpoint-file.ts";
import { knownActors } from "../audit/known-actors.ts";
import { handle } from "../http/handle.ts";

const PAGE = 50;

/** The trail of who did what, and how its chain stands. */
export function auditHandlers({ database, checkpoints, realNow }: AppDeps) {
  const signed = () => checkpointsIn(checkpoints.path, checkpoints.keys);
  return {
    audit: handle(auditEndpoints.audit, async ({ input: { query }, user }) => {
      const [entries, names] = await Promise.all([
        listAudit(database, { ...query, limit: PAGE + 1 }),
        knownActors(database),
      ]);
      const page = entries.slice(0, PAGE);
      return {
        entries: page.map((entry) => auditView(entry, names, user.role)),
        next: entries.length > PAGE ? (page.at(-1)?.id ?? null) : null,
      };
    }),

    auditChoices: handle(auditEndpoints.auditChoices, async () => {
      const [{ actors, actions, kinds }, names] = await Promise.all([
        auditChoices(database),
        knownActors(database),
      ]);
      return {
        people: [
          ...actors.map((id) => ({
            id,
            name: actorName({ actorKind: "user", actorId: id }, names),
          })),
          { id: "system", name: "Fairflow" },
          { id: "debtor", name: "A debtor" },
        ],
        actions: [...actions],
        kinds: [...kinds],
      };
    }),

    auditChain: handle(auditEndpoints.auditChain, async () => {
      const [{ links, sealedAt, waiting }, read] = await Promise.all([
        auditChainState(database),
        signed(),
      ]);
      const last = read?.trusted.at(-1);
      return {
        links,
        waiting,
        sealedAtMs: sealedAt?.getTime() ?? null,
        checkpoint:
          last === undefined ? null : { sequence: last.sequence, atMs: Date.parse(last.at) },
      };
    }),

    verifyAudit: handle(auditEndpoints.verifyAudit, async () => {
      const read = await signed();
      const checks = [];
      for await (const { examples, ...check } of verifyAudit(database.sql, read)) {
        checks.push({ ...check, examples: [...examples] });
      }
      return { checkedAtMs: realNow().getTime(), checks };
    }),
  };
}
