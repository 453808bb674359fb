import type { Criteria } from "@fairflow/criteria";
import { CriteriaWords, EditorLibraryContext, SegmentDialog } from "@fairflow/nodes/editors";
import { Button } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useInstallationLibrary } from "../builder/use-editor-library.ts";
import { LoadFailed } from "../frame/load-failed.tsx";
import { PageSkeleton } from "../frame/page-skeleton.tsx";
import { Page } from "../frame/page.tsx";
import { SegmentOverlap } from "./segment-overlap.tsx";
import { segmentQuery } from "./segment-queries.ts";
import { SegmentSample } from "./segment-sample.tsx";
import { SegmentUses } from "./segment-uses.tsx";
import { SegmentVersions } from "./segment-versions.tsx";

/** One segment: what it asks, of whom it holds now, who asks it, and every version that it had. */
export function SegmentPage() {
  const { id } = useParams({ from: "/frame/segments/$id" });
  const library = useInstallationLibrary();
  const segment = useQuery(segmentQuery(id));
  const [editing, setEditing] = useState<{ readonly with?: Criteria }>();
  const reason =
    library.saveSegment === undefined ? "Editors and admins change segments" : undefined;

  if (segment.isError) {
    return (
      <div className="p-6">
        <LoadFailed
          what="This segment could not be opened"
          error={segment.error}
          onRetry={() => void segment.refetch()}
        />
      </div>
    );
  }
  if (segment.data === undefined) return <PageSkeleton />;
  const { versions, uses, ...current } = segment.data;

  return (
    <EditorLibraryContext value={library}>
      <Page
        title={current.name}
        subtitle={
          <Link to="/segments" className="text-accent hover:underline">
            All segments
          </Link>
        }
        actions={
          <Button
            kind="primary"
            icon={<Pencil className="size-4" />}
            disabledReason={reason}
            onClick={() => setEditing({})}
          >
            Change
          </Button>
        }
      >
        <CriteriaWords criteria={current.criteria} />
        <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
          <div className="flex flex-col gap-5">
            <SegmentSample criteria={current.criteria} />
            <SegmentVersions
              versions={versions}
              disabledReason={reason}
              onRestore={(criteria) => setEditing({ with: criteria })}
            />
          </div>
          <div className="flex flex-col gap-5">
            <SegmentUses uses={uses} />
            <SegmentOverlap id={id} criteria={current.criteria} />
          </div>
        </div>
      </Page>
      {editing !== undefined && (
        <SegmentDialog
          segment={current}
          {...(editing.with === undefined ? {} : { beginWith: editing.with })}
          onClose={() => setEditing(undefined)}
          onSaved={() => void segment.refetch()}
        />
      )}
    </EditorLibraryContext>
  );
}
