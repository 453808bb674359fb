import { addDays, instantAt, type LocalDate, type Zone } from "@fairflow/calendar";
import { legalWords } from "@fairflow/compliance/packs";
import { coreFields, fieldsUsed } from "@fairflow/criteria";
import type { Flow } from "@fairflow/flow";
import {
  compile,
  compileLibrary,
  FlowExport,
  libraryOf,
  type CompiledFlow,
  type CompiledLibrary,
  type Segment,
} from "@fairflow/interpreter";
import { catalog, startConfigOf, type StartConfig } from "@fairflow/nodes";
import { MessageTemplate } from "@fairflow/template";
import { z } from "zod";
import { HISTORY_DAYS } from "../demo-place.ts";
import brokenPromise from "./broken-promise.json" with { type: "json" };
import { earlyArrearsSegments, earlyArrearsVersions } from "./early-arrears.ts";
import { versionsBefore, type NotedFlow, type VersionChange } from "./versions.ts";
import preLegal from "./pre-legal.json" with { type: "json" };
import templates from "./templates.json" with { type: "json" };

export interface DemoVersion {
  readonly number: number;
  readonly flow: Flow;
  readonly compiled: CompiledFlow;
  readonly start: StartConfig;
  /** The fields that it asks about, those of its segments too. */
  readonly fields: ReadonlySet<string>;
  readonly note: string;
  readonly publishedMs: number;
}

export interface DemoFlow {
  readonly key: "early-arrears" | "broken-promise" | "pre-legal";
  readonly name: string;
  readonly draft: Flow;
  /** The oldest first, the last is live; none where it is only a draft. */
  readonly versions: readonly DemoVersion[];
}

/** All that the demo world's people are taken through. */
export interface DemoFlows {
  readonly flows: readonly DemoFlow[];
  readonly segments: readonly Segment[];
  readonly templates: readonly MessageTemplate[];
  readonly library: CompiledLibrary;
}

const BROKEN_PROMISE_CHANGES: readonly VersionChange[] = [
  {
    note: "E-mail after three days, not five",
    node: "few-days",
    before: { deadline: { kind: "days", days: 5 } },
  },
  {
    note: "Call after a week, not ten days",
    node: "week",
    before: { deadline: { kind: "days", days: 10 } },
  },
];

/** Versions are published at equal distances over the history, the last a week before it ends, in the morning. */
export function demoFlows(zone: Zone, today: LocalDate): DemoFlows {
  const broken = FlowExport.parse(brokenPromise);
  const legal = FlowExport.parse(preLegal);
  const segments = [...earlyArrearsSegments, ...broken.segments, ...legal.segments];
  const messages = z.array(MessageTemplate).parse(templates);
  const library = libraryOf({ segments, templates: messages, ...legalWords });
  const published = (versions: readonly NotedFlow[]) =>
    versions.map(({ flow, note }, index): DemoVersion => {
      const compilation = compile({ catalog, flow, library, fields: coreFields });
      const start = startConfigOf(flow);
      if (!compilation.ok || start === undefined) {
        throw new RangeError(
          `${flow.name} ${index + 1} cannot run: ${JSON.stringify(compilation)}`,
        );
      }
      const day = Math.round((index * (HISTORY_DAYS - 8)) / Math.max(1, versions.length - 1));
      const on = addDays(today, day - HISTORY_DAYS);
      // The first ones are there before anybody enters.
      const publishedMs = instantAt(zone, on, index === 0 ? 0 : 10 * 60).getTime();
      const fields = fieldsAskedBy(flow, segments);
      return {
        number: index + 1,
        flow,
        compiled: compilation.flow,
        start,
        fields,
        note,
        publishedMs,
      };
    });
  const early = earlyArrearsVersions();
  const flows: readonly DemoFlow[] = [
    demoFlow("early-arrears", early.at(-1)?.flow, published(early)),
    demoFlow(
      "broken-promise",
      broken.flow,
      published(versionsBefore(broken.flow, BROKEN_PROMISE_CHANGES)),
    ),
    demoFlow("pre-legal", legal.flow, []),
  ];
  return { flows, segments, templates: messages, library: compileLibrary(library) };
}

/** Every field, and every segment, that the document names. */
function fieldsAskedBy(flow: Flow, segments: readonly Segment[]): ReadonlySet<string> {
  const text = JSON.stringify(flow.nodes);
  const isNamed = (id: string) => text.includes(`"${id}"`);
  return new Set([
    ...[...coreFields.keys()].filter(isNamed),
    ...segments.flatMap(({ id, criteria }) => (isNamed(id) ? [...fieldsUsed(criteria)] : [])),
  ]);
}

function demoFlow(
  key: DemoFlow["key"],
  draft: Flow | undefined,
  versions: readonly DemoVersion[],
): DemoFlow {
  if (draft === undefined) throw new RangeError(`${key} has no version`);
  return { key, name: draft.name, draft, versions };
}

/** The version that whoever enters at an instant is pinned to. */
export function versionAt({ versions }: DemoFlow, nowMs: number): DemoVersion | undefined {
  return versions.findLast(({ publishedMs }) => publishedMs <= nowMs);
}
