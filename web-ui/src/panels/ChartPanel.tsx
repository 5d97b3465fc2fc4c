import { useEffect, useMemo } from 'react';
import { CandleChart } from '../chart/CandleChart';
import { calmAge, decimal, words } from '../format';
import { useDesk, useStore } from '../state/desk';
import type { ChosenInstrument } from '../state/instrument';
import { useRemembered } from '../state/preferences';
import { seriesKey } from '../state/store';
import type { BarInterval } from '../wire';
import { Choice, Panel } from './Panel';

const INTERVALS: readonly { value: BarInterval; text: string }[] = [
  { value: 'SECOND', text: '1 s' },
  { value: 'MINUTE', text: '1 m' },
];

export function ChartPanel({ chosen }: { chosen: ChosenInstrument }) {
  const { sync } = useDesk();
  const { instrument, instruments, choose } = chosen;
  const [remembered, setInterval] = useRemembered('interval', 'SECOND');
  const interval: BarInterval = remembered === 'MINUTE' ? 'MINUTE' : 'SECOND';
  const candles = useStore(seriesKey(instrument, interval), (store) => store.candles(instrument, interval));
  const allFills = useStore('fills', (store) => store.list('fills'));
  const fills = useMemo(
    () => allFills.filter((fill) => fill.instrument === instrument),
    [allFills, instrument],
  );
  const positions = useStore('positions', (store) => store.list('positions'));
  const held = positions.filter((position) => position.instrument === instrument && position.averagePrice);

  useEffect(() => {
    if (instrument !== '') {
      sync.showCandles(instrument, interval);
    }
  }, [sync, instrument, interval]);

  return (
    <Panel
      title="Market"
      className="chart-panel"
      tools={
        <>
          <label className="inline">
            <span className="hidden">Instrument</span>
            <select
              value={instrument}
              onChange={(event) => choose(event.target.value)}
              data-testid="instrument"
            >
              {instruments.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <Choice label="Bar length" value={interval} options={INTERVALS} onChoose={setInterval} />
          <Quote instrument={instrument} />
        </>
      }
    >
      <CandleChart
        candles={candles}
        fills={fills}
        // With several accounts there is no one average to draw.
        average={held.length === 1 ? held[0]?.averagePrice : undefined}
      />
    </Panel>
  );
}

function Quote({ instrument }: { instrument: string }) {
  const quotes = useStore('quotes', (store) => store.list('quotes'));
  const quote = quotes.find((of) => of.instrument === instrument);
  if (!quote) {
    return null;
  }
  return (
    <span className="quote" data-testid="quote" data-condition={quote.condition} data-source={quote.source}>
      <span title="Best bid and its size">
        <small>Bid</small> <b className="num">{decimal(quote.bid, 2)}</b>{' '}
        <span className="muted num size">{decimal(quote.bidQuantity)}</span>
      </span>
      <span title="Best ask and its size">
        <small>Ask</small> <b className="num">{decimal(quote.ask, 2)}</b>{' '}
        <span className="muted num size">{decimal(quote.askQuantity)}</span>
      </span>
      {quote.source === 'BACKUP' && (
        <span className="tag warn" title="The venue's own prices are not to be had">
          Backup
        </span>
      )}
      {quote.condition !== 'LIVE' && (
        <span className="tag warn" title={quote.source === 'CACHE' ? 'The last price known' : undefined}>
          {words(quote.condition)} <span className="aging">{calmAge(quote.ageMillis)}</span>
        </span>
      )}
    </span>
  );
}
