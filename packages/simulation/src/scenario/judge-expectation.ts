import { localTime, type Zone, zoneNamed } from "@fairflow/calendar";
import { untilWords } from "@fairflow/compliance";
import type { Flow, NodeId } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import type { TestLaw } from "../test-run/made-up-test-person.ts";
import type { Moment } from "../test-run/moment.ts";
import type { Trajectory } from "../test-run/trajectory.ts";
import type { Expectation, ExpectedMessage, Point } from "./expectation.ts";
import { minutesOf } from "./local-moment.ts";
import type { Scenario } from "./scenario.ts";

const DAY_MS = 86_400_000;

export interface Judging {
  readonly scenario: Scenario;
  readonly flow: Flow;
  readonly trajectory: Trajectory;
  readonly law: Pick<TestLaw, "zones">;
}

/** What is otherwise than expected, as a sentence; null where nothing is. */
export function judgeExpectation(expectation: Expectation, judging: Judging): string | null {
  const { trajectory } = judging;
  switch (expectation.kind) {
    case "ends":
      return judgeEnd(expectation, judging);
    case "waits": {
      const stand = trajectory.moments.at(-1)?.stand;
      if (stand?.ended === null && stand.step === expectation.step) return null;
      return `Should still wait at ${nameOf(judging, expectation.step)} when the test is over, but ${whereNow(judging)}.`;
    }
    case "not-taken-in":
      return trajectory.moments.some(({ entered }) => entered)
        ? "Should not be taken in by the start, but is."
        : null;
    case "visits":
      return judgeVisits(expectation.steps, judging);
    case "avoids": {
      const came = expectation.steps.filter((step) => visited(trajectory).includes(step));
      if (came.length === 0) return null;
      return `Should never come to ${came.map((step) => nameOf(judging, step)).join(" or ")}, but does.`;
    }
    case "messages":
      return judgeMessages(expectation.messages, judging);
    case "no-contact":
      return judgeSilence(expectation, judging);
    case "quiet-hours":
      return judgeQuietHours(expectation, judging);
  }
}

function judgeEnd(
  { reason, withinDays }: Expectation & { kind: "ends" },
  judging: Judging,
): string | null {
  const { trajectory } = judging;
  const last = trajectory.moments.at(-1);
  const ended = last?.stand.ended ?? null;
  const wanted = reason === undefined ? "Should end" : `Should end with “${reason}”`;
  if (last === undefined || ended === null) return `${wanted}, but ${whereNow(judging)}.`;
  if (reason !== undefined && ended.reason !== reason)
    return `${wanted}, but ends with “${ended.reason}”.`;
  const days = (last.atMs - trajectory.startMs) / DAY_MS;
  if (withinDays === undefined || days <= withinDays) return null;
  return `${wanted} within ${withinDays} days, but ends after ${Math.ceil(days)}.`;
}

function whereNow(judging: Judging): string {
  const stand = judging.trajectory.moments.at(-1)?.stand;
  if (stand === undefined || stand.status === "not-taken-in") return "is never taken in";
  if (stand.ended !== null) return `has ended with “${stand.ended.reason}”`;
  return stand.step === null ? "stands nowhere" : `stands at ${nameOf(judging, stand.step)}`;
}

function judgeVisits(steps: readonly NodeId[], judging: Judging): string | null {
  const way = visited(judging.trajectory);
  let from = 0;
  for (const [index, step] of steps.entries()) {
    const found = way.indexOf(step, from);
    if (found === -1) {
      const before = steps[index - 1];
      const place = before === undefined ? "" : ` after ${nameOf(judging, before)}`;
      return `Should come to ${nameOf(judging, step)}${place}, but does not.`;
    }
    from = found + 1;
  }
  return null;
}

function visited({ moments }: Trajectory): readonly NodeId[] {
  return moments.flatMap(({ step, entered }) => (entered && step !== null ? [step] : []));
}

type Sent = Moment & { readonly message: NonNullable<Moment["message"]> };

function sentIn({ moments }: Trajectory): readonly Sent[] {
  return moments.flatMap((moment) =>
    moment.message === null ? [] : [{ ...moment, message: moment.message }],
  );
}

