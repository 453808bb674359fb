import type { Endpoints, InputOf, Role, TestRunView } from "@fairflow/contract";
import { zoneNamed } from "@fairflow/calendar";
import type { Database } from "@fairflow/db";
import {
  instantOf,
  trajectoryOf,
  UnrunnableScenarioError,
  whoAndWhen,
  type TrajectoryInput,
} from "@fairflow/simulation";
import { HttpError, notFound } from "../http/http-error.ts";
import { testedDebtor, withoutIdentity, type TestedDebtorDeps } from "./tested-debtor.ts";
import { testedFlow, type TestedFlow } from "./tested-flow.ts";
import { inactiveNotes, testLaw } from "./test-law.ts";
import { testRunView } from "./test-run-view.ts";

type Asked = InputOf<Endpoints["testRun"]>;

/**
 * Takes one person through a flow. It reads, and writes nothing.
 *
 * @throws HttpError 404, 422 with the issues of a flow that cannot run
 */
export async function runTest(
  deps: TestedDebtorDeps,
  { params, body }: Asked,
  role: Role,
): Promise<TestRunView> {
  const { database } = deps;
  const tested = await testedFlow(database, params.id, body.tested);
  const { who } = body;
  return who.kind === "made-up"
    ? runMadeUp(deps, tested, { ...body, who })
    : runDebtor(deps, tested, { ...body, who, role });
}

type Body = Asked["body"];
type Who<Kind extends Body["who"]["kind"]> = Omit<Body, "who"> & {
  readonly who: Body["who"] & { readonly kind: Kind };
};

async function runMadeUp(
  { database, law: lawReader }: TestedDebtorDeps,
  tested: TestedFlow,
  { who, ...body }: Who<"made-up">,
): Promise<TestRunView> {
  const law = await lawReader.newest(database.sql);
  const { person, packs, seed } = who;
  const start = orInvalid(() => whoAndWhen({ ...body, person, packs, seed }, testLaw(law)));
  return testRunView(trajectoryOf({ ...flowOf(tested), ...start }), {
    zone: person.zone,
    currency: person.currency,
    notes: inactiveNotes(law, packs),
    person,
    packs,
    library: tested.library,
  });
}

/** What of a test run can only be said wrongly is the asker's to mend. */
function orInvalid<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (fault) {
    if (!(fault instanceof UnrunnableScenarioError)) throw fault;
    throw new HttpError("invalid", `${fault.message}.`, { cause: fault });
  }
}

async function runDebtor(
  deps: TestedDebtorDeps,
  tested: TestedFlow,
  { who, role, ...body }: Who<"debtor"> & { readonly role: Role },
): Promise<TestRunView> {
  const { accountId } = who;
  const startMs = await startOf(deps.database, accountId, body.startsAt);
  const custom = tested.live.customFields;
  const debtor = await testedDebtor(deps, { accountId, startMs, custom, role });
  const { person, packIds } = debtor;
  const currency = person.accounts.find(({ id }) => id === accountId)?.currency ?? "";
  const { entry, forDays, answers } = body;
  return testRunView(
    trajectoryOf({ ...flowOf(tested), person, accountId, startMs, entry, forDays, answers }),
    {
      zone: person.zone.name,
      currency,
      notes: [
        ...inactiveNotes(await deps.law.newest(deps.database.sql), packIds),
        "The facts are those of now; what falls due later falls due, and nobody pays or answers unless you say so.",
      ],
      person: withoutIdentity(debtor, custom),
      packs: [...packIds],
      library: tested.library,
    },
  );

  async function startOf(database: Database, id: string, startsAt: string): Promise<number> {
    const [row] = await database.sql<{ zone: string }[]>`
      select zone from account join debtor on debtor.id = debtor_id where account.id = ${id}`;
    const law = await deps.law.newest(database.sql);
    const zone = zoneNamed(law.zones, row?.zone ?? "");
    if (zone === undefined) throw notFound("account");
    return instantOf(startsAt, zone);
  }
}

function flowOf({
  flow,
  compiled,
  library,
  live,
}: TestedFlow): Pick<TrajectoryInput, "flow" | "compiled" | "library" | "fields"> {
  return { flow, compiled, library, fields: live.fields };
}
