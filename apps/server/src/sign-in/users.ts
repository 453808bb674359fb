import type { OutputOf, Endpoints, UserRole } from "@fairflow/contract";
import { recordAudit, schema, type Transaction } from "@fairflow/db";
import { and, desc, eq, gt, isNotNull, isNull, max } from "drizzle-orm";

const { authSession, authUser, client, invitation } = schema;

type ListedUser = OutputOf<Endpoints["users"]>[number];

/** Everyone who can sign in or could, then the invitations that are open at `realNow`, where that is given. */
export async function listUsers(tx: Transaction, realNow?: Date): Promise<ListedUser[]> {
  const people = await tx.orm
    .select({
      id: authUser.id,
      name: authUser.name,
      email: authUser.email,
      role: authUser.role,
      clientName: client.name,
      disabledAt: authUser.disabledAt,
      lastSeen: max(authSession.createdAt),
    })
    .from(authUser)
    .leftJoin(authSession, eq(authSession.userId, authUser.id))
    .leftJoin(client, eq(client.id, authUser.clientId))
    .groupBy(authUser.id, client.id)
    .orderBy(authUser.createdAt, authUser.id);
  const users = people.map(({ disabledAt, lastSeen, ...person }): ListedUser => ({
    ...person,
    state: disabledAt === null ? "active" : "disabled",
    lastSeenMs: lastSeen?.getTime() ?? null,
  }));
  return realNow === undefined ? users : [...users, ...(await openInvitations(tx, realNow))];
}

async function openInvitations(tx: Transaction, realNow: Date): Promise<readonly ListedUser[]> {
  const open = await tx.orm
    .select({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      clientName: client.name,
    })
    .from(invitation)
    .leftJoin(client, eq(client.id, invitation.clientId))
    .where(
      and(
        isNotNull(invitation.email),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, realNow),
      ),
    )
    .orderBy(desc(invitation.createdAt));
  return open.map(({ id, email, role, clientName }) => ({
    id,
    name: "",
    email: email ?? "",
    role,
    clientName,
    state: "invited",
    lastSeenMs: null,
  }));
}

export interface KnownUser {
  readonly id: string;
  readonly name: string;
  readonly role: UserRole;
  readonly clientId: string | null;
}

export async function isClient(tx: Transaction, id: string): Promise<boolean> {
  const [found] = await tx.orm.select({ id: client.id }).from(client).where(eq(client.id, id));
  return found !== undefined;
}

export async function userByEmail(tx: Transaction, email: string): Promise<KnownUser | undefined> {
  const [user] = await tx.orm
    .select({
      id: authUser.id,
      name: authUser.name,
      role: authUser.role,
      clientId: authUser.clientId,
    })
    .from(authUser)
    .where(eq(authUser.email, email.toLowerCase()));
  return user;
}

export interface UserChange {
  readonly id: string;
  readonly role: UserRole;
  readonly disabled: boolean;
  /** A user's id, or `system`. */
  readonly changedBy: string;
}

/**
 * Changes a role, or whether somebody can sign in; whoever is disabled is signed out. Nobody becomes somebody of a client
 * or ceases to be one.
 */
export async function changeUser(
  tx: Transaction,
  { id, role, disabled, changedBy }: UserChange,
  realNow: Date,
): Promise<"changed" | "unknown" | "stays"> {
  const [before] = await tx.orm
    .select({ role: authUser.role, disabledAt: authUser.disabledAt })
    .from(authUser)
    .where(eq(authUser.id, id))
    .for("update");
  if (before === undefined) return "unknown";
  if ((before.role === "client") !== (role === "client")) return "stays";
  const disabledAt = disabled ? (before.disabledAt ?? realNow) : null;
  await tx.orm
    .update(authUser)
    .set({ role, disabledAt, updatedAt: realNow })
    .where(eq(authUser.id, id));
  if (disabled) await tx.orm.delete(authSession).where(eq(authSession.userId, id));
  await recordAudit(tx, [
    {
      actor: changedBy === "system" ? { kind: "system" } : { kind: "user", id: changedBy },
      action: "user.change",
      subject: { kind: "user", id },
      before: { role: before.role, disabled: before.disabledAt !== null },
      after: { role, disabled },
    },
  ]);
  return "changed";
}

/** The names of people by their id, for what they did. */
export async function userNames(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const people = await tx.orm.select({ id: authUser.id, name: authUser.name }).from(authUser);
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** How a screen names whoever did something: the installation itself, or somebody whose sign-in is gone. */
export function nameOf(names: ReadonlyMap<string, string>, id: string): string {
  return names.get(id) ?? (id === "system" || id === "demo" ? "Fairflow" : "a former user");
}
