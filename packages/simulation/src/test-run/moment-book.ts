import type { NodeId } from "@fairflow/flow";
import { untilWords } from "@fairflow/compliance";
import {
  wakeAtMs,
  type Advanced,
  type AttemptEffect,
  type Effect,
  type Run,
  type Step,
} from "@fairflow/interpreter";
import type { Cause, Moment, Standing } from "./moment.ts";
import { decisionWords, exitLabel, standWords, type Saying } from "./moment-words.ts";
import type { ComposedTest } from "./compose-test-message.ts";
import type { TestJudgement } from "./test-case.ts";
import type { Trace } from "./traced-flow.ts";

/** What the gate said about one visit. */
export interface Judged {
  readonly node: NodeId;
  readonly visit: number;
  readonly judgement: TestJudgement;
}

export interface Happened {
  readonly atMs: number;
  readonly cause: Cause | null;
  readonly before: Run;
  readonly advanced: Advanced;
  readonly judged: readonly Judged[];
  readonly traces: readonly Trace[];
  readonly standing: Standing;
}

/** Writes down what happens to a run, one moment for each visit and instant. */
export interface MomentBook {
  readonly moments: readonly Moment[];
  readonly add: (happened: Happened) => void;
  /** A message that the gate let go: what it says, and whether there was an address. */
  readonly sent: (effect: AttemptEffect, composed: ComposedTest, wasSent: boolean) => void;
  /** Something that moved no run. */
  readonly note: (of: {
    readonly atMs: number;
    readonly cause: Cause;
    readonly run: Run;
    readonly why: string;
    readonly standing: Standing;
  }) => void;
  /** All moments of the instant have the standing that the run has when it is over. */
  readonly settle: (standing: Standing) => void;
}

type Open = { -readonly [Part in keyof Moment]: Moment[Part] };

export function momentBook(saying: Saying): MomentBook {
  const moments: Open[] = [];

  /** Moments before this place belong to what was set off before. */
  let begun = 0;

  /** The moment of this visit at this instant; a visit that has gone on from there has another, as has one that is told news. */
  const at = (happened: Happened, node: NodeId, visit: number, isFirst: boolean): Open => {
    const last = moments
      .slice(begun)
      .findLast(({ step, visit: of }) => step === node && of === visit);
    if (last !== undefined && last.atMs === happened.atMs && last.left === null) return last;
    const made: Open = {
      atMs: happened.atMs,
      cause: isFirst ? happened.cause : null,
      step: node,
      visit,
      entered: false,
      facts: [],
      left: null,
      next: null,
      why: "",
      judgement: null,
      message: null,
      unsent: null,
      work: [],
      stand: happened.standing,
    };
    moments.push(made);
    return made;
  };

  return {
    moments,
    add: (happened) => {
      const { advanced, judged, before } = happened;
      const first = moments.length;
      if (happened.cause !== null) begun = first;
      const isFirst = () => moments.length === first;
      const traces = [...happened.traces];
      const { steps, run } = advanced;
      for (const [index, step] of steps.entries()) {
        const moment = at(happened, step.node, step.visit, isFirst());
        const trace = takeTrace(traces, step);
        moment.entered ||= step.entered;
        if (trace !== undefined) {
          moment.facts = trace.read;
          moment.why = decisionWords(saying, trace);
        }
        // A dispute that is over leads back to where it found the run, which decides nothing anew.
        if (step.entered && trace === undefined && step.left === null) {
          moment.why = added(moment.why, resumedWords(saying, run));
        }
        if (step.left !== null) {
          moment.left = step.left;
          moment.next = steps.slice(index + 1).find(({ entered }) => entered)?.node ?? null;
          if (trace === undefined)
            moment.why = added(moment.why, leftWords(saying, happened, step));
        }
        moment.work = [...moment.work, ...workOf(advanced.effects, step)];
      }
      for (const { node, visit, judgement } of judged) {
        const known = moments
          .slice(first)
          .find((each) => each.step === node && each.visit === visit);
        const moment = known ?? at(happened, node, visit, isFirst());
        moment.judgement = judgement;
        moment.why = added(moment.why, verdictSentence(saying, judgement));
        const [trace] = traces;
        if (trace?.node === node) moment.facts = trace.read;
      }
      if (isFirst() && run !== before && run.node !== null) {
        const moment = at(happened, run.node, run.visit, true);
        if (moment.cause === null) moment.cause = happened.cause;
        moment.why = added(moment.why, changedWords(saying, before, run));
      }
    },
    sent: ({ node, visit }, composed, wasSent) => {
      const moment = moments.findLast((each) => each.step === node && each.visit === visit);
      if (moment === undefined) return;
      if (composed.ok && wasSent) moment.message = composed.message;
      if (!composed.ok) {
        moment.unsent = "not-written";
        moment.why = added(moment.why, `It cannot be written: ${composed.problem}`);
      } else if (!wasSent) {
        moment.unsent = "no-address";
        moment.why = added(moment.why, "There is no address to send it to.");
      }
    },
    note: ({ atMs, cause, run, why, standing }) => {
      moments.push({
        atMs,
        cause,
        step: run.node,
        visit: run.visit,
        entered: false,
        facts: [],
        left: null,
        next: null,
        why,
        judgement: null,
        message: null,
        unsent: null,
        work: [],
        stand: standing,
      });
    },
    settle: (standing) => {
      const last = moments.at(-1);
      for (const moment of moments.toReversed()) {
        if (moment.atMs !== last?.atMs) break;
        moment.stand = standing;
        if (moment.cause !== null) break;
      }
    },
  };
}

