import type { Channel } from "@fairflow/template";
import { Button, EmptyState } from "@fairflow/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Landmark, Mail, Plus } from "lucide-react";
import { useState } from "react";
import { SearchBox } from "../debtors/search-box.tsx";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { useUser } from "../session/use-session.ts";
import { NewTemplateDialog } from "./new-template-dialog.tsx";
import { PayTermsDialog } from "./pay-terms-dialog.tsx";
import { templatesQuery } from "./template-queries.ts";
import { TemplatesTable } from "./templates-table.tsx";
import { ChannelFilter } from "./channel-filter.tsx";

/** Everything that is said to people: by which channel, in which languages, and by which steps. */
export function TemplatesPage() {
  const { role } = useUser();
  const templates = useQuery(templatesQuery);
  const { search = "", channel } = useSearch({ from: "/frame/templates" });
  const navigate = useNavigate();
  const [open, setOpen] = useState<"new" | "pay">();
  const reason =
    role === "editor" || role === "admin" ? undefined : "Editors and admins write templates";
  const wanted = search.toLowerCase();
  const found = templates.data?.filter(
    ({ template }) =>
      (channel === undefined || template.channel === channel) &&
      template.name.toLowerCase().includes(wanted),
  );
  const look = (change: {
    readonly search?: string | undefined;
    readonly channel?: Channel | undefined;
  }) =>
    void navigate({
      to: "/templates",
      search: { search: search === "" ? undefined : search, channel, ...change },
      replace: true,
    });
  const create = (
    <Button
      kind="primary"
      icon={<Plus className="size-4" />}
      disabledReason={reason}
      onClick={() => setOpen("new")}
    >
      New template
    </Button>
  );

  return (
    <Page
      title="Templates"
      subtitle="What people are told. A published flow keeps the version that it was approved with."
      actions={
        <>
          <Button icon={<Landmark className="size-4" />} onClick={() => setOpen("pay")}>
            How to pay
          </Button>
          {templates.data?.length !== 0 && create}
        </>
      }
    >
      {templates.data?.length !== 0 && (
        <div className="flex flex-wrap items-center gap-3">
          <SearchBox
            label="Find by name"
            value={search}
            onSearch={(next) => look({ search: next === "" ? undefined : next })}
          />
          <ChannelFilter chosen={channel} onChoose={(next) => look({ channel: next })} />
        </div>
      )}
      <NotLoaded query={templates} what="The templates could not be read" className="h-64" />
      {templates.data?.length === 0 && (
        <EmptyState icon={<Mail className="size-6" />} title="Nothing is said yet" actions={create}>
          Write the first template: what must be said is in it already, and you see it as people
          will.
        </EmptyState>
      )}
      {found !== undefined && templates.data?.length !== 0 && <TemplatesTable templates={found} />}
      {open === "new" && <NewTemplateDialog onClose={() => setOpen(undefined)} />}
      {open === "pay" && <PayTermsDialog onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
