import { ImportState, UPLOAD_PATH } from "@fairflow/contract";
import { send } from "../server/call.ts";

/** Uploads a file as it is: the server finds out what it holds. */
export async function uploadFile(file: File): Promise<ImportState> {
  const response = await send(UPLOAD_PATH, {
    method: "POST",
    headers: { "content-type": "text/csv", "x-file-name": encodeURIComponent(file.name) },
    body: file,
  });
  return ImportState.parse(await response.json());
}
