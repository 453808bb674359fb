import { commentEndpoints } from "@fairflow/contract";
import { ask } from "../server/ask.ts";

/** Who asks is told of few, and the index has those alone. */
const ASK_EVERY_MS = 30_000;

/** Comments that mention whoever is signed in, and that they have not seen. */
export const mentionsQuery = {
  ...ask(commentEndpoints.mentions, {}),
  refetchInterval: ASK_EVERY_MS,
};
