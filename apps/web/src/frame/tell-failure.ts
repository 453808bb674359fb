import { messageOf } from "../server/request-failed.ts";

/** Tells in passing what went wrong, where the first page does; what shows it is loaded with whatever comes next. */
export async function tellFailure(error: unknown): Promise<void> {
  const { toast } = await import("sonner");
  toast.error(messageOf(error));
}
