import { HttpError } from "../http/http-error.ts";

/**
 * The bytes of a body, counted as they arrive, so that a chunked one without a length is cut off too.
 *
 * @throws HttpError
 */
export async function readFile(request: Request, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) {
      throw new HttpError("too-large", `A file may have ${Math.floor(most / 1_048_576)} MB.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
