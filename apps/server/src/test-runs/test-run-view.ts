import type { TestMoment, TestRunView } from "@fairflow/contract";
import type { Library } from "@fairflow/interpreter";
import type { Moment, Trajectory } from "@fairflow/simulation";
import { verdictView } from "../compliance/verdict-view.ts";

/** One person's way through a flow as people read it. Others are served between two verdicts, which take the most to explain. */
export async function testRunView(
  trajectory: Trajectory,
  of: Pick<TestRunView, "zone" | "currency" | "notes" | "person" | "packs"> & {
    readonly library: Library;
  },
): Promise<TestRunView> {
  const { library, ...rest } = of;
  const { startMs, endMs, moments, isAdmitted, unused, isCutShort } = trajectory;
  const shown: TestMoment[] = [];
  for (const moment of moments) {
    if (moment.judgement !== null) {
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    shown.push(momentView(moment, library));
  }
  return {
    ...rest,
    startMs,
    endMs,
    moments: shown,
    isAdmitted,
    unused: [...unused],
    isCutShort,
  };
}

function momentView(moment: Moment, library: Library): TestMoment {
  const { judgement, message, facts, stand } = moment;
  return {
    atMs: moment.atMs,
    cause: moment.cause,
    step: moment.step,
    visit: moment.visit,
    entered: moment.entered,
    facts: facts.map(({ field, value }) => ({
      field,
      value: typeof value === "object" && value !== null ? [...value] : value,
    })),
    left: moment.left,
    next: moment.next,
    why: moment.why,
    verdict:
      judgement === null
        ? null
        : verdictView({
            packs: [...new Set(judgement.accounts.flatMap(({ packs }) => packs))],
            contactCase: judgement.contactCase,
            at: new Date(judgement.atMs),
          }),
    message:
      message === null
        ? null
        : {
            ...message,
            templateName: library.templates.get(message.template)?.name ?? message.template,
          },
    work: [...moment.work],
    stand: {
      ...stand,
      listens: [...stand.listens],
      outcomes: [...stand.outcomes],
      holds: [...stand.holds],
    },
  };
}
