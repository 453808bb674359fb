import type { Criteria } from "@fairflow/criteria";
import { EditorLibraryContext, SegmentDialog } from "@fairflow/nodes/editors";
import { Button, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Filter, Plus } from "lucide-react";
import { useState } from "react";
import { useInstallationLibrary } from "../builder/use-editor-library.ts";
import { SearchBox } from "../debtors/search-box.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { segmentExamples } from "./segment-examples.ts";
import { segmentsQuery } from "./segment-queries.ts";
import { segmentWords } from "./segment-words.ts";
import { SegmentsTable } from "./segments-table.tsx";

/** Every saved condition: what it asks, whom it takes in, and how many flows ask it. */
export function SegmentsPage() {
  const library = useInstallationLibrary();
  const segments = useQuery(segmentsQuery);
  const { search = "" } = useSearch({ from: "/frame/segments" });
  const navigate = useNavigate();
  const [beginning, setBeginning] = useState<{ readonly with?: Criteria }>();
  const reason = library.saveSegment === undefined ? "Editors and admins make segments" : undefined;
  const create = (
    <Button
      kind="primary"
      icon={<Plus className="size-4" />}
      disabledReason={reason}
      onClick={() => setBeginning({})}
    >
      New segment
    </Button>
  );
  const wanted = search.toLowerCase();
  const found = segments.data?.filter(({ name, criteria }) =>
    `${name} ${segmentWords(criteria, library.fields)}`.toLowerCase().includes(wanted),
  );

  return (
    <EditorLibraryContext value={library}>
      <Page
        title="Segments"
        subtitle="Saved questions about accounts. A flow asks them anew whenever somebody comes to the step."
        actions={(segments.data?.length ?? 0) > 0 ? create : undefined}
      >
        {segments.data?.length !== 0 && (
          <SearchBox
            label="Find by name or by what it asks"
            value={search}
            onSearch={(text) =>
              void navigate({
                to: "/segments",
                search: { search: text === "" ? undefined : text },
                replace: true,
              })
            }
          />
        )}
        <NotLoaded query={segments} what="The segments could not be loaded" className="h-64" />
        {segments.data?.length === 0 && (
          <EmptyState
            icon={<Filter />}
            title="No segment yet"
            actions={
              <>
                {create}
                {segmentExamples.map(({ title, criteria }) => (
                  <Button
                    key={title}
                    disabledReason={reason}
                    onClick={() => setBeginning({ with: criteria })}
                  >
                    {title}
                  </Button>
                ))}
              </>
            }
          >
            A segment says which accounts you mean, such as those that are a little late. Start from
            an example or ask your own question; flows use it by its name.
          </EmptyState>
        )}
        {found !== undefined && found.length > 0 && <SegmentsTable segments={found} />}
        {found?.length === 0 && segments.data?.length !== 0 && (
          <EmptyState icon={<Filter />} title="No segment is found">
            Try a word of its name, or of what it asks, such as “arrears”.
          </EmptyState>
        )}
      </Page>
      {beginning !== undefined && (
        <SegmentDialog
          segment={undefined}
          {...(beginning.with === undefined ? {} : { beginWith: beginning.with })}
          onClose={() => setBeginning(undefined)}
          onSaved={(id) => void navigate({ to: "/segments/$id", params: { id } })}
        />
      )}
    </EditorLibraryContext>
  );
}
