import { localTime, type LocalDate } from "@fairflow/calendar";
import type { StepWhy } from "@fairflow/contract";
import { coreFields, Criteria, type FactValue } from "@fairflow/criteria";
import {
  readDebtor,
  segmentCriteriaAt,
  stepOf,
  type Database,
  type StepHappening,
} from "@fairflow/db";
import { OTHERWISE, whatWouldChange, type Way } from "@fairflow/engine";
import { formatMoney } from "@fairflow/template";
import { z } from "zod";
import { notFound } from "../http/http-error.ts";
import { knownZone } from "./known-zone.ts";
import { plainWords, stepName, stepSentence, wayOutWords } from "./step-words.ts";

const Value = z.union([z.number(), z.string(), z.boolean(), z.array(z.string()), z.null()]);

/** What a step kept of its decision; what an older version wrote otherwise is told as unknown. */
const Inputs = z.object({
  facts: z.record(z.string(), Value).catch({}),
  events: z.array(z.object({ kind: z.string() })).catch([]),
  segments: z.array(z.object({ id: z.string(), version: z.int() })).catch([]),
});

const Decision = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("condition"),
    config: z.object({
      branches: z.array(z.object({ id: z.string(), criteria: Criteria })),
    }),
  }),
  z.object({
    type: z.literal("segment"),
    config: z.object({ segments: z.array(z.object({ id: z.string(), segment: z.string() })) }),
  }),
]);

/**
 * Why a run went the way that it went: the step as its version has it, the facts that it read, and for each decision the
 * single facts that would have led elsewhere.
 *
 * @throws HttpError where the debtor has no such step
 */
export async function stepWhy(
  database: Database,
  of: { readonly debtorId: string; readonly runId: string; readonly seq: number },
): Promise<StepWhy> {
  const [step, debtor] = await Promise.all([
    stepOf(database, of),
    readDebtor(database, of.debtorId),
  ]);
  if (step === undefined || debtor === undefined) throw notFound("step");
  const inputs = Inputs.catch({ facts: {}, events: [], segments: [] }).parse(step.inputs);
  const { date: today } = localTime(knownZone(debtor.zone), step.at);
  const currency = step.currency ?? "";
  const nodes = await Promise.all(
    step.nodes.map(async (id, index) => {
      const node = step.documents[index];
      const exit = step.exits[index] ?? "";
      const ways = await waysOf(database, { node, inputs, at: step.at });
      return {
        id,
        name: stepName(node, id),
        sentence: stepSentence(node),
        wayOut: exit === "" ? null : (wayOutWords(node, exit) ?? "Went on"),
        decision:
          ways === undefined || exit === ""
            ? null
            : decisionOf(ways, { node, exit, facts: inputs.facts, today, currency }),
      };
    }),
  );
  return {
    atMs: step.at.getTime(),
    flow: { id: step.place.flowId, name: step.place.flowName, version: step.place.version },
    nodes,
    facts: Object.entries(inputs.facts).map(([id, value]) => ({
      id,
      label: labelOf(id),
      value: valueWords(id, value, currency),
    })),
    events: inputs.events.map(({ kind }) => plainWords(kind)),
  };
}

/** The ways of a decision with what each asked; undefined for a step that decides nothing by facts. */
async function waysOf(
  database: Database,
  of: {
    readonly node: unknown;
    readonly inputs: z.infer<typeof Inputs>;
    readonly at: StepHappening["at"];
  },
): Promise<readonly Way[] | undefined> {
  const decision = Decision.safeParse(of.node).data;
  if (decision === undefined) return undefined;
  if (decision.type === "condition") {
    return decision.config.branches.map(({ id, criteria }) => ({ exit: id, criteria }));
  }
  const { segments } = decision.config;
  const used = new Map(of.inputs.segments.map(({ id, version }) => [id, version]));
  const known = await segmentCriteriaAt(
    database,
    segments.map(({ segment }) => ({ id: segment, version: used.get(segment) ?? null })),
    of.at,
  );
  const ways = segments.map(({ id, segment }) => ({
    exit: id,
    criteria: Criteria.safeParse(known.get(segment)).data,
  }));
  return ways.flatMap(({ exit, criteria }) => (criteria === undefined ? [] : [{ exit, criteria }]));
}

function decisionOf(
  ways: readonly Way[],
  of: {
    readonly node: unknown;
    readonly exit: string;
    readonly facts: Readonly<Record<string, FactValue>>;
    readonly today: LocalDate;
    readonly currency: string;
  },
): NonNullable<StepWhy["nodes"][number]["decision"]> {
  const { node, exit, facts, today, currency } = of;
  const asked = whatWouldChange(ways, { facts, today });
  return {
    isSame: asked.exit === exit,
    changes:
      asked.exit === exit
        ? asked.changes.map(({ field, from, to, exit: other }) => ({
            field,
            label: labelOf(field),
            from: valueWords(field, from, currency),
            to: valueWords(field, to, currency),
            wayOut: wayOutWords(node, other) ?? (other === OTHERWISE ? "Otherwise" : other),
          }))
        : [],
  };
}

function labelOf(id: string): string {
  return coreFields.get(id)?.label ?? plainWords(id);
}

function valueWords(id: string, value: FactValue, currency: string): string {
  if (value === null) return "not known";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") {
    const isMoney = coreFields.get(id)?.type === "money" && currency !== "";
    return isMoney ? formatMoney(value, currency) : String(value);
  }
  if (typeof value === "string") {
    const { choices } = coreFields.get(id) ?? {};
    return choices?.find((choice) => choice.value === value)?.label ?? value;
  }
  return value.length === 0 ? "none" : value.join(", ");
}
