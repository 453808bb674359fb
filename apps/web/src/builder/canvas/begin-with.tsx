import { endpoints } from "@fairflow/contract";
import { renameFlow } from "@fairflow/flow";
import type { FlowExport } from "@fairflow/interpreter";
import { Skeleton } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useState } from "react";
import { ClashQuestion } from "../../flows/clash-question.tsx";
import type { Example } from "../../flows/example-card.tsx";
import { FlowMiniature } from "../../flows/flow-miniature.tsx";
import { clashesIn, underNewIds, usingOwn } from "../../flows/resolve-clashes.ts";
import { WhyFailed } from "../../frame/why-failed.tsx";
import { ask } from "../../server/ask.ts";
import { call } from "../../server/call.ts";
import { messageOf, RequestFailed } from "../../server/request-failed.ts";
import { useBuilder } from "../builder-context.ts";
import { savedIdFor } from "../new-id.ts";
import type { CanvasElement } from "./canvas-element.ts";
import type { ExitElement } from "./canvas-elements.ts";
import { showFirst } from "./first-view.ts";
import { FIT } from "./use-fit.ts";
import { useFocusStep } from "./use-focus-step.ts";

/** The flows of the gallery, to begin an empty one with: drawn as one edit, which can be undone. */
export function BeginWith() {
  const { id } = useParams({ from: "/frame/flows/$id" });
  const { document } = useBuilder();
  const gallery = useQuery(ask(endpoints.gallery, {}));
  const [example, setExample] = useState<Example>();
  const client = useQueryClient();
  const canvas = useReactFlow<CanvasElement, ExitElement>();
  const store = useStoreApi();
  const focusStep = useFocusStep();
  const begin = useMutation({
    mutationFn: async ({ from, scenarios }: Brought) => {
      await call(endpoints.bringExport, { params: { id }, body: { from, scenarios } });
      // Before it is drawn, else its steps would refer to what is not known here yet.
      await Promise.all(
        [endpoints.library, endpoints.segments].map(({ path }) =>
          client.invalidateQueries({ queryKey: [path] }),
        ),
      );
    },
    onSuccess: (_done, { from }) => {
      const { flow, apply } = document.getState();
      // Somebody was faster, in another window or by pasting.
      if (flow.nodes.length > 0) return;
      const drawn = renameFlow(from.flow, flow.name);
      const start = drawn.nodes.find(({ type }) => type === "start")?.id;
      apply({
        label: `Begin with “${from.flow.name}”`,
        flow: drawn,
        select: start === undefined ? [] : [start],
      });
      if (start !== undefined) focusStep(start);
      // Where the outline is shown there is nothing to fit, now or ever.
      void canvas.fitView(FIT).then(() => showFirst(canvas, drawn, store.getState().width));
    },
  });
  const clashes = begin.error instanceof RequestFailed ? clashesIn(begin.error.details) : [];
  const broughtBy = (chosen: Example, from = chosen.export) => ({
    from,
    scenarios: chosen.scenarios,
  });

  return (
    <section aria-label="Flows to begin with" className="flex flex-col gap-2">
      <h3 className="border-t border-line pt-3 text-sm font-medium text-ink-2">
        Or begin with one that is drawn already, and change it
      </h3>
      {gallery.isPending && <Skeleton className="h-40" />}
      {gallery.isError && (
        <p className="text-sm text-ink-2">
          The flows to begin with could not be loaded: {messageOf(gallery.error)}
        </p>
      )}
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {gallery.data?.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              title={each.description}
              disabled={begin.isPending}
              onClick={() => {
                setExample(each);
                begin.mutate(broughtBy(each));
              }}
              className="flex w-full flex-col overflow-hidden rounded-control border border-line bg-surface text-left hover:border-accent disabled:opacity-60"
            >
              <span className="block w-full border-b border-line bg-sunken px-2">
                <FlowMiniature flow={each.export.flow} size="small" />
              </span>
              <span className="w-full truncate px-2 py-1.5 text-sm font-medium">{each.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {clashes.length > 0 && example !== undefined && (
        <ClashQuestion
          clashes={clashes}
          onUseOwn={() => begin.mutate(broughtBy(example, usingOwn(example.export, clashes)))}
          onRename={() =>
            begin.mutate(broughtBy(example, underNewIds(example.export, clashes, savedIdFor)))
          }
        />
      )}
      {clashes.length === 0 && <WhyFailed error={begin.error} />}
    </section>
  );
}

interface Brought {
  readonly from: FlowExport;
  readonly scenarios: Example["scenarios"];
}
