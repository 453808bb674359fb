import { addDays } from "@fairflow/calendar";
import type { Endpoints, Experiment, OutputOf } from "@fairflow/contract";
import type { Database } from "@fairflow/db";
import {
  readDrawnSplits,
  readExperimentOutcomes,
  readKeptDays,
  type DrawnSplit,
  type ExperimentOutcomes,
} from "@fairflow/engine";
import { SplitConfig } from "@fairflow/nodes";
import { addSums, armEstimate, judgeExperiment, NO_SUMS, type Arm } from "@fairflow/reports";
import { storedFlow } from "../flows/parsed-flow.ts";
import { notFound } from "../http/http-error.ts";

/** Days of the history that are shown. */
const MOST_DAYS = 60;

/** The splits that people were drawn at. */
export async function listExperiments(
  database: Database,
): Promise<OutputOf<Endpoints["experiments"]>> {
  const splits = await readDrawnSplits(database);
  return splits.map((split) => {
    const { shares, name } = drawingOf(split);
    return {
      flowId: split.flowId,
      nodeId: split.nodeId,
      flowName: split.flowName,
      name,
      people: split.people,
      firstOn: split.firstOn,
      arms: shares.map(({ id, label }) => (label === "" ? id : label)),
      hasHoldOut: shares.some(({ holdOut }) => holdOut === true),
    };
  });
}

/** @throws HttpError for a split at which nobody was drawn */
export async function showExperiment(
  database: Database,
  of: { readonly flowId: string; readonly nodeId: string },
): Promise<Experiment> {
  const { split, shares, name, asked } = await askedSplit(database, of);
  const { windowDays } = asked;
  const outcomes = await readExperimentOutcomes(database, asked);
  const arms = armsOf(shares, outcomes);
  const { differences, verdict, harms } = judgeExperiment(arms);
  return {
    flowId: split.flowId,
    nodeId: split.nodeId,
    flowName: split.flowName,
    name,
    currency: outcomes.currency,
    windowDays,
    firstOn: split.firstOn,
    arms: arms.map((arm) => ({
      id: arm.id,
      label: arm.label,
      isHoldOut: arm.isHoldOut,
      drawn: outcomes.drawn.get(arm.id) ?? 0,
      people: arm.sums.people,
      accounts: arm.sums.accounts,
      payers: arm.sums.payers,
      collected: arm.sums.money,
      moneyPerAccount: armEstimate(arm),
      complaints: arm.sums.complaints,
      optOuts: arm.sums.optOuts,
    })),
    differences: [...differences],
    harms: [...harms],
    verdict: verdict.kind === "harms" ? { ...verdict, by: [...verdict.by] } : verdict,
    history: historyOf(arms, outcomes),
  };
}

/**
 * A split with what is asked about it.
 *
 * @throws HttpError for a split at which nobody was drawn
 */
export async function askedSplit(
  database: Database,
  of: { readonly flowId: string; readonly nodeId: string },
) {
  const [splits, kept] = await Promise.all([readDrawnSplits(database), readKeptDays(database, {})]);
  const split = splits.find(({ flowId, nodeId }) => flowId === of.flowId && nodeId === of.nodeId);
  if (split === undefined) throw notFound("experiment");
  const { flowId, nodeId } = split;
  const { shares, name, windowDays } = drawingOf(split);
  // Days that are not closed may still bring money.
  const today = kept === undefined ? split.firstOn : addDays(kept.last, 1);
  return { split, shares, name, asked: { flowId, nodeId, windowDays, today } };
}

type Shares = SplitConfig["shares"];

/** The hold-out first: what the others bring is told against what happens by itself. */
function armsOf(shares: Shares, { matured, drawn }: ExperimentOutcomes): readonly Arm[] {
  const drawnShares = shares.filter(({ id, percent }) => percent > 0 || drawn.has(id));
  return drawnShares
    .toSorted((a, b) => Number(b.holdOut === true) - Number(a.holdOut === true))
    .map(({ id, label, holdOut }) => ({
      id,
      label: label === "" ? id : label,
      isHoldOut: holdOut === true,
      sums: matured.filter(({ arm }) => arm === id).reduce(addSums, NO_SUMS),
    }));
}

function historyOf(arms: readonly Arm[], { matured }: ExperimentOutcomes): Experiment["history"] {
  const days = [...new Set(matured.map(({ day }) => day))];
  const step = Math.max(1, Math.ceil(days.length / MOST_DAYS));
  const shown = days.filter((_, index) => (days.length - 1 - index) % step === 0);
  return shown.map((day) => ({
    day,
    arms: arms.map(({ id }) => {
      const sums = matured
        .filter((each) => each.arm === id && each.day <= day)
        .reduce(addSums, NO_SUMS);
      return { id, people: sums.people, money: armEstimate({ sums }) };
    }),
  }));
}

function drawingOf({ document, nodeId }: DrawnSplit) {
  const flow = storedFlow(document);
  const node = flow.nodes.find(({ id }) => id === nodeId);
  const config = SplitConfig.safeParse(node?.config).data;
  return {
    shares: config?.shares ?? [],
    name: node === undefined || node.name === "" ? "Split" : node.name,
    windowDays: flow.settings.attributionDays,
  };
}
