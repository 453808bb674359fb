import type { MoveKind, MovePreview } from "@fairflow/contract";
import {
  accountReferences,
  debtorNames,
  openSubmission,
  readVersion,
  type Transaction,
} from "@fairflow/db";
import {
  loadSubject,
  previewMove,
  UnrunnableMoveError,
  type MoveSubject,
  type VersionCache,
} from "@fairflow/engine";
import type { FlowNode } from "@fairflow/flow";
import { mapProblems, proposeMap, type MoveMap } from "@fairflow/interpreter";
import type { AppDeps } from "../app-deps.ts";
import { maskedName } from "../debtors/masking.ts";
import { storedFlow } from "../flows/parsed-flow.ts";
import { HttpError, notFound } from "../http/http-error.ts";

export interface AskedMove {
  readonly flowId: string;
  readonly from: number;
  readonly to: number | "submission";
  readonly map: MoveMap | undefined;
}

export interface AskedPage {
  readonly at?: string | undefined;
  readonly kind?: MoveKind | undefined;
  readonly after?: string | null | undefined;
  readonly size: number;
}

/** Two versions and the map between them, with their drawings. */
interface DrawnSubject extends MoveSubject {
  readonly steps: readonly FlowNode[];
  readonly targets: readonly FlowNode[];
}

/**
 * What moving people would mean.
 *
 * @throws HttpError 404 for a version that is not there, 409 for one that cannot be run
 */
export async function previewOf(
  deps: AppDeps,
  versions: VersionCache,
  of: {
    readonly asked: AskedMove;
    readonly page: AskedPage;
    /** Whether whoever asks sees people by their names. */
    readonly seesPeople: boolean;
  },
): Promise<MovePreview> {
  const { database, facts, log } = deps;
  const subject = await readSubject(database, versions, of.asked);
  const onFault = (what: string, id: string, fault: unknown) =>
    log.warn({ what, id, fault }, "A run cannot be planned");
  const seen = await previewMove({ database, law: facts.law, onFault }, subject, {
    ...of.page,
    after: cursorOf(of.page.after),
  });
  const [names, references] = await Promise.all([
    debtorNames(database, deps.keys(), [...new Set(seen.people.map((each) => each.debtorId))]),
    accountReferences(
      database,
      seen.people.flatMap(({ accountId }) => accountId ?? []),
    ),
  ]);
  return {
    map: subject.map,
    steps: subject.steps.map((node) => ({
      ...stepOf(node),
      people: Object.fromEntries(seen.nodes.get(node.id) ?? []),
    })),
    targets: subject.targets.map(stepOf),
    problems: [...mapProblems(subject.from.flow, subject.to.flow, subject.map)],
    totals: Object.fromEntries(seen.totals),
    obstacles: Object.fromEntries(seen.obstacles),
    examined: seen.examined,
    isWhole: seen.isWhole,
    people: seen.people.map(({ accountId, ...person }) => {
      const name = names.get(person.debtorId) ?? "";
      return {
        ...person,
        label: of.seesPeople ? name : maskedName(name),
        reference: accountId === null ? null : (references.get(accountId) ?? null),
      };
    }),
    next: seen.next === null ? null : `${seen.next.shard}.${seen.next.run}`,
  };
}

async function readSubject(
  tx: Transaction,
  versions: VersionCache,
  { flowId, from, to, map }: AskedMove,
): Promise<DrawnSubject> {
  const before = await readVersion(tx, flowId, from);
  if (before === undefined) throw notFound("version");
  const after = await destinationOf(tx, flowId, to);
  if (after.id === before.id) {
    throw new HttpError("invalid", "People are in this version already.");
  }
  if (after.status === "scheduled") {
    throw new HttpError("invalid", `Version ${to} has not begun yet.`);
  }
  if (perOf(before.document) !== perOf(after.document)) {
    throw new HttpError(
      "invalid",
      "One version takes each account through, the other each debtor: nobody can be moved between them.",
    );
  }
  try {
    const subject = await loadSubject(versions, tx, {
      fromVersion: before.id,
      toVersion: to === "submission" ? { ...after, flowId } : after.id,
      map: map ?? {},
    });
    return {
      ...subject,
      map: map ?? proposeMap(subject.from.flow, subject.to.flow),
      steps: storedFlow(before.document).nodes,
      targets: storedFlow(after.document).nodes,
    };
  } catch (cause) {
    if (!(cause instanceof UnrunnableMoveError)) throw cause;
    throw new HttpError("conflict", "One of the two versions cannot be run any more.", { cause });
  }
}

async function destinationOf(tx: Transaction, flowId: string, to: number | "submission") {
  if (to !== "submission") {
    const version = await readVersion(tx, flowId, to);
    if (version === undefined) throw notFound("version");
    return version;
  }
  const submission = await openSubmission(tx, flowId);
  if (submission === undefined) throw notFound("open submission of this flow");
  const { id, document, templateVersions } = submission;
  return { id, document, templateVersions: templateVersions ?? {}, status: null };
}

/** Whether an account goes through it or a debtor. */
function perOf(document: unknown): string {
  return storedFlow(document).settings.per;
}

function stepOf({ id, name, type }: FlowNode) {
  return { node: id, name: name === "" ? type : name, type };
}

function cursorOf(text: string | null | undefined) {
  const [shard, run] = (text ?? "").split(".");
  const number = Number(shard);
  const isKnown = Number.isInteger(number) && number >= 0 && number < 128 && UUID.test(run ?? "");
  return isKnown ? { shard: number, run: run ?? null } : { shard: 0, run: null };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
