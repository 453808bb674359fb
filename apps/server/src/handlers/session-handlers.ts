import { endpoints } from "@fairflow/contract";
import { recordAudit } from "@fairflow/db";
import type { AppDeps } from "../app-deps.ts";
import { DONE, handle, handlePublic } from "../http/handle.ts";
import { HttpError, notFound } from "../http/http-error.ts";
import { acceptInvitation, findInvitation, hasUser, invite } from "../sign-in/invitations.ts";
import { changeUser, isClient, listUsers, userByEmail } from "../sign-in/users.ts";

const DEMO_DOMAIN = "@demo.local";

export function sessionHandlers(deps: AppDeps) {
  const { database, realNow } = deps;
  return {
    session: handlePublic(endpoints.session, async ({ caller }) => {
      const [reader, people] = await Promise.all([
        caller.reader(),
        deps.demo ? listUsers(database) : [],
      ]);
      return {
        user: reader?.kind === "house" ? reader.user : null,
        reader: reader?.kind === "client" ? reader.client : null,
        demo: deps.demo,
        demoAccounts: people
          .filter(({ email, state }) => email.endsWith(DEMO_DOMAIN) && state === "active")
          .flatMap(({ email, role, name }) => (role === "client" ? [] : [{ email, role, name }])),
        needsFirstAdmin: !(await hasUser(database)),
      };
    }),

    createFirstAdmin: handlePublic(endpoints.createFirstAdmin, async ({ input: { body } }) => {
      await database.transaction(async (tx) => {
        const invitation = await findInvitation(tx, body.token, realNow());
        if (invitation === undefined || invitation.email !== null) throw deadLink();
        await acceptInvitation(tx, { ...body, invitation }, realNow());
      });
      return DONE;
    }),

    invitation: handlePublic(endpoints.invitation, async ({ input: { params } }) => {
      const invitation = await findInvitation(database, params.token, realNow());
      if (invitation === undefined || invitation.email === null) throw deadLink();
      return { email: invitation.email, role: invitation.role };
    }),

    acceptInvitation: handlePublic(endpoints.acceptInvitation, async ({ input }) => {
      await database.transaction(async (tx) => {
        const invitation = await findInvitation(tx, input.params.token, realNow());
        if (invitation === undefined || invitation.email === null) throw deadLink();
        const { email } = invitation;
        await acceptInvitation(tx, { ...input.body, email, invitation }, realNow());
      });
      return DONE;
    }),

    users: handle(endpoints.users, async () => listUsers(database, realNow())),

    invite: handle(endpoints.invite, async ({ input: { body }, user }) => {
      const email = body.email.toLowerCase();
      const { token, expiresAt } = await database.transaction(async (tx) => {
        if ((await userByEmail(tx, email)) !== undefined) {
          throw new HttpError("conflict", "Somebody signs in with this e-mail address already.");
        }
        const { role, clientId } = body;
        if (clientId !== undefined && !(await isClient(tx, clientId))) throw notFound("client");
        const made = await invite(tx, { email, role, clientId, invitedBy: user.id }, realNow());
        // The address is in the invitation, where erasing finds it.
        await recordAudit(tx, [
          {
            actor: { kind: "user", id: user.id },
            action: "user.invite",
            subject: { kind: "role", id: role },
            after: { client: clientId },
          },
        ]);
        return made;
      });
      const link = new URL(`/invitations/${token}`, deps.publicUrl).href;
      return { link, expiresMs: expiresAt.getTime() };
    }),

    changeUser: handle(endpoints.changeUser, async ({ input: { params, body }, user }) => {
      if (params.id === user.id) {
        throw new HttpError("conflict", "Another admin must change your own role or sign-in.");
      }
      const changed = await database.transaction((tx) =>
        changeUser(tx, { id: params.id, ...body, changedBy: user.id }, realNow()),
      );
      if (changed === "stays") {
        throw new HttpError(
          "conflict",
          "Somebody of a client stays so, and nobody else becomes one. Disable them and invite them anew.",
        );
      }
      if (changed === "unknown") throw notFound("user");
      return DONE;
    }),
  };
}

/** Unknown, used, void and expired links answer alike. */
function deadLink(): HttpError {
  return new HttpError("not-found", "This link is not valid any more. Ask for a new one.");
}