/** Each visit that begins was decided once, in the order of the steps; one that resumes was not. */
function takeTrace(traces: Trace[], { node, entered }: Step): Trace | undefined {
  return traces[0]?.node === node && entered ? traces.shift() : undefined;
}

function added(words: string, more: string): string {
  return words === "" ? more : `${words} ${more}`;
}

function verdictSentence({ zone }: Saying, { verdict }: TestJudgement): string {
  switch (verdict.kind) {
    case "allowed":
      return "The gate allows it.";
    case "deferred":
      return `The gate asks to wait until ${untilWords(verdict.until, zone)}.`;
    case "forbidden":
      return "The gate does not allow it.";
  }
}

/** Why a visit is over that began before. */
function leftWords(saying: Saying, { advanced, cause }: Happened, step: Step): string {
  const { left } = step;
  if (left === null) return "";
  if (left === "interrupted") return "A dispute interrupts it here.";
  if (left.startsWith("ended:")) {
    const { ended } = advanced.run;
    return ended === null ? "The run ends here." : `The run ends: ${ended.reason}.`;
  }
  const label = exitLabel(saying, step.node, left);
  if (cause?.kind === "time" && step.left === "next") return "The wait is over.";
  return cause?.kind === "time" ? `The time has come: “${label}”.` : `Goes on by “${label}”.`;
}

function resumedWords({ zone }: Saying, run: Run): string {
  const wakeMs = wakeAtMs(run);
  if (run.status === "held") return standWords(run);
  if (wakeMs === null) return "Takes up its wait where it stood.";
  return `Takes up its wait where it stood, until ${untilWords(new Date(wakeMs), zone)}.`;
}

function changedWords({ zone }: Saying, before: Run, run: Run): string {
  if (run.status === "held" && before.status !== "held") {
    return `The run is held here: ${run.holds.join(", ")}.`;
  }
  if (run.status === "active" && before.status === "held") return "The run goes on where it stood.";
  const { waiting } = run;
  if (waiting?.kind === "notice" && waiting.elapsesMs !== null) {
    return `The notice has arrived; its days have passed on ${untilWords(new Date(waiting.elapsesMs), zone)}.`;
  }
  return standWords(run);
}

function workOf(
  effects: readonly Effect[],
  { node, visit, entered, left }: Step,
): readonly string[] {
  return effects.flatMap((effect): string[] => {
    switch (effect.kind) {
      case "open-task":
        return effect.node === node && effect.visit === visit
          ? [`Opens a task for ${effect.task.team}: ${effect.task.title}`]
          : [];
      case "make-link":
        return effect.node === node && effect.visit === visit && (entered || left !== null)
          ? ["Makes a pay link"]
          : [];
      case "call":
        return effect.node === node && effect.visit === visit
          ? [`Asks ${effect.call.webhook}, and waits for the answer`]
          : [];
      case "attempt":
      case "ask-leave":
      case "withdraw":
      case "change":
      case "close-work":
        return [];
    }
  });
}
