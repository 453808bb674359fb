import { frame, setClock } from "./frame.ts";
import { session } from "./session.ts";

/** What every page needs before its own screen has come. The endpoints of the screens come with these. */
export const firstEndpoints = { frame, session, setClock } as const;

export { ErrorBody } from "./endpoint.ts";
export { MAX_TOPICS, STREAM_PATH, StreamEvent } from "./stream.ts";
