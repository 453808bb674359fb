import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { messageOf } from "../../server/request-failed.ts";
import { threadsQuery } from "./use-comments.ts";

/** Does something with a thread and shows what came of it; what fails is said, and changes nothing. */
export function useThreadAct<Input>(flowId: string, act: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: threadsQuery(flowId).queryKey });
  const { mutate } = useMutation({
    mutationFn: act,
    onSuccess: refresh,
    onError: (error) => toast.error(messageOf(error)),
  });
  return { mutate, refresh: () => void refresh() };
}
