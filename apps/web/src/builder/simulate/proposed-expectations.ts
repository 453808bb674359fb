import type { TestRunView } from "@fairflow/contract";
import { NodeId, type Flow } from "@fairflow/flow";
import { stepTitle } from "./moment-words.ts";
import type { Scenario } from "./test-setup.ts";

export type Expectation = Scenario["expectations"][number];

/** Something that is true of a run now, and may be asked of every later one. */
export interface Proposal {
  readonly id: string;
  readonly words: string;
  readonly expectation: Expectation;
  /** Whether it is asked unless somebody says otherwise. */
  readonly isUsual: boolean;
}

const CHANNEL = { sms: "SMS", email: "E-mail", letter: "Letter" } as const;

/** What came of a run, as expectations of the runs to come. */
export function proposedExpectations(run: TestRunView, flow: Flow): readonly Proposal[] {
  const { moments } = run;
  const last = moments.at(-1)?.stand;
  const sent = moments.flatMap(({ step, message }) =>
    message === null || step === null ? [] : [{ step: NodeId.parse(step), ...message }],
  );
  const visited = moments.flatMap(({ step, entered }) =>
    entered && step !== null ? [NodeId.parse(step)] : [],
  );
  const avoided = flow.nodes.filter(({ id }) => !visited.includes(id)).map(({ id }) => id);
  const proposals: Proposal[] = [];
  if (last?.status === "not-taken-in") {
    proposals.push({
      id: "not-taken-in",
      words: "The start does not take them in",
      expectation: { kind: "not-taken-in" },
      isUsual: true,
    });
  }
  if (last?.ended != null) {
    const { reason } = last.ended;
    proposals.push({
      id: "ends",
      words: `It ends with “${reason}”`,
      expectation: { kind: "ends", reason },
      isUsual: true,
    });
  } else if (last?.step != null) {
    const step = NodeId.parse(last.step);
    proposals.push({
      id: "waits",
      words: `It waits at “${stepTitle(flow, step)}” in the end`,
      expectation: { kind: "waits", step },
      isUsual: true,
    });
  }
  proposals.push({
    id: "messages",
    words:
      sent.length === 0
        ? "No message leaves"
        : `These leave, in this order: ${sent.map(({ channel, step }) => `${CHANNEL[channel]} “${stepTitle(flow, step)}”`).join(", ")}`,
    expectation: {
      kind: "messages",
      messages: sent.map(({ channel, step }) => ({ channel, step })),
    },
    isUsual: true,
  });
  if (visited.length > 0) {
    proposals.push({
      id: "visits",
      words: `It comes to these steps, in this order: ${visited.map((step) => stepTitle(flow, step)).join(", ")}`,
      expectation: { kind: "visits", steps: visited.slice(0, 200) },
      isUsual: false,
    });
  }
  if (avoided.length > 0) {
    proposals.push({
      id: "avoids",
      words: `It never comes to: ${avoided.map((step) => stepTitle(flow, step)).join(", ")}`,
      expectation: { kind: "avoids", steps: avoided.slice(0, 200) },
      isUsual: false,
    });
  }
  proposals.push({
    id: "quiet-hours",
    words: "No message leaves between 20:00 and 08:00",
    expectation: { kind: "quiet-hours", from: "20:00", until: "08:00" },
    isUsual: true,
  });
  return proposals.filter(({ id }) => id !== "quiet-hours" || sent.every(isByDay(run)));
}

/** A proposal is something that is true now. */
function isByDay(run: TestRunView): (message: { readonly step: string }) => boolean {
  const format = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    hourCycle: "h23",
    timeZone: run.zone,
  });
  return ({ step }) =>
    run.moments.every((moment) => {
      if (moment.message === null || moment.step !== step) return true;
      const hour = Number(format.format(moment.atMs));
      return hour >= 8 && hour < 20;
    });
}
