import { createHash, randomBytes } from "node:crypto";
import type { UserRole } from "@fairflow/contract";
import { newId, recordAudit, schema, type Transaction } from "@fairflow/db";
import { hashPassword } from "better-auth/crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";

const { authAccount, authSession, authUser, invitation } = schema;

const LIFETIME_MS = 7 * 24 * 3_600_000;
const TOKEN_BYTES = 32;

export interface NewInvitation {
  /** Null on the first admin's, who says it. */
  readonly email: string | null;
  readonly role: UserRole;
  /** Of somebody of a client. */
  readonly clientId?: string | undefined;
  /** A user's id, or `system`. */
  readonly invitedBy: string;
}

export interface OpenInvitation {
  readonly id: string;
  readonly email: string | null;
  readonly role: UserRole;
  readonly clientId: string | null;
}

/**
 * Makes an invitation; those that were open for the same address, or for the first admin, are void. Only a digest of
 * the token is kept, so the link can be shown once.
 */
export async function invite(
  tx: Transaction,
  { email, role, clientId, invitedBy }: NewInvitation,
  realNow: Date,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = new Date(realNow.getTime() + LIFETIME_MS);
  const address = email === null ? isNull(invitation.email) : eq(invitation.email, email);
  await tx.orm
    .update(invitation)
    .set({ revokedAt: realNow })
    .where(and(address, isNull(invitation.acceptedAt), isNull(invitation.revokedAt)));
  await tx.orm
    .insert(invitation)
    .values({ email, role, clientId, tokenHash: digestOf(token), invitedBy, expiresAt });
  return { token, expiresAt };
}

/** The invitation that this token opens; undefined where it is unknown, used, void or over. */
export async function findInvitation(
  tx: Transaction,
  token: string,
  realNow: Date,
): Promise<OpenInvitation | undefined> {
  const [found] = await tx.orm
    .select({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      clientId: invitation.clientId,
    })
    .from(invitation)
    .where(
      and(
        eq(invitation.tokenHash, digestOf(token)),
        isNull(invitation.acceptedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, realNow),
      ),
    )
    .for("update");
  return found;
}

export interface Acceptance {
  readonly invitation: OpenInvitation;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Makes the account of an invitation. Where the address has one already, as after `fairflow user reset`, it gets the
 * new password and every session of it ends.
 *
 * @returns the user's id
 */
export async function acceptInvitation(
  tx: Transaction,
  acceptance: Acceptance,
  realNow: Date,
): Promise<string> {
  const { name, email } = acceptance;
  const { id: invitationId, role, clientId } = acceptance.invitation;
  const [user] = await tx.orm
    .insert(authUser)
    .values({ id: newId(), name, email: email.toLowerCase(), role, clientId, emailVerified: true })
    .onConflictDoUpdate({ target: authUser.email, set: { name, role, clientId, disabledAt: null } })
    .returning({ id: authUser.id });
  if (user === undefined) throw new Error("The user was not saved");
  await setPassword(tx, user.id, acceptance.password);
  await tx.orm
    .update(invitation)
    .set({ acceptedAt: realNow, acceptedBy: user.id })
    .where(eq(invitation.id, invitationId));
  await recordAudit(tx, [
    {
      actor: { kind: "user", id: user.id },
      action: "user.accept_invitation",
      subject: { kind: "user", id: user.id },
      after: { role, invitation: invitationId },
    },
  ]);
  return user.id;
}

export async function hasUser(tx: Transaction): Promise<boolean> {
  const [found] = await tx.orm
    .select({ one: sql`1` })
    .from(authUser)
    .limit(1);
  return found !== undefined;
}

async function setPassword(tx: Transaction, userId: string, password: string): Promise<void> {
  await tx.orm.delete(authSession).where(eq(authSession.userId, userId));
  await tx.orm.delete(authAccount).where(eq(authAccount.userId, userId));
  await tx.orm.insert(authAccount).values({
    id: newId(),
    accountId: userId,
    providerId: "credential",
    userId,
    password: await hashPassword(password),
  });
}

function digestOf(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}
