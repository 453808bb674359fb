import type { Role } from "@fairflow/contract";
import type { Authority } from "@fairflow/engine";

/** By what right somebody agrees. An editor agrees to nothing, and is let in nowhere that asks for this. */
export function authorityOf(role: Role): Authority {
  return role === "editor" ? "debtor" : role;
}
