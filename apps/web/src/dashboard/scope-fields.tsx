import type { Dashboard, DashboardScope } from "@fairflow/contract";
import { OneOrAllField } from "@fairflow/ui";

export interface ScopeFieldsProps {
  readonly portfolios: Dashboard["portfolios"];
  readonly scope: DashboardScope;
  readonly onChange: (scope: DashboardScope) => void;
}

/** Whose figures are shown; nothing where there is no choice. */
export function ScopeFields({ portfolios, scope, onChange }: ScopeFieldsProps) {
  const clients = new Map(portfolios.map(({ clientId, client }) => [clientId, client]));
  const own = portfolios.filter(
    ({ clientId }) => scope.client === undefined || clientId === scope.client,
  );
  const isOneClient = clients.size === 1 || scope.client !== undefined;
  return (
    <>
      {clients.size > 1 && (
        <OneOrAllField
          label="Client"
          labelHidden
          className="w-44 print:hidden"
          all="All clients"
          value={scope.client}
          options={[...clients].map(([value, label]) => ({ value, label }))}
          onChange={(client) => onChange(client === undefined ? {} : { client })}
        />
      )}
      {own.length > 1 && (
        <OneOrAllField
          label="Portfolio"
          labelHidden
          className="w-56 print:hidden"
          all="All portfolios"
          value={scope.portfolio}
          options={own.map(({ id, name, client }) => ({
            value: id,
            label: isOneClient ? name : `${client}: ${name}`,
          }))}
          onChange={(portfolio) =>
            onChange({ client: scope.client, ...(portfolio === undefined ? {} : { portfolio }) })
          }
        />
      )}
    </>
  );
}
