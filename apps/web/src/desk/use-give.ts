import { deskEndpoints, endpoints, type OutputOf } from "@fairflow/contract";
import { useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { toast } from "sonner";
import { z } from "zod";
import { call } from "../server/call.ts";
import { messageOf, RequestFailed } from "../server/request-failed.ts";
import { useUser } from "../session/use-session.ts";
import { useRefreshTasks } from "../tasks/use-refresh-tasks.ts";

type Page = OutputOf<(typeof endpoints)["tasks"]>;
type Person = Page["tasks"][number]["assignee"];

interface Giving {
  readonly id: string;
  /** With whom it was seen. */
  readonly from: Person;
  readonly to: Person;
}

/**
 * Gives work to somebody, at once on the screen. Where somebody else was first the list shows who has it: nothing that
 * was typed is lost, and nobody is to blame.
 */
export function useGive(): (giving: Giving) => void {
  const client = useQueryClient();
  const refresh = useRefreshTasks();
  const show = (id: string, assignee: Person) => {
    client.setQueriesData<InfiniteData<Page>>({ queryKey: [endpoints.tasks.path] }, (data) =>
      data === undefined
        ? data
        : {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              tasks: page.tasks.map((task) => (task.id === id ? { ...task, assignee } : task)),
            })),
          },
    );
  };
  const give = useMutation({
    mutationFn: ({ id, from, to }: Giving) =>
      call(deskEndpoints.assignTask, {
        params: { id },
        body: { from: from?.id ?? null, to: to?.id ?? null },
      }),
    onMutate: ({ id, to }) => show(id, to),
    onError: (error, { id, from }) => {
      show(id, takenBy(error) ?? from);
      toast.info(messageOf(error), { description: "Nothing of yours is lost." });
    },
    onSettled: refresh,
  });
  return (giving) => give.mutate(giving);
}

/** Takes work oneself, or gives back what one has. */
export function useTake(): (task: { readonly id: string; readonly assignee: Person }) => void {
  const user = useUser();
  const give = useGive();
  return ({ id, assignee }) => {
    const isMine = assignee?.id === user.id;
    give({ id, from: assignee, to: isMine ? null : { id: user.id, name: user.name } });
  };
}

const Taken = z.object({
  takenBy: z.object({ id: z.string(), name: z.string() }).nullable(),
});

function takenBy(error: Error): Person | undefined {
  if (!(error instanceof RequestFailed)) return undefined;
  return Taken.safeParse(error.details).data?.takenBy;
}
