import type {
  Endpoint,
  Input,
  OutputOf,
  PublicPolicy,
  ReadersPolicy,
  RolesPolicy,
  SignedInPolicy,
  SignedInUser,
} from "@fairflow/contract";
import type { Context } from "hono";
import { z } from "zod";
import type { KeyHolder } from "../outside/key-holder.ts";
import type { Reader } from "../sign-in/auth.ts";
import { HttpError } from "./http-error.ts";
import { requestParts } from "./request-parts.ts";

/** Who asks, and from where. */
export interface Caller {
  readonly requestId: string;
  /** The network address; undefined where there is no connection, as in tests. */
  readonly address: string | undefined;
  /** Asked when needed, at most once a request. */
  readonly reader: () => Promise<Reader | null>;
  /** The other system whose key is shown; asked when needed, at most once a request. */
  readonly keyHolder: () => Promise<KeyHolder | null>;
}

type GuardedEndpoint = Endpoint<Input, z.ZodType, SignedInPolicy | RolesPolicy>;
type ReadersEndpoint = Endpoint<Input, z.ZodType, ReadersPolicy>;
type PublicEndpoint = Endpoint<Input, z.ZodType, PublicPolicy>;

export interface Call<E extends Endpoint> {
  readonly input: z.output<E["request"]>;
  readonly caller: Caller;
  readonly user: SignedInUser;
}

export interface ReaderCall<E extends Endpoint> {
  readonly input: z.output<E["request"]>;
  readonly reader: Reader;
}

export interface PublicCall<E extends Endpoint> {
  readonly input: z.output<E["request"]>;
  readonly caller: Caller;
}

/** A request to one endpoint: who asks, and what. */
export interface Asked {
  readonly caller: Caller;
  readonly context: Context;
}

/**
 * An endpoint with what answers it. The policy is checked before the input is looked at, and the answer is parsed as
 * well as the input, so that nothing leaves that the contract does not name.
 */
export interface Handled<E extends Endpoint = Endpoint> {
  readonly endpoint: E;
  readonly answer: (asked: Asked) => Promise<unknown>;
}

/** An empty answer. */
export const DONE = { done: true } as const;

export function handle<E extends GuardedEndpoint>(
  endpoint: E,
  run: (call: Call<E>) => Promise<OutputOf<E>>,
): Handled<E> {
  return {
    endpoint,
    answer: async ({ caller, context }) => {
      const user = await authorise(endpoint.policy, caller);
      const input = await requestParts<E["request"]>(context, endpoint.input, endpoint.request);
      return z.parse(endpoint.output, await run({ input, caller, user }));
    },
  };
}

/** For what clients may ask too: the handler narrows what it answers to what the reader may see. */
export function handleReader<E extends ReadersEndpoint>(
  endpoint: E,
  run: (call: ReaderCall<E>) => Promise<OutputOf<E>>,
): Handled<E> {
  return {
    endpoint,
    answer: async ({ caller, context }) => {
      const reader = await readerOf(caller);
      const input = await requestParts<E["request"]>(context, endpoint.input, endpoint.request);
      return z.parse(endpoint.output, await run({ input, reader }));
    },
  };
}

export function handlePublic<E extends PublicEndpoint>(
  endpoint: E,
  run: (call: PublicCall<E>) => Promise<OutputOf<E>>,
): Handled<E> {
  return {
    endpoint,
    answer: async ({ caller, context }) => {
      const input = await requestParts<E["request"]>(context, endpoint.input, endpoint.request);
      return z.parse(endpoint.output, await run({ input, caller }));
    },
  };
}

/** @throws HttpError: 401 for nobody, 403 for a role that may not */
export async function authorise(
  policy: SignedInPolicy | RolesPolicy,
  caller: Caller,
): Promise<SignedInUser> {
  const reader = await readerOf(caller);
  if (reader.kind === "client") {
    throw new HttpError("not-allowed", "Clients see the reports of their portfolios alone.");
  }
  const { user } = reader;
  if (policy.kind === "roles" && !policy.roles.includes(user.role)) {
    throw new HttpError("not-allowed", `This needs one of the roles ${policy.roles.join(", ")}.`);
  }
  return user;
}

/** @throws HttpError: 401 for nobody */
export async function readerOf(caller: Caller): Promise<Reader> {
  const reader = await caller.reader();
  if (reader === null) throw new HttpError("not-signed-in", "Sign in first.");
  return reader;
}
