import { everyEndpoint } from "@fairflow/contract";
import type { Database } from "@fairflow/db";
import { AUDITED } from "./audited.ts";

/** For tests: asks the app, and throws where a change that it made does not stand on the audit trail as it should. */
export type Watched = (
  request: { readonly method: string; readonly path: string },
  ask: () => Promise<Response>,
) => Promise<Response>;

const MUTATIONS = Object.entries(everyEndpoint)
  .filter(([, { method }]) => method !== "GET")
  .map(([name, { method, path }]) => {
    const pattern = new RegExp(`^${path.replaceAll(/:[a-zA-Z]+/g, "[^/]+")}$`);
    return { name, method, pattern };
  });

/**
 * For tests: every successful change of every test is looked up on the trail. Changes that run side by side are left out,
 * since nobody could say whose an entry is.
 */
export function auditWatch(database: Database): Watched {
  let underWay = 0;
  let begun = 0;
  return async ({ method, path }, ask) => {
    const [pathname = ""] = path.split("?");
    const mutation = MUTATIONS.find(
      (each) => each.method === method && each.pattern.test(pathname),
    );
    begun += 1;
    const mine = begun;
    underWay += 1;
    const wasAlone = underWay === 1;
    try {
      const before = mutation === undefined || !wasAlone ? 0 : await lastEntry(database);
      const response = await ask();
      if (mutation === undefined || !wasAlone || begun !== mine || !response.ok) return response;
      const actions = await actionsSince(database, before);
      const fault = faultOf(mutation.name, actions);
      if (fault !== undefined) throw new Error(fault);
      return response;
    } finally {
      underWay -= 1;
    }
  };
}

/** What is wrong with what a change left; undefined where it is as it should be. */
export function faultOf(name: string, actions: readonly string[]): string | undefined {
  const leaves = AUDITED[name];
  if (leaves === undefined) return `${name} does not say what it leaves on the audit trail`;
  if ("none" in leaves) return undefined;
  const allowed = "one" in leaves ? leaves.one : leaves.each;
  const isAllowed = actions.every((action) => allowed.includes(action));
  const isSoMany =
    "each" in leaves || actions.length === 1 || (actions.length === 0 && leaves.orNone === true);
  if (isAllowed && isSoMany) return undefined;
  return `${name} left [${actions.join(", ")}] on the audit trail, and not one of ${allowed.join(", ")}`;
}

async function lastEntry({ sql }: Database): Promise<number> {
  const [row] = await sql<{ id: number }[]>`select coalesce(max(id), 0) as id from audit`;
  return row?.id ?? 0;
}

async function actionsSince({ sql }: Database, id: number): Promise<readonly string[]> {
  const rows = await sql<
    { action: string }[]
  >`select action from audit where id > ${id} order by id`;
  return rows.map(({ action }) => action);
}
