import type { Caller } from "./handle.ts";

/** What the first middleware puts beside each request. */
export interface AppEnv {
  readonly Variables: { readonly caller: Caller };
}