function judgeMessages(expected: readonly ExpectedMessage[], judging: Judging): string | null {
  const sent = sentIn(judging.trajectory);
  for (const [index, each] of expected.entries()) {
    const actual = sent[index];
    const wanted = messageWords(judging, each);
    if (actual === undefined)
      return `Message ${index + 1} should be ${wanted}, but only ${countWords(sent.length)}.`;
    const isSame =
      actual.message.channel === each.channel &&
      (each.step === undefined || actual.step === each.step) &&
      (each.template === undefined || actual.message.template === each.template);
    if (!isSame)
      return `Message ${index + 1} should be ${wanted}, but is ${sentWords(judging, actual)}.`;
  }
  const extra = sent[expected.length];
  if (extra === undefined) return null;
  const should =
    expected.length === 0 ? "No message should leave" : `Only ${expected.length} should leave`;
  return `${should}, but ${countWords(sent.length)}; the next is ${sentWords(judging, extra)}.`;
}

const CHANNEL = { sms: "an SMS", email: "an e-mail", letter: "a letter" } as const;

function messageWords(judging: Judging, { channel, step, template }: ExpectedMessage): string {
  const from = step === undefined ? "" : ` from ${nameOf(judging, step)}`;
  return `${CHANNEL[channel]}${from}${template === undefined ? "" : ` with “${template}”`}`;
}

function sentWords(judging: Judging, { message, step, atMs }: Sent): string {
  const from = step === null ? "" : ` from ${nameOf(judging, step)}`;
  return `${CHANNEL[message.channel]}${from} with “${message.template}” on ${whenWords(judging, atMs)}`;
}

function countWords(count: number): string {
  if (count === 0) return "none leaves";
  return count === 1 ? "1 leaves" : `${count} leave`;
}

function judgeSilence(
  { from, until }: Expectation & { kind: "no-contact" },
  judging: Judging,
): string | null {
  const [begin, end] = [
    momentOf(from, judging),
    until === undefined ? null : momentOf(until, judging),
  ];
  if (begin === null) return `${pointWords(from, judging)} never comes.`;
  if (until !== undefined && end === null) return `${pointWords(until, judging)} never comes.`;
  const broken = sentIn(judging.trajectory).find(
    ({ atMs }) => atMs > begin && (end === null || atMs < end),
  );
  if (broken === undefined) return null;
  return `Nobody should be contacted then, but ${sentWords(judging, broken)} leaves.`;
}

function momentOf(point: Point, { trajectory }: Judging): number | null {
  const { moments, startMs } = trajectory;
  switch (point.kind) {
    case "day":
      return startMs + point.day * DAY_MS;
    case "step":
      return moments.find(({ step, entered }) => entered && step === point.step)?.atMs ?? null;
    case "answer":
      return (
        moments.find(({ cause }) => cause?.kind === "answer" && cause.answer === point.answer - 1)
          ?.atMs ?? null
      );
  }
}

function pointWords(point: Point, judging: Judging): string {
  switch (point.kind) {
    case "day":
      return `Day ${point.day}`;
    case "step":
      return `The first visit of ${nameOf(judging, point.step)}`;
    case "answer":
      return `Answer ${point.answer}`;
  }
}

function judgeQuietHours(
  { from, until }: Expectation & { kind: "quiet-hours" },
  judging: Judging,
): string | null {
  const zone = zoneOf(judging);
  if (zone === undefined) return null;
  const [begin, end] = [minutesOf(from), minutesOf(until)];
  const broken = sentIn(judging.trajectory).find(({ atMs }) => {
    const { minute } = localTime(zone, new Date(atMs));
    // Quiet hours that end before they begin go over midnight.
    return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end;
  });
  if (broken === undefined) return null;
  return `No message should leave between ${from} and ${until}, but ${sentWords(judging, broken)} does.`;
}

function zoneOf({ scenario, law }: Judging): Zone | undefined {
  return zoneNamed(law.zones, scenario.person.zone);
}

function whenWords(judging: Judging, atMs: number): string {
  return untilWords(new Date(atMs), zoneOf(judging));
}

function nameOf({ flow }: Judging, id: NodeId): string {
  const node = flow.nodes.find((each) => each.id === id);
  if (node === undefined) return `“${id}”, which is no step of the flow`;
  return `“${node.name === "" ? titleOf(node.type) : node.name}”`;
}

function titleOf(type: string): string {
  const entry = Object.entries(catalog).find(([name]) => name === type);
  return entry?.[1].title ?? type;
}
