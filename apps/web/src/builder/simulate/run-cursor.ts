import type { TestMoment, TestRunView } from "@fairflow/contract";
import { NodeId } from "@fairflow/flow";
import type { Answer, AnswerTime, ForcedAnswer } from "./test-setup.ts";

/** Which moment is looked at, and what the virtual clock shows: it may stand between two moments. */
export interface RunCursor {
  readonly index: number;
  readonly clockMs: number;
}

type Moments = readonly TestMoment[];
type Run = Pick<TestRunView, "moments" | "startMs">;

export function cursorAt(moments: Moments, index: number): RunCursor {
  const within = Math.max(0, Math.min(index, moments.length - 1));
  return { index: within, clockMs: moments[within]?.atMs ?? 0 };
}

/** The last thing that had happened by then. */
export function cursorAtTime(moments: Moments, clockMs: number): RunCursor {
  const index = moments.findLastIndex(({ atMs }) => atMs <= clockMs);
  return { index: Math.max(0, index), clockMs };
}

/** The end of the next thing that sets something off. */
export function nextEvent(moments: Moments, { index }: RunCursor): RunCursor {
  const next = moments.findIndex((moment, at) => at > index && moment.cause !== null);
  if (next === -1) return cursorAt(moments, moments.length - 1);
  const after = moments.findIndex((moment, at) => at > next && moment.cause !== null);
  return cursorAt(moments, after === -1 ? moments.length - 1 : after - 1);
}

/** When an answer that is given now comes, told from where the run stands, so that it holds when earlier waits change. */
function timeNow(run: Run, cursor: RunCursor): AnswerTime {
  const { stand } = standNow(run, cursor);
  const came = run.moments.findLast(
    ({ step, entered, atMs }) => entered && step === stand.step && atMs <= cursor.clockMs,
  );
  if (came?.step == null) return { kind: "after", ...lengthOf(cursor.clockMs - run.startMs) };
  const { step, visit, atMs } = came;
  return { kind: "at-step", step: NodeId.parse(step), visit, ...lengthOf(cursor.clockMs - atMs) };
}

/** The moment that is looked at, with the run as it is by then. */
export function standNow(run: Run, { index }: RunCursor): TestMoment {
  const moment = run.moments[index];
  if (moment === undefined) throw new RangeError("A test run has at least one moment");
  return moment;
}

function lengthOf(ms: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.ceil(ms / 60_000));
  return {
    days: Math.floor(minutes / 1_440),
    hours: Math.floor((minutes % 1_440) / 60),
    minutes: minutes % 60,
  };
}

/** The answers with one that is given now: those that were to come later belonged to another way. */
export function withAnswer(
  run: Run,
  cursor: RunCursor,
  of: { readonly answers: readonly ForcedAnswer[]; readonly answer: Answer },
): readonly ForcedAnswer[] {
  const given = new Set(
    run.moments.flatMap(({ cause, atMs }) =>
      cause?.kind === "answer" && atMs <= cursor.clockMs ? [cause.answer] : [],
    ),
  );
  return [
    ...of.answers.filter((_, index) => given.has(index)),
    { when: timeNow(run, cursor), answer: of.answer },
  ];
}
