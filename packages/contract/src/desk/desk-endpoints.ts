import { z } from "zod";
import { Done, endpoint } from "../endpoint.ts";
import { only } from "../role.ts";
import { MadeContact } from "../tasks.ts";
import { Id, InstantMs } from "../values.ts";
import { Team } from "./teams.ts";

const WORKERS = only("specialist", "admin");
const READERS = only("specialist", "admin", "manager");
const params = z.strictObject({ id: Id });
const Note = z.string().trim().min(1).max(2000);
const User = z.string().min(1).max(100);
const TeamName = z.string().trim().min(1).max(80);

/** The most pieces of work that are changed at once. */
export const MOST_AT_ONCE = 100;

const assignTask = endpoint({
  method: "POST",
  path: "/api/tasks/:id/assign",
  summary:
    "Takes a task, gives it to a colleague or gives it back, if it is still with whom one saw it; a conflict says who has it; audited",
  input: {
    params,
    body: z.strictObject({
      /** With whom whoever asks saw it. */
      from: User.nullable(),
      to: User.nullable(),
    }),
  },
  output: Done,
  policy: WORKERS,
});

const changeTasks = endpoint({
  method: "POST",
  path: "/api/tasks/bulk",
  summary:
    "Gives several tasks to a colleague or a team, or finishes them by an outcome that each offers; those that could not be are named; audited",
  input: {
    body: z.strictObject({
      ids: z.array(Id).min(1).max(MOST_AT_ONCE),
      act: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("assign"), to: User.nullable() }),
        z.strictObject({ kind: z.literal("team"), team: TeamName }),
        z.strictObject({
          kind: z.literal("finish"),
          outcome: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
        }),
      ]),
    }),
  },
  output: z.strictObject({
    done: z.int(),
    left: z.array(z.strictObject({ id: Id, why: z.string() })),
  }),
  policy: WORKERS,
});

const callBack = endpoint({
  method: "POST",
  path: "/api/tasks/:id/call-back",
  summary:
    "Promises to call back at a minute at which the gate allows it: the call stays open, apart from the others until then; audited",
  input: {
    params,
    body: z.strictObject({
      atMs: InstantMs,
      /** What came of the call on which it was promised; absent where none was made. */
      contact: MadeContact.optional(),
      note: Note.optional(),
    }),
  },
  output: Done,
  policy: WORKERS,
});

const noteTask = endpoint({
  method: "POST",
  path: "/api/tasks/:id/notes",
  summary: "Writes a note on a piece of work, for colleagues; also where it was closed; audited",
  input: { params, body: z.strictObject({ text: Note }) },
  output: Done,
  policy: WORKERS,
});

const noteDebtor = endpoint({
  method: "POST",
  path: "/api/debtors/:id/notes",
  summary: "Writes a note about a debtor, for colleagues; audited",
  input: { params, body: z.strictObject({ text: Note }) },
  output: Done,
  policy: WORKERS,
});

const makePayLink = endpoint({
  method: "POST",
  path: "/api/debtors/:id/pay-links",
  summary:
    "Makes a pay link to read out or show while one speaks with the debtor; no message leaves; audited",
  input: {
    params,
    body: z.strictObject({
      accountIds: z.array(Id).min(1).max(50),
      amount: z.enum(["full", "arrears"]),
    }),
  },
  output: z.strictObject({ url: z.url(), expiresAtMs: InstantMs }),
  policy: WORKERS,
});

const teams = endpoint({
  method: "GET",
  path: "/api/teams",
  summary: "Teams with who works in them, how much they take a day and what they were asked for",
  input: {},
  output: z.strictObject({
    teams: z.array(Team),
    /** Who may work on tasks. */
    people: z.array(z.strictObject({ id: User, name: z.string() })),
  }),
  policy: READERS,
});

const saveTeam = endpoint({
  method: "PUT",
  path: "/api/teams/:name",
  summary: "Says who works in a team and how much flows may ask of it on one day; audited",
  input: {
    params: z.strictObject({ name: TeamName }),
    body: z.strictObject({
      dailyCapacity: z.int().min(0).max(100_000).nullable(),
      members: z.array(User).max(1000),
    }),
  },
  output: Done,
  policy: only("admin"),
});

/** The inbox and the people who work it. */
export const deskEndpoints = {
  assignTask,
  callBack,
  changeTasks,
  makePayLink,
  noteDebtor,
  noteTask,
  saveTeam,
  teams,
} as const;
