import { useState } from 'react';
import { decimal, money, timeOfDay, words } from '../format';
import type { FillView } from '../wire';

const ROWS = 100;

export function FillTable({ fills }: { fills: readonly FillView[] }) {
  const [limit, setLimit] = useState(ROWS);
  return (
    <div className="scroll blotter">
      <table data-testid="fills">
        <thead>
          <tr>
            <th>Time UTC</th>
            <th>Side</th>
            <th>Instrument</th>
            <th className="right">Quantity</th>
            <th className="right">Price</th>
            <th className="right">Value</th>
            <th className="right">Fee</th>
            <th>Liquidity</th>
            <th>Strategy</th>
            <th>Account</th>
          </tr>
        </thead>
        <tbody>
          {fills.slice(0, limit).map((fill) => (
            <tr
              key={`${fill.instrument} ${fill.clOrdId} ${fill.execId}`}
              data-testid="fill-row"
              data-execid={fill.execId}
              data-clordid={fill.clOrdId}
            >
              <td className="num">{timeOfDay(fill.venueTime, true)}</td>
              <td className={fill.side === 'BUY' ? 'up' : 'down'}>{words(fill.side)}</td>
              <td>{fill.instrument}</td>
              <td className="right num">{decimal(fill.quantity)}</td>
              <td className="right num">{decimal(fill.price, 2)}</td>
              <td className="right num">{money(fill.notional)}</td>
              <td className="right num">
                {decimal(fill.fee, 2, 6)} <small className="muted">{fill.feeAsset}</small>
              </td>
              <td>{fill.maker ? 'Maker' : 'Taker'}</td>
              <td className="clip">{fill.strategy ?? <span className="muted">manual</span>}</td>
              <td>{fill.account}</td>
            </tr>
          ))}
          {fills.length === 0 && (
            <tr>
              <td colSpan={10} className="empty">
                No fill yet.
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {fills.length > limit && (
        <button type="button" className="quiet more" onClick={() => setLimit(limit + ROWS)}>
          Show {Math.min(ROWS, fills.length - limit)} more of {fills.length}
        </button>
      )}
    </div>
  );
}
