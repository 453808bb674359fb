import type { Endpoint, Input, KeyPolicy, OutputOf } from "@fairflow/contract";
import {
  answerNamed,
  beginNamed,
  forgetNamed,
  type Database,
  type Keyring,
  type NamedRequest,
} from "@fairflow/db";
import type { Context } from "hono";
import { z } from "zod";
import type { Caller, Handled } from "../http/handle.ts";
import { HttpError } from "../http/http-error.ts";
import { requestParts } from "../http/request-parts.ts";
import type { KeyHolder } from "./key-holder.ts";

type KeyEndpoint = Endpoint<Input, z.ZodType, KeyPolicy>;

export interface KeyCall<E extends Endpoint> {
  readonly input: z.output<E["request"]>;
  readonly caller: Caller;
  readonly holder: KeyHolder;
}

interface KeyDeps {
  readonly database: Database;
  readonly keys: () => Keyring;
  readonly realNow: () => Date;
}

const NAME = /^[\x21-\x7e]{1,200}$/;

/**
 * An endpoint for other systems. A request that names itself in `Idempotency-Key` is done once: the same again gets the
 * same answer, something else under that name is refused.
 */
export function handleKey<E extends KeyEndpoint>(
  deps: KeyDeps,
  endpoint: E,
  run: (call: KeyCall<E>) => Promise<OutputOf<E>>,
): Handled<E> {
  return {
    endpoint,
    answer: async ({ caller, context }) => {
      const holder = await authoriseKey(endpoint.policy, caller);
      const input = await requestParts<E["request"]>(context, endpoint.input, endpoint.request);
      const answer = async () => z.parse(endpoint.output, await run({ input, caller, holder }));
      const name = nameOf(context);
      if (name === undefined) return answer();
      return once(deps, named(deps, { holder, name, context, input }), answer);
    },
  };
}

/** @throws HttpError: 401 without a key, 403 for one without the scope */
export async function authoriseKey({ scope }: KeyPolicy, caller: Caller): Promise<KeyHolder> {
  const holder = await caller.keyHolder();
  if (holder === null) {
    throw new HttpError("not-signed-in", "Send a key as Authorization: Bearer.");
  }
  if (!holder.scopes.includes(scope)) {
    throw new HttpError("not-allowed", `This key lacks the scope ${scope}.`);
  }
  return holder;
}

function nameOf(context: Context): string | undefined {
  const name = context.req.header("idempotency-key");
  if (name === undefined || NAME.test(name)) return name;
  throw new HttpError("bad-request", "An Idempotency-Key is 1 to 200 visible ASCII characters.");
}

function named(
  { keys }: KeyDeps,
  of: {
    readonly holder: KeyHolder;
    readonly name: string;
    readonly context: Context;
    readonly input: unknown;
  },
): NamedRequest {
  const { method, path } = of.context.req;
  const asked = keys().lookup("request", `${method} ${path}\n${JSON.stringify(of.input)}`);
  return { keyId: of.holder.id, name: of.name, asked };
}

async function once<Answer>(
  { database, keys, realNow }: KeyDeps,
  request: NamedRequest,
  answer: () => Promise<Answer>,
): Promise<unknown> {
  const beginning = await beginNamed(database, keys(), request, realNow());
  switch (beginning.kind) {
    case "answered":
      return beginning.answer;
    case "other":
      throw new HttpError("invalid", "This Idempotency-Key was used for another request.");
    case "under-way":
      throw new HttpError("conflict", "The same request is under way. Ask again shortly.");
    case "begun":
  }
  try {
    const given = await answer();
    await answerNamed(database, keys(), request, given);
    return given;
  } catch (cause) {
    await forgetNamed(database, request);
    throw cause;
  }
}
