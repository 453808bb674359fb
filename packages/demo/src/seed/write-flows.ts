import {
  createFlow,
  publishVersion,
  recordAudit,
  saveSegment,
  saveTemplate,
  type Transaction,
} from "@fairflow/db";
import { canonicalJson } from "@fairflow/flow";
import type { MessageTemplate } from "@fairflow/template";
import { createHash } from "node:crypto";
import type { DemoFlow, DemoFlows, DemoVersion } from "../flows/demo-flows.ts";

/** Whose names stand under what the demo's editor and admin did; people where there are any, else `demo`. */
export interface DemoAuthors {
  readonly editor: string;
  readonly admin: string;
}

/** The ids of published versions, by `versionKey`. */
export type VersionIds = ReadonlyMap<string, VersionId>;

export interface VersionId {
  readonly flowId: string;
  readonly versionId: string;
}

export function versionKey(flowKey: string, number: number): string {
  return `${flowKey} ${number}`;
}

export async function demoAuthors({ sql }: Transaction): Promise<DemoAuthors> {
  const users = await sql<{ id: string; role: string }[]>`select id, role from auth."user"`;
  const idOf = (role: string) => users.find((user) => user.role === role)?.id ?? "demo";
  return { editor: idOf("editor"), admin: idOf("admin") };
}

/** Segments, templates, and the flows with every version that was published on the way. */
export async function writeFlows(
  tx: Transaction,
  of: { readonly flows: DemoFlows; readonly authors: DemoAuthors; readonly beganAt: Date },
): Promise<VersionIds> {
  const { flows, authors, beganAt } = of;
  const authorship = { author: authors.editor, now: beganAt };
  for (const segment of flows.segments) await saveSegment(tx, segment, authorship);
  for (const template of flows.templates) await saveTemplate(tx, stored(template), authorship);
  const ids = new Map<string, VersionId>();
  for (const flow of flows.flows) {
    const flowId = await createFlow(
      tx,
      { name: flow.name, document: flow.draft, author: authors.editor },
      beganAt,
    );
    for (const version of flow.versions) await publish(tx, { flowId, version, authors });
    for (const [key, id] of await versionIds(tx, flow, flowId)) ids.set(key, id);
    await submit(tx, { flow, flowId, authors });
  }
  return ids;
}

function stored({ purpose, languages, ...template }: MessageTemplate) {
  const texts = Object.entries(languages).map(([language, { subject, body }]) => [
    language,
    subject === undefined ? { body } : { subject, body },
  ]);
  return { ...template, purpose: purpose ?? null, languages: Object.fromEntries(texts) };
}

async function publish(
  tx: Transaction,
  of: { readonly flowId: string; readonly version: DemoVersion; readonly authors: DemoAuthors },
): Promise<void> {
  const { flowId, version, authors } = of;
  const { flow, number, note } = version;
  await publishVersion(
    tx,
    {
      flowId,
      document: flow,
      templateVersions: Object.fromEntries(templatesIn(version).map((id) => [id, 1])),
      checksum: createHash("sha256").update(canonicalJson(flow)).digest(),
      note,
      publishedBy: authors.admin,
    },
    new Date(version.publishedMs),
  );
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: authors.admin },
      action: "flow.publish",
      subject: { kind: "flow", id: flowId },
      after: { version: number },
      reason: note,
    },
  ]);
}

function templatesIn({ flow }: DemoVersion): readonly string[] {
  const named = flow.nodes.map(({ config }) => config["template"]);
  return [...new Set(named.filter((id) => typeof id === "string"))];
}

async function versionIds(
  { sql }: Transaction,
  { key }: DemoFlow,
  flowId: string,
): Promise<readonly (readonly [string, VersionId])[]> {
  const rows = await sql<{ id: string; number: number }[]>`
    select id, number from flow_version where flow_id = ${flowId}`;
  return rows.map(({ id, number }) => [versionKey(key, number), { flowId, versionId: id }]);
}

/** The flow that is only a draft waits for an admin; one change to a live flow was sent back. */
async function submit(
  { sql }: Transaction,
  of: { readonly flow: DemoFlow; readonly flowId: string; readonly authors: DemoAuthors },
): Promise<void> {
  const { editor, admin } = of.authors;
  // Four eyes: without an editor and an admin there is nobody to submit to.
  if (editor === admin) return;
  const document = JSON.stringify(of.flow.draft);
  const [first] = of.flow.versions;
  if (first === undefined) {
    await sql`
      insert into submission (flow_id, revision, document, note, submitted_by, submitted_at)
      values (${of.flowId}, 1, ${document}::jsonb, 'Ready for a look: sixty days and more', ${editor}, now())`;
    return;
  }
  if (of.flow.key !== "broken-promise") return;
  const at = new Date(first.publishedMs + 60 * 86_400_000);
  await sql`
    insert into submission (flow_id, revision, document, note, submitted_by, submitted_at, status, decided_by,
      decided_at, decision_reason)
    values (${of.flowId}, 1, ${document}::jsonb, 'Call on the second day', ${editor}, ${at}, 'changes_requested',
      ${admin}, ${at}, 'A call two days after an SMS is too soon: let the e-mail do its work first.')`;
}
