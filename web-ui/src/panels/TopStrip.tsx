import type { ReactNode } from 'react';
import { age, gain, gainClass, money, NONE, words } from '../format';
import { useTheme } from '../state/preferences';
import { useDesk, useStore, useTick } from '../state/desk';
import type { Page } from '../state/route';
import type { StatusView } from '../wire';
import { PageLinks } from './PageLinks';

/** A status is due every second; the data age shown grows by itself once one is overdue. */
const STATUS_DUE_MILLIS = 1_500;

const CONNECTION_TEXT = { live: 'Live', lost: 'Disconnected', connecting: 'Connecting' } as const;

export function TopStrip({ page }: { page: Page }) {
  const { connection } = useDesk();
  const status = useStore('status', (store) => store.status());
  return (
    <header className="strip" data-mode={status?.mode ?? ''}>
      <h1 className="mark">Holdfast</h1>
      <span
        className="mode"
        data-testid="mode"
        title={status?.mode === 'LIVE' ? 'Real money' : 'No real money'}
      >
        {status?.mode ?? NONE}
      </span>
      <PageLinks page={page} />
      <dl className="metrics">
        <Metric name="Trading">
          <span className="state" data-testid="trading-state" data-state={status?.tradingState ?? ''}>
            {status ? words(status.tradingState) : NONE}
          </span>
        </Metric>
        <Metric name={`Equity ${status?.currency ?? ''}`}>
          <span data-testid="equity" data-value={status?.equity ?? ''}>
            {money(status?.equity)}
          </span>
        </Metric>
        <Metric name="Day P&L">
          <span data-testid="day-pnl" data-value={status?.dayPnl ?? ''} className={gainClass(status?.dayPnl)}>
            {gain(status?.dayPnl)}
          </span>
        </Metric>
        <Metric name="Data age">
          <DataAge status={status} />
        </Metric>
        <Metric name="Nodes">
          <span data-testid="nodes" title={status?.nodes.join(', ') ?? ''}>
            {status?.nodes.length ?? NONE}
          </span>
        </Metric>
        <Metric name="Open orders">
          <span data-testid="open-orders">{status?.openOrders ?? NONE}</span>
          {status && status.unknownOrders > 0 && (
            <span className="tag warn" data-testid="unknown-orders">
              {status.unknownOrders} unknown
            </span>
          )}
        </Metric>
      </dl>
      <span className="connection" data-testid="connection" data-connection={connection}>
        {CONNECTION_TEXT[connection]}
      </span>
      <ThemeToggle />
      <User />
    </header>
  );
}

function Metric({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="metric">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The oldest of the newest quotes; never shown fresher than it can be known to be. */
function DataAge({ status }: { status: StatusView | undefined }) {
  const { sync, connection } = useDesk();
  useTick();
  const worst = status?.worstDataAgeMillis;
  const silent = sync.clock.sinceHeard();
  const overdue = connection === 'lost' || silent > STATUS_DUE_MILLIS;
  const shown = worst === undefined ? undefined : worst + (overdue ? silent : 0);
  const doubtful = status?.quotes.filter((quote) => quote.condition !== 'LIVE') ?? [];
  return (
    <>
      <span
        className="aging"
        data-testid="data-age"
        data-millis={shown === undefined ? '' : Math.round(shown)}
      >
        {age(shown)}
      </span>
      {doubtful.length > 0 && (
        <span
          className="tag warn"
          title={doubtful.map((q) => `${q.instrument} ${words(q.condition)}`).join(', ')}
        >
          {doubtful.length === 1 && doubtful[0]
            ? words(doubtful[0].condition)
            : `${doubtful.length} not live`}
        </span>
      )}
    </>
  );
}

function ThemeToggle() {
  const [theme, choose] = useTheme();
  const next = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="quiet icon"
      onClick={() => choose(next)}
      title={`Use the ${next} theme`}
      aria-label={`Use the ${next} theme`}
      data-testid="theme-toggle"
    >
      <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
      </svg>
    </button>
  );
}

function User() {
  const { session, logOut } = useDesk();
  return (
    <span className="user">
      <span data-testid="user" title={`Role: ${session.role}`}>
        {session.user}
        <small>{session.role}</small>
      </span>
      <button type="button" className="quiet" onClick={logOut}>
        Log out
      </button>
    </span>
  );
}
