import type { Sql } from "@fairflow/db";
import { z } from "zod";
import { stepName } from "./step-name.ts";
import type { Trouble } from "./trouble.ts";

const Evidence = z.looseObject({
  sent: z.int().optional(),
  asked: z.int().optional(),
  limit: z.int().optional(),
  day: z.string().optional(),
  basis: z
    .looseObject({
      kind: z.string(),
      days: z.int().optional(),
      busiest: z.int().optional(),
      entered: z.int().optional(),
      factor: z.number(),
    })
    .optional(),
  messages: z.int().optional(),
  repeats: z
    .array(
      z.looseObject({ debtorId: z.string(), nodeId: z.string(), earlier: z.array(z.string()) }),
    )
    .optional(),
});

/** Flows that stopped by themselves and wait for a person. */
export async function heldFlows(sql: Sql): Promise<readonly Trouble[]> {
  const rows = await sql<
    {
      id: string;
      flow_id: string;
      name: string;
      cause: string;
      evidence: unknown;
      step: string | null;
      held_at: Date;
    }[]
  >`
    select flow_hold.id, flow_hold.flow_id, flow.name, cause, evidence, newest.step, held_at
    from flow_hold join flow on flow.id = flow_hold.flow_id
    left join lateral (
      select step from flow_version
      cross join lateral (select ${stepName(sql, sql`document`, sql`evidence #>> '{repeats,0,nodeId}'`)}) as named (step)
      where flow_version.flow_id = flow_hold.flow_id and step is not null order by number desc limit 1
    ) as newest on true
    where released_at is null order by held_at`;
  return rows.map((row) => {
    const { basis, repeats, messages, sent, asked, limit, day } = Evidence.parse(row.evidence);
    const people = [...new Set((repeats ?? []).map(({ debtorId }) => debtorId))];
    return {
      kind: "flow-held",
      id: row.id,
      about: row.name,
      since: row.held_at,
      code: row.cause,
      facts: {
        day: day ?? null,
        sent: sent ?? null,
        asked: asked ?? null,
        limit: limit ?? null,
        basis: basis?.kind ?? null,
        factor: basis?.factor ?? null,
        busiest: basis?.busiest ?? null,
        days: basis?.days ?? null,
        entered: basis?.entered ?? null,
        messages: messages ?? null,
        step: row.step ?? repeats?.[0]?.nodeId ?? null,
        earlier: repeats?.[0]?.earlier.length ?? null,
      },
      flowId: row.flow_id,
      people: people.map((debtorId) => ({ debtorId, accountId: null })),
      peopleCount: repeats === undefined ? null : people.length,
      actions: ["release"],
    };
  });
}
