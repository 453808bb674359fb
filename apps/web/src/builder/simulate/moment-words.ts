import type { TestMoment, TestRunView } from "@fairflow/contract";
import type { Fields } from "@fairflow/criteria";
import type { Flow } from "@fairflow/flow";
import { catalog } from "@fairflow/nodes";
import { formatDate, formatInstant, formatMoney } from "../../server/format.ts";
import { holdName } from "../../debtors/hold-name.ts";
import { definitionOf } from "../step-view.ts";
import { endWords } from "./end-words.ts";
import type { Answer } from "./test-setup.ts";

/** What a step is called: its own name, else its type's. */
export function stepTitle({ nodes }: Pick<Flow, "nodes">, step: string | null): string {
  const node = nodes.find(({ id }) => id === step);
  if (node === undefined) return "Nowhere";
  return node.name === "" ? (definitionOf(catalog, node.type)?.title ?? node.type) : node.name;
}

/** A moment for screen readers. */
export function momentSentence(moment: TestMoment, run: TestRunView, flow: Flow): string {
  return `${formatInstant(moment.atMs, run.zone)}, ${stepTitle(flow, moment.step)}. ${moment.why}`;
}

/** What set it off; null where it followed at once from the one before. */
export function causeWords({ cause }: TestMoment, answers: readonly Answer[]): string | null {
  switch (cause?.kind) {
    case undefined:
      return null;
    case "start":
      return "The person is taken in";
    case "refused-at-start":
      return "Not taken in";
    case "time":
      return "Its time has come";
    case "delivery":
      return "The message has arrived";
    case "hold-over":
      return `The hold is over: ${holdName(cause.state)}`;
    case "answer": {
      const answer = answers[cause.answer];
      return answer === undefined ? "Somebody answers" : answerWords(answer);
    }
  }
}

/** A forced answer as a sentence without its point. */
export function answerWords(answer: Answer): string {
  switch (answer.kind) {
    case "pays":
      return answer.percent === 100 ? "Pays all of it" : `Pays ${answer.percent} % of it`;
    case "stops":
      return "Replies STOP";
    case "replies":
      return `Replies “${answer.text}”`;
    case "bounces":
      return "The message bounces";
    case "opens-link":
      return "Opens the pay link";
    case "disputes":
      return "Disputes it";
    case "dispute-decided":
      return `The dispute is ${DECISIONS[answer.decision]}`;
    case "promises":
      return "Promises to pay";
    case "keeps-promise":
      return "Keeps the promise";
    case "breaks-promise":
      return "Breaks the promise";
    case "held":
      return `Is held: ${holdName(answer.reason)}`;
    case "released":
      return `Is released: ${holdName(answer.reason)}`;
    case "completes-task":
      return `The task is done: ${answer.outcome}`;
    case "happens":
      return `Happens: ${answer.event}`;
  }
}

export const DECISIONS = {
  accepted: "accepted",
  "partly-accepted": "partly accepted",
  rejected: "rejected",
} as const;

/** A fact that a step looked at, by its name and as people write it. */
export function factWords(
  { field, value }: TestMoment["facts"][number],
  fields: Fields,
  currency: string,
): { readonly label: string; readonly value: string } {
  const known = fields.get(field);
  return { label: known?.label ?? field, value: valueWords(value, known, currency) };
}

function valueWords(
  value: TestMoment["facts"][number]["value"],
  field: ReturnType<Fields["get"]>,
  currency: string,
): string {
  if (value === null) return "not known";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") {
    return field?.type === "money" ? formatMoney({ minor: value, currency }) : String(value);
  }
  if (field?.type === "date") return formatDate(value);
  return field?.choices?.find((choice) => choice.value === value)?.label ?? value;
}

/** Where the run stands, and what could move it, in one sentence. */
export function standWords({ stand }: TestMoment, { zone }: TestRunView, flow: Flow): string {
  switch (stand.status) {
    case "not-taken-in":
      return "The start never takes this person in.";
    case "ended":
      return stand.ended === null
        ? "The run has ended."
        : `The run has ended: ${endWords(stand.ended.reason)}.`;
    case "parked":
      return "The run goes round without ever waiting and is parked for somebody to look at.";
    case "held":
      return `The run is held at “${stepTitle(flow, stand.step)}”: ${stand.holds.map(holdName).join(", ")}.`;
    case "active":
      return stand.wakeMs === null
        ? `The run waits at “${stepTitle(flow, stand.step)}” until somebody does something.`
        : `The run waits at “${stepTitle(flow, stand.step)}”, at the latest until ${formatInstant(stand.wakeMs, zone)}.`;
  }
}
