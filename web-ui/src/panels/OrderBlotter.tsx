import { useState } from 'react';
import { cancelOrder } from '../api/desk';
import { isOpen } from '../format';
import { useDesk, useStore, useTick } from '../state/desk';
import { FillTable } from './FillTable';
import { OrderRow } from './OrderRow';
import { Choice, Panel } from './Panel';

/** Rows drawn at first; the store holds more, shown on demand. */
const ROWS = 100;

type Tab = 'open' | 'all' | 'fills';

export function OrderBlotter() {
  const [tab, setTab] = useState<Tab>('all');
  const orders = useStore('orders', (store) => store.list('orders'));
  const fills = useStore('fills', (store) => store.list('fills'));
  const open = orders.filter((order) => isOpen(order.status));
  const options = [
    { value: 'open', text: `Open ${open.length}` },
    { value: 'all', text: `All ${orders.length}` },
    { value: 'fills', text: `Fills ${fills.length}` },
  ] as const;
  return (
    <Panel
      title="Orders"
      className="orders"
      tools={<Choice label="Shown" value={tab} options={options} onChoose={setTab} />}
    >
      {tab === 'fills' ? <FillTable fills={fills} /> : <OrderTable onlyOpen={tab === 'open'} />}
    </Panel>
  );
}

function OrderTable({ onlyOpen }: { onlyOpen: boolean }) {
  const { mayTrade } = useDesk();
  const [limit, setLimit] = useState(ROWS);
  const [expanded, setExpanded] = useState<string>();
  const [problem, setProblem] = useState('');
  const all = useStore('orders', (of) => of.list('orders'));
  useTick();
  const orders = onlyOpen ? all.filter((order) => isOpen(order.status)) : all;

  const onCancel = async (clOrdId: string): Promise<void> => {
    setProblem('');
    try {
      await cancelOrder(clOrdId);
    } catch (error) {
      setProblem(`Cancel of ${clOrdId}: ${(error as Error).message}.`);
    }
  };

  return (
    <div className="scroll blotter">
      {problem && (
        <p className="error" role="alert">
          {problem}
        </p>
      )}
      <table data-testid="blotter">
        <thead>
          <tr>
            <th>Status</th>
            <th>Side</th>
            <th>Instrument</th>
            <th className="right">Quantity</th>
            <th className="right">Filled</th>
            <th className="right">Limit</th>
            <th className="right">Avg price</th>
            <th>Strategy</th>
            <th className="right">Age</th>
            {mayTrade && (
              <th>
                <span className="hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {orders.slice(0, limit).map((order) => (
            <OrderRow
              key={order.clOrdId}
              order={order}
              expanded={expanded === order.clOrdId}
              onToggle={() => setExpanded(expanded === order.clOrdId ? undefined : order.clOrdId)}
              onCancel={mayTrade ? onCancel : undefined}
            />
          ))}
          {orders.length === 0 && (
            <tr>
              <td colSpan={10} className="empty">
                {onlyOpen ? 'No open order.' : 'No order yet.'}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {orders.length > limit && (
        <button type="button" className="quiet more" onClick={() => setLimit(limit + ROWS)}>
          Show {Math.min(ROWS, orders.length - limit)} more of {orders.length}
        </button>
      )}
    </div>
  );
}
