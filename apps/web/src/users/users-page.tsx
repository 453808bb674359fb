import { endpoints } from "@fairflow/contract";
import { Badge, Button, SelectField } from "@fairflow/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Role, UserRole } from "@fairflow/contract";
import { NotLoaded } from "../frame/not-loaded.tsx";
import { Page } from "../frame/page.tsx";
import { useZone } from "../frame/use-zone.ts";
import { ask } from "../server/ask.ts";
import { call } from "../server/call.ts";
import { formatInstant } from "../server/format.ts";
import { messageOf } from "../server/request-failed.ts";
import { roleNames } from "../session/role-names.ts";
import { useUser } from "../session/use-session.ts";
import { InviteDialog } from "./invite-dialog.tsx";

const STATES = { active: "Active", invited: "Invited", disabled: "Disabled" } as const;
const TONES = { active: "ok", invited: "info", disabled: "neutral" } as const;

export function UsersPage() {
  const users = useQuery(ask(endpoints.users, {}));
  const me = useUser();
  const zone = useZone();
  const client = useQueryClient();
  const [isInviting, setIsInviting] = useState(false);
  const change = useMutation({
    mutationFn: ({ id, role, disabled }: { id: string; role: UserRole; disabled: boolean }) =>
      call(endpoints.changeUser, { params: { id }, body: { role, disabled } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [endpoints.users.path] }),
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <Page
      title="Users"
      subtitle="Who can sign in, and what they may do."
      actions={
        <Button
          kind="primary"
          icon={<UserPlus className="size-4" />}
          onClick={() => setIsInviting(true)}
        >
          Invite someone
        </Button>
      }
    >
      <NotLoaded query={users} what="The users could not be loaded" className="h-48" />
      {users.data !== undefined && (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {users.data.map((user) => (
            <li key={user.id} className="flex flex-wrap items-center gap-4 px-4 py-3">
              <div className="min-w-48 flex-1">
                <p className="text-base font-medium">{user.name === "" ? user.email : user.name}</p>
                <p className="text-sm text-ink-3">
                  {user.clientName === null ? user.email : `${user.email}, of ${user.clientName}`}
                  {user.lastSeenMs === null
                    ? ""
                    : ` - last here ${formatInstant(user.lastSeenMs, zone)}`}
                </p>
              </div>
              <Badge tone={TONES[user.state]}>{STATES[user.state]}</Badge>
              <SelectField
                label={`Role of ${user.email}`}
                labelHidden
                className="w-36"
                value={user.role}
                disabled={user.id === me.id || user.state === "invited" || user.role === "client"}
                options={(user.role === "client" ? UserRole.options : Role.options).map((role) => ({
                  value: role,
                  label: roleNames[role],
                }))}
                onChange={(value) =>
                  change.mutate({
                    id: user.id,
                    role: UserRole.parse(value),
                    disabled: user.state === "disabled",
                  })
                }
              />
              <Button
                disabledReason={
                  user.id === me.id
                    ? "You cannot lock yourself out"
                    : user.state === "invited"
                      ? "The invitation is still open"
                      : undefined
                }
                onClick={() =>
                  change.mutate({
                    id: user.id,
                    role: user.role,
                    disabled: user.state !== "disabled",
                  })
                }
              >
                {user.state === "disabled" ? "Let in again" : "Disable"}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
    </Page>
  );
}
