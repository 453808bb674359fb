import { endpoints } from "@fairflow/contract";
import { Button, EmptyState, SelectField, Skeleton } from "@fairflow/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { EyeOff, ListChecks } from "lucide-react";
import { LoadFailed } from "../frame/load-failed.tsx";
import { Page } from "../frame/page.tsx";
import { useFrame } from "../frame/use-frame.ts";
import { useZone } from "../frame/use-zone.ts";
import { call } from "../server/call.ts";
import { TaskDrawer } from "./task-drawer.tsx";
import { TaskList } from "./task-list.tsx";
import { taskKind, taskKinds } from "./task-kinds.ts";

const ALL = "all";

/** Work for people, the most urgent first. */
export function TasksPage() {
  const { kind, task: openId } = useSearch({ from: "/frame/tasks" });
  const navigate = useNavigate({ from: "/tasks" });
  const zone = useZone();
  const nowMs = useFrame()?.clock.nowMs;
  const tasks = useInfiniteQuery({
    queryKey: [endpoints.tasks.path, kind],
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.tasks, { query: { kind, cursor: pageParam } }, signal),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    // Hours open and close while one looks.
    refetchInterval: 15_000,
  });
  const pages = tasks.data?.pages ?? [];
  const found = pages.flatMap((page) => page.tasks);
  return (
    <Page
      title="Tasks"
      subtitle="Calls, visits, reviews and disputes that flows ask people for. What may not be done now says why, and from when."
    >
      <div className="flex flex-wrap items-center gap-4">
        <SelectField
          label="Kind of work"
          labelHidden
          className="w-56"
          value={kind ?? ALL}
          options={[
            { value: ALL, label: "All kinds of work" },
            ...taskKinds.map((value) => ({ value, label: taskKind(value).name })),
          ]}
          onChange={(value) =>
            void navigate({ search: { kind: value === ALL ? undefined : value }, replace: true })
          }
        />
        {pages.some(({ masked }) => masked) && (
          <p className="flex items-center gap-1.5 text-sm text-ink-3">
            <EyeOff aria-hidden className="size-4" />
            Names and numbers are masked for your role
          </p>
        )}
      </div>
      {tasks.isPending && <Skeleton className="h-96" />}
      {tasks.isError && (
        <LoadFailed
          what="The tasks could not be loaded"
          error={tasks.error}
          onRetry={() => void tasks.refetch()}
        />
      )}
      {tasks.isSuccess && found.length === 0 && (
        <EmptyState icon={<ListChecks />} title="All clear">
          {kind === undefined ? (
            <>
              Flows ask for work by their task steps; disputes and payments that nobody finds ask by
              themselves.{" "}
              <Link to="/flows" className="font-medium text-accent hover:underline">
                Look at the flows
              </Link>
            </>
          ) : (
            "There is no open work of this kind. Look at all kinds of work."
          )}
        </EmptyState>
      )}
      {found.length > 0 && <TaskList tasks={found} zone={zone} nowMs={nowMs} openId={openId} />}
      {tasks.hasNextPage && (
        <Button
          className="self-center"
          disabledReason={tasks.isFetchingNextPage ? "Loading" : undefined}
          onClick={() => void tasks.fetchNextPage()}
        >
          {tasks.isFetchingNextPage ? "Loading more" : "Show more"}
        </Button>
      )}
      {openId !== undefined && (
        <TaskDrawer
          key={openId}
          id={openId}
          onClose={() => void navigate({ search: { kind }, resetScroll: false })}
        />
      )}
    </Page>
  );
}

/** The first page has no cursor. */
function firstPage(): string | undefined {
  return undefined;
}
