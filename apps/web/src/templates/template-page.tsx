import { Skeleton } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { EditorLibraryContext } from "@fairflow/nodes/editors";
import { useInstallationLibrary } from "../builder/use-editor-library.ts";
import { LoadFailed } from "../frame/load-failed.tsx";
import { starterTemplate } from "./block-starters.ts";
import { TemplateEditor } from "./template-editor.tsx";
import { templateQuery } from "./template-queries.ts";

/** One template: its texts in every language, as people see them, and every version that it had. */
export function TemplatePage() {
  const { id } = useParams({ from: "/frame/templates/$id" });
  const { new: channel, name } = useSearch({ from: "/frame/templates/$id" });
  const library = useInstallationLibrary();
  const stored = useQuery({ ...templateQuery(id), enabled: channel === undefined });

  if (channel !== undefined) {
    const language = library.languages.includes("en") ? "en" : (library.languages[0] ?? "en");
    const template = starterTemplate({ id, name: name ?? "New template", channel, language });
    return (
      <EditorLibraryContext value={library}>
        <TemplateEditor key={`new ${id}`} template={template} versions={[]} uses={[]} />
      </EditorLibraryContext>
    );
  }
  if (stored.isError) {
    return (
      <div className="p-6">
        <LoadFailed
          what="This template could not be opened"
          error={stored.error}
          onRetry={() => void stored.refetch()}
        />
      </div>
    );
  }
  if (stored.data === undefined) {
    return (
      <div className="p-6">
        <Skeleton className="h-96" />
      </div>
    );
  }
  const { template, versions, uses } = stored.data;
  return (
    <EditorLibraryContext value={library}>
      <TemplateEditor
        key={`${id} ${versions[0]?.number ?? 0}`}
        template={template}
        versions={versions}
        uses={uses}
      />
    </EditorLibraryContext>
  );
}
