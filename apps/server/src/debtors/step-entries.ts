import type { Zone } from "@fairflow/calendar";
import type { TimelineEntry } from "@fairflow/contract";
import type { LegalStepHappening, StepHappening } from "@fairflow/db";
import { localMoment } from "./local-moment.ts";
import { refusalWords, ruleWords } from "./rule-words.ts";
import { stepTitle } from "./step-title.ts";
import { stepName, wayOutWords } from "./step-words.ts";
import { entry, flowOf } from "./timeline-entry.ts";

/** The way that a run took, and where it stands now. */
export function stepEntry({
  id,
  at,
  nodes,
  documents,
  exits,
  disabled,
  account,
  movedFrom,
  place,
}: StepHappening): TimelineEntry {
  const names = nodes.map((node, index) => stepName(documents[index], node));
  const isDisabled = (index: number) => disabled.includes(nodes[index] ?? "");
  const way = names
    .map((name, index) => `"${name}"${isDisabled(index) ? " (disabled)" : ""}`)
    .join(", then ");
  const stays = exits.at(-1) === "";
  const last = exits.findLastIndex((exit, index) => exit !== "" && !isDisabled(index));
  return entry({
    id,
    at,
    kind: "step",
    title: movedFrom === null ? (stays ? `Came to ${way}` : `Passed ${way}`) : movedWords(names),
    detail:
      movedFrom === null
        ? lineOf([account, last === -1 ? null : wayOutWords(documents[last], exits[last] ?? "")])
        : lineOf([account, `From version ${movedFrom} to version ${place.version}`]),
    flow: {
      id: place.flowId,
      name: place.flowName,
      version: place.version,
      ...nodeOf(nodes, names),
    },
  });
}

/** Somebody moved the run to another version: from the first step to the last. */
function movedWords(names: readonly string[]): string {
  const [from, to] = [names.at(0), names.at(-1)];
  return names.length < 2 || from === to
    ? `Moved on at "${to}"`
    : `Moved from "${from}" to "${to}"`;
}

export function legalStepEntry(step: LegalStepHappening, zone: Zone): TimelineEntry {
  const { id, at, verdict, until, reason, rules, place } = step;
  const answer = {
    allowed: "may be taken",
    deferred: until === null ? "has to wait" : `has to wait until ${localMoment(zone, until)}`,
    forbidden: "may not be taken",
  };
  return entry({
    id,
    at,
    kind: "legal-step",
    title: `Legal step, "${stepTitle(step.step)}": ${answer[verdict]}`,
    detail: refusalWords(reason),
    rules: rules.map(ruleWords),
    flow: flowOf(place),
  });
}

function lineOf(parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(". ") || null;
}

function nodeOf(nodes: readonly string[], names: readonly string[]) {
  return { node: nodes.at(-1) ?? "", nodeName: names.at(-1) ?? "" };
}
