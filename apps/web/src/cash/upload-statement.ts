import { STATEMENT_UPLOAD_PATH, StatementFileState } from "@fairflow/contract";
import { send } from "../server/call.ts";

/** Uploads a file as it is: the server finds out in which format it is. */
export async function uploadStatement(file: File): Promise<StatementFileState> {
  const response = await send(STATEMENT_UPLOAD_PATH, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  return StatementFileState.parse(await response.json());
}
