import type { LocalDate } from "@fairflow/calendar";
import type { Dashboard } from "@fairflow/contract";
import type { FigureOfDay, FigureTotal, Transaction } from "@fairflow/db";
import { SAME_MONTH } from "./figure-values.ts";

interface NamedFlow {
  readonly id: string;
  readonly name: string;
}

/** Flows that people are or were sent through, and that are not put away. */
export function listFlowNames({ sql }: Transaction): Promise<readonly NamedFlow[]> {
  return sql<NamedFlow[]>`
    select id, name from flow
    where archived_at is null and exists (select from flow_version where flow_id = flow.id)
    order by name`;
}

/** What each flow brought in the month, and how its goals came day by day; those that brought the most first. */
export function flowFigures(
  flows: readonly NamedFlow[],
  {
    totals,
    byDay,
    shown,
  }: {
    readonly totals: readonly FigureTotal[];
    readonly byDay: readonly FigureOfDay[];
    readonly shown: readonly LocalDate[];
  },
): Dashboard["flows"] {
  return flows
    .map(({ id, name }) => {
      const own = totals.filter(({ flowId }) => flowId === id);
      const sum = (metric: string, detail?: string) =>
        own.reduce(
          (total, row) =>
            row.metric === metric && (detail === undefined || row.detail === detail)
              ? total + row.now
              : total,
          0,
        );
      const goals = byDay.filter(({ metric, flowId }) => metric === "goals" && flowId === id);
      return {
        id,
        name,
        entries: sum("entries"),
        converted: sum("goals", SAME_MONTH),
        goals: sum("goals"),
        collected: own
          .filter(({ metric, now }) => metric === "credited" && now !== 0)
          .map(({ detail, now }) => ({ currency: detail, minor: now })),
        goalsByDay: shown.map((day) =>
          goals.reduce((total, each) => (each.day === day ? total + each.count : total), 0),
        ),
      };
    })
    .toSorted((a, b) => b.goals - a.goals || b.entries - a.entries);
}
