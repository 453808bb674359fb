import { endpoints } from "@fairflow/contract";
import { useQueryClient } from "@tanstack/react-query";

const READ = [endpoints.tasks.path, endpoints.task.path];

/** After somebody worked on a task, the list and the task are read again. */
export function useRefreshTasks(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(READ.map((path) => client.invalidateQueries({ queryKey: [path] })));
  };
}
