import { Link, useMatchRoute } from "@tanstack/react-router";
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

const TroubleCount = lazy(async () => ({
  default: (await import("../trouble/trouble-count.tsx")).TroubleCount,
}));

const LINK =
  "relative flex items-center gap-2.5 rounded-control px-2.5 py-2 text-base text-ink-2 hover:bg-sunken hover:text-ink group-data-narrow/rail:justify-center max-lg:justify-center";
const ACTIVE = { className: "bg-accent-soft! text-accent! font-medium" };
const EXACT = { exact: true };

export function LeftRail() {
  const { role } = useUser();
  // The builder needs the width: there the rail keeps its icons only.
  const isNarrow = useMatchRoute()({ to: "/flows/$id", fuzzy: true }) !== false;
  const imports = role === "admin" || role === "editor" || role === "specialist";
  return (
    <nav
      aria-label="Main"
      data-narrow={isNarrow || undefined}
      className="group/rail flex w-44 shrink-0 flex-col gap-0.5 overflow-y-auto border-r border-line bg-surface p-2 data-narrow:w-14 max-lg:w-14"
    >
      <Link to="/" className={LINK} activeProps={ACTIVE} activeOptions={EXACT} title="Home">
        <House aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Home</span>
      </Link>
      {(role === "manager" || role === "admin") && (
        <Link to="/dashboard" className={LINK} activeProps={ACTIVE} title="Dashboard">
          <Gauge aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Dashboard</span>
        </Link>
      )}
      <Link to="/flows" className={LINK} activeProps={ACTIVE} title="Flows">
        <Workflow aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Flows</span>
      </Link>
      <Link to="/debtors" className={LINK} activeProps={ACTIVE} title="Debtors">
        <Users aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Debtors</span>
      </Link>
      <Link to="/segments" className={LINK} activeProps={ACTIVE} title="Segments">
        <Filter aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Segments</span>
      </Link>
      <Link to="/templates" className={LINK} activeProps={ACTIVE} title="Templates">
        <Mail aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Templates</span>
      </Link>
      {role !== "editor" && (
        <Link to="/tasks" className={LINK} activeProps={ACTIVE} title="Inbox">
          <ListTodo aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Inbox</span>
        </Link>
      )}
      {role !== "editor" && (
        <Link to="/disputes" className={LINK} activeProps={ACTIVE} title="Disputes">
          <MessageCircleWarning aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Disputes</span>
        </Link>
      )}
      {role !== "editor" && (
        <Link to="/data-requests" className={LINK} activeProps={ACTIVE} title="Data requests">
          <FileClock aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Data requests</span>
        </Link>
      )}
      {role !== "editor" && (
        <Link to="/letters" className={LINK} activeProps={ACTIVE} title="Letters">
          <Mails aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Letters</span>
        </Link>
      )}
      {role !== "editor" && (
        <Link to="/cash" className={LINK} activeProps={ACTIVE} title="Cash">
          <HandCoins aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Cash</span>
        </Link>
      )}
      {imports && (
        <Link to="/imports" className={LINK} activeProps={ACTIVE} title="Imports">
          <FileUp aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Imports</span>
        </Link>
      )}
      <Link to="/reports" className={LINK} activeProps={ACTIVE} title="Reports">
        <ChartColumnStacked aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Reports</span>
      </Link>
      <Link to="/experiments" className={LINK} activeProps={ACTIVE} title="Experiments">
        <FlaskConical aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Experiments</span>
      </Link>
      <Link to="/compliance" className={LINK} activeProps={ACTIVE} title="Compliance">
        <Scale aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Compliance</span>
      </Link>
      <Link to="/sandbox" className={LINK} activeProps={ACTIVE} title="Sandbox">
        <Smartphone aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Sandbox</span>
      </Link>
      {role === "admin" && (
        <Link to="/users" className={LINK} activeProps={ACTIVE} title="Users">
          <UserCog aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Users</span>
        </Link>
      )}
      {role === "admin" && (
        <Link to="/api-keys" className={LINK} activeProps={ACTIVE} title="API keys">
          <KeyRound aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">API keys</span>
        </Link>
      )}
      {role === "admin" && (
        <Link to="/webhooks" className={LINK} activeProps={ACTIVE} title="Webhooks">
          <Webhook aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Webhooks</span>
        </Link>
      )}
      {role === "admin" && (
        <Link to="/settings/providers" className={LINK} activeProps={ACTIVE} title="Providers">
          <Plug aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Providers</span>
        </Link>
      )}
      {(role === "admin" || role === "manager") && (
        <Link to="/settings/agreements" className={LINK} activeProps={ACTIVE} title="Agreements">
          <Handshake aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Agreements</span>
        </Link>
      )}
      {role !== "editor" && (
        <Link to="/trouble" className={LINK} activeProps={ACTIVE} title="Trouble">
          <Siren aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Trouble</span>
          <Suspense fallback={null}>
            <TroubleCount />
          </Suspense>
        </Link>
      )}
      {(role === "admin" || role === "manager") && (
        <Link to="/audit" className={LINK} activeProps={ACTIVE} title="Audit log">
          <ScrollText aria-hidden className="size-4.5 shrink-0" />
          <span className="group-data-narrow/rail:sr-only max-lg:sr-only">Audit log</span>
        </Link>
      )}
      <Link to="/system" className={LINK} activeProps={ACTIVE} title="System">
        <Activity aria-hidden className="size-4.5 shrink-0" />
        <span className="group-data-narrow/rail:sr-only max-lg:sr-only">System</span>
      </Link>
    </nav>
  );
}
