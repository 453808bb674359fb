import { dataRequestEndpoints, deskEndpoints } from "@fairflow/contract";
import { portfolioZones, readClock, recordAudit, saveTeam, teamsAtDesk } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { assign, changeTasks, workers } from "../desk/assign-tasks.ts";
import { callBack } from "../desk/call-back.ts";
import { closeDataRequest, dataRequests, openDataRequest } from "../desk/data-requests.ts";
import { keepNote } from "../desk/notes.ts";
import { payLink } from "../desk/pay-link.ts";
import { DONE, handle } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";

/** Who works on what: taking and giving work, call-backs, notes, teams. */
export function deskHandlers(deps: AppDeps) {
  const { database, facts } = deps;
  const acting = () => ({ database, facts, keyring: deps.keys() });
  return {
    assignTask: handle(deskEndpoints.assignTask, async ({ input: { params, body }, user }) => {
      await assign(database, { id: params.id, ...body, userId: user.id });
      return DONE;
    }),

    changeTasks: handle(deskEndpoints.changeTasks, ({ input: { body }, user }) =>
      changeTasks(acting(), body, user.id),
    ),

    callBack: handle(deskEndpoints.callBack, async ({ input: { params, body }, user }) => {
      const { atMs, contact, note } = body;
      const at = new Date(atMs);
      await callBack(acting(), { id: params.id, at, contact, note, userId: user.id });
      return DONE;
    }),

    noteTask: handle(deskEndpoints.noteTask, async ({ input: { params, body }, user }) => {
      const about = { kind: "task" as const, id: params.id };
      await keepNote(acting(), { about, text: body.text, userId: user.id });
      return DONE;
    }),

    noteDebtor: handle(deskEndpoints.noteDebtor, async ({ input: { params, body }, user }) => {
      const about = { kind: "debtor" as const, id: params.id };
      await keepNote(acting(), { about, text: body.text, userId: user.id });
      return DONE;
    }),

    makePayLink: handle(deskEndpoints.makePayLink, ({ input: { params, body }, user }) =>
      payLink(
        { database, keyring: deps.keys(), publicUrl: deps.publicUrl },
        { debtorId: params.id, ...body, userId: user.id },
      ),
    ),

    dataRequests: handle(dataRequestEndpoints.dataRequests, ({ input: { query }, user }) =>
      dataRequests(acting(), { debtor: query.debtor, role: user.role }),
    ),

    openDataRequest: handle(
      dataRequestEndpoints.openDataRequest,
      ({ input: { params, body }, user }) =>
        openDataRequest(database, { debtorId: params.id, ...body, userId: user.id }),
    ),

    closeDataRequest: handle(
      dataRequestEndpoints.closeDataRequest,
      async ({ input: { params, body }, user }) => {
        await closeDataRequest(database, { id: params.id, ...body, userId: user.id });
        return DONE;
      },
    ),

    teams: handle(deskEndpoints.teams, async () => {
      const [{ now }, [zone = "UTC"], people] = await Promise.all([
        readClock(database),
        portfolioZones(database),
        workers(database),
      ]);
      const nameOf = new Map(people.map((person) => [person.id, person.name]));
      const teams = await teamsAtDesk(database, { now, zone });
      return {
        people: [...people],
        teams: teams.map(({ members, ...team }) => ({
          ...team,
          zone: team.zone ?? zone,
          members: members.map((id) => ({ id, name: nameOf.get(id) ?? "a former user" })),
        })),
      };
    }),

    saveTeam: handle(deskEndpoints.saveTeam, async ({ input: { params, body }, user }) => {
      const { name } = params;
      const { dailyCapacity, members } = body;
      await database.transaction(async (tx) => {
        const known = new Set((await workers(tx)).map(({ id }) => id));
        if (!members.every((id) => known.has(id))) {
          throw new HttpError("invalid", "Only specialists and admins work in teams.");
        }
        const [{ now }, [zone = "UTC"]] = await Promise.all([readClock(tx), portfolioZones(tx)]);
        await saveTeam(tx, { name, dailyCapacity, zone, members, userId: user.id, now });
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "team.change",
            subject: { kind: "team", id: name },
            after: { dailyCapacity, members },
          },
        ]);
      });
      return DONE;
    }),
  };
}
