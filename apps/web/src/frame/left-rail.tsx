import { useMatchRoute } from "@tanstack/react-router";
import {
  Activity,
  ChartColumnStacked,
  FlaskConical,
  FileUp,
  Handshake,
  MessageCircleWarning,
  FileClock,
  Filter,
  Gauge,
  HandCoins,
  House,
  KeyRound,
  ListTodo,
  Mail,
  Mails,
  Plug,
  Scale,
  ScrollText,
  Siren,
  Smartphone,
  UserCog,
  Users,
  Workflow,
  Webhook,
} from "lucide-react";
import { lazy, Suspense } from "react";
import { useUser } from "../session/use-session.ts";
import { RailLink } from "./rail-link.tsx";

const TroubleCount = lazy(async () => ({
  default: (await import("../trouble/trouble-count.tsx")).TroubleCount,
}));

const MentionCount = lazy(async () => ({
  default: (await import("../home/mention-count.tsx")).MentionCount,
}));

const EXACT = { exact: true };

export function LeftRail() {
  const { role } = useUser();
  // The builder needs the width: there the rail keeps its icons only.
  const isNarrow = useMatchRoute()({ to: "/flows/$id", fuzzy: true }) !== false;
  const imports = role === "admin" || role === "editor" || role === "specialist";
  const leads = role === "manager" || role === "admin";
  return (
    <nav
      aria-label="Main"
      data-narrow={isNarrow || undefined}
      className="group/rail flex w-44 shrink-0 flex-col gap-0.5 overflow-y-auto border-r border-line bg-surface p-2 data-narrow:w-14 max-lg:w-14"
    >
      <RailLink to="/" name="Home" icon={House} activeOptions={EXACT}>
        <Suspense fallback={null}>
          <MentionCount />
        </Suspense>
      </RailLink>
      {leads && <RailLink to="/dashboard" name="Dashboard" icon={Gauge} />}
      <RailLink to="/flows" name="Flows" icon={Workflow} />
      <RailLink to="/debtors" name="Debtors" icon={Users} />
      <RailLink to="/segments" name="Segments" icon={Filter} />
      <RailLink to="/templates" name="Templates" icon={Mail} />
      {role !== "editor" && (
        <>
          <RailLink to="/tasks" name="Inbox" icon={ListTodo} />
          <RailLink to="/disputes" name="Disputes" icon={MessageCircleWarning} />
          <RailLink to="/data-requests" name="Data requests" icon={FileClock} />
          <RailLink to="/letters" name="Letters" icon={Mails} />
          <RailLink to="/cash" name="Cash" icon={HandCoins} />
        </>
      )}
      {imports && <RailLink to="/imports" name="Imports" icon={FileUp} />}
      <RailLink to="/reports" name="Reports" icon={ChartColumnStacked} />
      <RailLink to="/experiments" name="Experiments" icon={FlaskConical} />
      <RailLink to="/compliance" name="Compliance" icon={Scale} />
      <RailLink to="/sandbox" name="Sandbox" icon={Smartphone} />
      {role === "admin" && (
        <>
          <RailLink to="/users" name="Users" icon={UserCog} />
          <RailLink to="/api-keys" name="API keys" icon={KeyRound} />
          <RailLink to="/webhooks" name="Webhooks" icon={Webhook} />
          <RailLink to="/settings/providers" name="Providers" icon={Plug} />
        </>
      )}
      {leads && <RailLink to="/settings/agreements" name="Agreements" icon={Handshake} />}
      {role !== "editor" && (
        <RailLink to="/trouble" name="Trouble" icon={Siren}>
          <Suspense fallback={null}>
            <TroubleCount />
          </Suspense>
        </RailLink>
      )}
      {leads && <RailLink to="/audit" name="Audit log" icon={ScrollText} />}
      <RailLink to="/system" name="System" icon={Activity} />
    </nav>
  );
}
