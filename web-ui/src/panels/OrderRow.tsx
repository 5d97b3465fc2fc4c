import { useState } from 'react';
import { age, calmAge, decimal, isOpen, timeOfDay, words } from '../format';
import { useDesk } from '../state/desk';
import type { OrderStatus, OrderView } from '../wire';

interface Props {
  order: OrderView;
  expanded: boolean;
  onToggle: () => void;
  /** Absent for viewers. */
  onCancel: ((clOrdId: string) => Promise<void>) | undefined;
}

/** What a status means for the eye: done well, working, in doubt, refused, over. */
const TONES: Record<OrderStatus, string> = {
  CREATED: 'working',
  QUEUED: 'working',
  SUBMITTED: 'working',
  WORKING: 'working',
  PARTIALLY_FILLED: 'partly',
  FILLED: 'done',
  UNKNOWN: 'doubt',
  DENIED: 'refused',
  REJECTED: 'refused',
  CANCELED: 'over',
  EXPIRED: 'over',
};

export function OrderRow({ order, expanded, onToggle, onCancel }: Props) {
  const { sync } = useDesk();
  const columns = onCancel ? 10 : 9;
  return (
    <>
      <tr
        className="order"
        data-testid="order-row"
        data-clordid={order.clOrdId}
        data-status={order.status}
        data-source={order.source ?? ''}
        onClick={onToggle}
      >
        <td>
          <button
            type="button"
            className="disclose"
            aria-expanded={expanded}
            aria-label={`History of order ${order.clOrdId}`}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          >
            <span className={`status ${TONES[order.status]}`}>{words(order.status)}</span>
          </button>
          {order.pending !== 'NONE' && (
            <span className="tag warn">
              {words(order.pending)} asked{order.unresolved ? ', unanswered' : ''}
            </span>
          )}
          {order.overfilled && <span className="tag warn">Overfilled</span>}
        </td>
        <td className={order.side === 'BUY' ? 'up' : 'down'}>{words(order.side)}</td>
        <td>{order.instrument}</td>
        <td className="right num">{decimal(order.quantity)}</td>
        <td className="right num">{decimal(order.cumulative)}</td>
        <td className="right num">
          {order.limitPrice ? decimal(order.limitPrice, 2) : <span className="muted">market</span>}
        </td>
        <td className="right num">{decimal(order.averagePrice, 2, 2)}</td>
        <td className="clip">
          {order.strategy ?? <span className="muted">{order.source ?? 'manual'}</span>}
        </td>
        <td className="right num aging">{calmAge(sync.clock.ageOf(order.createdAt))}</td>
        {onCancel && (
          <td className="right">
            {isOpen(order.status) && <CancelButton order={order} onCancel={onCancel} />}
          </td>
        )}
      </tr>
      {expanded && (
        <tr className="order-detail">
          <td colSpan={columns}>
            <OrderHistory order={order} />
          </td>
        </tr>
      )}
    </>
  );
}

function CancelButton({
  order,
  onCancel,
}: {
  order: OrderView;
  onCancel: (clOrdId: string) => Promise<void>;
}) {
  const [busy, setBusy] = useState(false);
  return (
    <button
      type="button"
      className="quiet small"
      data-testid="cancel-order"
      disabled={busy || order.pending === 'CANCEL'}
      aria-label={`Cancel order ${order.clOrdId}`}
      onClick={(event) => {
        event.stopPropagation();
        setBusy(true);
        void onCancel(order.clOrdId).finally(() => setBusy(false));
      }}
    >
      Cancel
    </button>
  );
}

function OrderHistory({ order }: { order: OrderView }) {
  const { sync } = useDesk();
  return (
    <div className="history" data-testid="order-history">
      {order.reason && <p className="error">{order.reason}</p>}
      <dl className="facts">
        <Fact name="Order id" value={order.clOrdId} />
        <Fact name="Venue id" value={order.venueOrderId} />
        <Fact name="Account" value={order.account} />
        <Fact name="Terms" value={`${words(order.type)} ${order.timeInForce}`} />
        <Fact name="Leaves" value={decimal(order.leaves)} />
        <Fact name="Signal" value={order.signalId} />
        <Fact name="Last change" value={`${age(sync.clock.ageOf(order.changedAt))} ago`} />
      </dl>
      <ol>
        {order.history.map((step, index) => (
          <li key={index}>
            <time className="num" dateTime={step.at}>
              {timeOfDay(step.at, true)}
            </time>
            <span>{step.event}</span>
            <span className={`status ${TONES[step.status]}`}>{words(step.status)}</span>
            <span className="muted">{step.detail}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | undefined }) {
  return value === undefined ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
