import { endpoints } from "@fairflow/contract";
import type { Flow } from "@fairflow/flow";
import { call } from "../../server/call.ts";
import { RequestFailed } from "../../server/request-failed.ts";
import { copyBefore } from "../commands/copy-of-flow.ts";

/** So many copies of one name are tried before a person is asked. */
const MAX_COPIES = 20;

/** Makes a flow of its own of a draft, under the first name that is free. @returns its id */
export async function saveAsCopy(flow: Flow): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    try {
      const { id } = await call(endpoints.createFlow, { body: copyBefore(flow, copy) });
      return id;
    } catch (error) {
      const isTaken = error instanceof RequestFailed && error.code === "conflict";
      if (!isTaken || copy === MAX_COPIES) throw error;
    }
  }
}
