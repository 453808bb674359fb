import { AUDIT_EXPORT_PATH, auditEndpoints, AuditQuery } from "@fairflow/contract";
import { listAudit, recordAudit, type Database } from "@fairflow/db";
import { toCsv, type Table } from "@fairflow/exports";
import type { Hono } from "hono";
import type { AppDeps } from "../app-deps.ts";
import type { AppEnv } from "../http/app-env.ts";
import { authorise } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { auditView } from "./audit-views.ts";
import { knownActors } from "./known-actors.ts";

/** Entries of one file; whoever wants more narrows the days. */
const MOST_ROWS = 50_000;

/** The trail as a file. That it was taken is on the trail itself. */
export function mountAuditExport(app: Hono<AppEnv>, { database }: Pick<AppDeps, "database">): void {
  app.get(AUDIT_EXPORT_PATH, async (context) => {
    const user = await authorise(auditEndpoints.audit.policy, context.get("caller"));
    const query = AuditQuery.safeParse(context.req.query());
    if (!query.success) throw new HttpError("bad-request", "These filters cannot be read.");
    const table = await auditTable(database, query.data, user.role);
    await recordAudit(database, [
      {
        actor: { kind: "user", id: user.id },
        action: "audit.export",
        subject: { kind: "audit", id: "trail" },
        after: { ...query.data, rows: table.rows.length },
      },
    ]);
    return context.body(toCsv(table), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="audit.csv"',
    });
  });
}

async function auditTable(
  database: Database,
  query: AuditQuery,
  role: Parameters<typeof auditView>[2],
): Promise<Table> {
  const [entries, names] = await Promise.all([
    listAudit(database, { ...query, limit: MOST_ROWS }),
    knownActors(database),
  ]);
  const headings = [
    "Entry",
    "At",
    "By",
    "Kind",
    "Action",
    "Object",
    "Id",
    "Changes",
    "Reason",
    "IP",
    "Link",
  ];
  return {
    name: "Audit",
    columns: headings.map((heading) => ({ heading, kind: "text" as const })),
    rows: entries.map((entry) => {
      const { id, actor, action, subject, changes, reason, ip, sequence } = auditView(
        entry,
        names,
        role,
      );
      const changed = changes.map(
        (each) => `${each.field}: ${each.before ?? "-"} > ${each.after ?? "-"}`,
      );
      return [
        String(id),
        entry.at.toISOString(),
        actor.name,
        actor.kind,
        action,
        subject.kind,
        subject.id,
        changed.join("; "),
        reason,
        ip,
        sequence === null ? null : String(sequence),
      ];
    }),
  };
}
