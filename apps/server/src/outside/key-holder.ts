import type { ApiScope } from "@fairflow/contract";
import { findApiKey, noteApiKeyUse, type Database } from "@fairflow/db";
import { FailureLimit } from "../http/failure-limit.ts";
import { HttpError } from "../http/http-error.ts";
import { RequestLimit } from "../http/request-limit.ts";
import { isSecretOf, parseToken } from "./api-key-token.ts";

const TRIES = 10;
const WINDOW_MS = 10 * 60_000;
/** Requests of one key; each may ask about a thousand contacts. */
const PER_SECOND = 50;

/** The other system that asks. */
export interface KeyHolder {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
}

/**
 * Says which system a request comes from, by its key alone: a cookie opens nothing here. After ten wrong secrets for one
 * key from one address in ten minutes nothing more is looked at, and a key asks only so often.
 *
 * @returns null where no key is shown
 * @throws HttpError for a key that is wrong, revoked, or tried too often
 */
export function keyHolders({
  database,
  realNow,
}: {
  readonly database: Database;
  readonly realNow: () => Date;
}): (headers: Headers, address: string | undefined) => Promise<KeyHolder | null> {
  const failures = new FailureLimit({ tries: TRIES, windowMs: WINDOW_MS });
  const requests = new RequestLimit(PER_SECOND);
  return async (headers, address) => {
    const shown = headers.get("authorization");
    if (shown === null) return null;
    const token = parseToken(/^Bearer (\S{1,200})$/i.exec(shown)?.[1] ?? "");
    const now = realNow();
    const tried = `${address ?? ""} ${token?.id ?? ""}`;
    if (failures.waitMs(tried, now.getTime()) > 0) {
      throw new HttpError("too-many", "This key was wrong too often. Wait ten minutes.");
    }
    const key = token === undefined ? undefined : await findApiKey(database, token.id);
    if (token === undefined || key === undefined || !isSecretOf(token, key.hash)) {
      failures.recordFailure(tried, now.getTime());
      throw new HttpError("not-signed-in", "There is no such key, or it was revoked.");
    }
    const waitMs = requests.take(key.id, now.getTime());
    if (waitMs > 0) {
      throw new HttpError("too-many", "This key asks too often.", {
        retryAfterSeconds: Math.ceil(waitMs / 1000),
      });
    }
    await noteApiKeyUse(database, key.id, now);
    return { id: key.id, name: key.name, scopes: key.scopes };
  };
}
