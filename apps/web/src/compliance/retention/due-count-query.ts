import { retentionEndpoints } from "@fairflow/contract";
import { ask } from "../../server/ask.ts";

/** How many people the next sweep would erase. */
export const dueCountQuery = ask(retentionEndpoints.retentionCount, {});
