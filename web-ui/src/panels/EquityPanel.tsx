import { useEffect, useState } from 'react';
import { performanceNumbers } from '../api/desk';
import { EquityChart } from '../chart/EquityChart';
import { decimal, gain, gainClass, money, percent } from '../format';
import { useDesk, useStore } from '../state/desk';
import type { PerformanceView } from '../wire';
import { Panel } from './Panel';

const POLL_MILLIS = 15_000;

export function EquityPanel() {
  const points = useStore('equity', (store) => store.list('equity'));
  return (
    <Panel
      title="Equity"
      tools={
        <span className="key">
          <i className="line" />
          Equity <i className="shade" />
          Drawdown, right axis
        </span>
      }
    >
      <EquityChart points={points} />
      <PerformanceNumbers />
    </Panel>
  );
}

function PerformanceNumbers() {
  const of = usePerformance();
  return (
    <dl className="numbers" data-testid="performance">
      <Number name="P&L" value={gain(of?.pnl)} className={gainClass(of?.pnl)} testId="performance-pnl" />
      <Number name="Return" value={percent(of?.returnPercent)} className={gainClass(of?.returnPercent)} />
      <Number name="Fees" value={money(of?.fees)} />
      <Number name="Max drawdown" value={percent(of?.maxDrawdownPercent)} />
      <Number name="Win rate" value={percent(of?.winRatePercent)} />
      <Number name="Profit factor" value={decimal(of?.profitFactor, 2, 2)} />
      <Number name="Sharpe" value={decimal(of?.sharpe, 2, 2)} title="Annualised, from one-minute returns" />
      <Number name="Round trips" value={of ? String(of.roundTrips) : decimal(undefined)} />
      <Number name="Orders / fills" value={of ? `${of.orders} / ${of.fills}` : decimal(undefined)} />
    </dl>
  );
}

interface NumberProps {
  name: string;
  value: string;
  className?: string;
  title?: string;
  testId?: string;
}

function Number({ name, value, className = '', title, testId }: NumberProps) {
  return (
    <div title={title}>
      <dt>{name}</dt>
      <dd className={className} data-testid={testId}>
        {value}
      </dd>
    </div>
  );
}

/** Asked for every 15 s while connected; an answer that fails leaves the last one standing. */
function usePerformance(): PerformanceView | undefined {
  const { connection } = useDesk();
  const [found, setFound] = useState<PerformanceView>();
  useEffect(() => {
    if (connection !== 'live') {
      return undefined;
    }
    let stopped = false;
    const ask = (): void => {
      performanceNumbers().then(
        (next) => !stopped && setFound(next),
        () => undefined,
      );
    };
    ask();
    const timer = setInterval(ask, POLL_MILLIS);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [connection]);
  return found;
}
