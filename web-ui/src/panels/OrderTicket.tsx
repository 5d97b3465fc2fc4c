import { useEffect, useReducer, type FormEvent } from 'react';
import { newClOrdId, submitOrder } from '../api/desk';
import { decimal, words } from '../format';
import { useDesk, useStore } from '../state/desk';
import {
  errorsElsewhere,
  newTicket,
  orderOf,
  ticketAfter,
  type Ticket,
  type TicketFields as Fields,
} from '../state/ticket';
import type { ProblemView } from '../wire';
import { Panel } from './Panel';
import { TicketFields } from './TicketFields';

/** The fields that show their own errors. */
const POINTERS = ['/account', '/instrument', '/type', '/timeInForce', '/quantity', '/limitPrice'];

interface Props {
  instrument: string;
  instruments: readonly string[];
}

export function OrderTicket({ instrument, instruments }: Props) {
  const mode = useStore('status', (of) => of.status()?.mode);
  const { ticket, edit, confirm, back, send, discard } = useTicket(instrument);
  const { phase, problem } = ticket;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (mode === 'LIVE' && phase === 'editing') {
      confirm();
    } else {
      void send();
    }
  };
  const id = (
    <span className="count id" title="The ticket's order id: sending again is the same order">
      {ticket.clOrdId}
    </span>
  );
  return (
    <Panel title="Order ticket" className="ticket" tools={id}>
      <form onSubmit={onSubmit} data-testid="ticket" data-clordid={ticket.clOrdId} data-phase={phase}>
        <TicketFields ticket={ticket} instruments={instruments} edit={edit} />
        {problem && <Problem problem={problem} unknown={phase === 'unknown'} />}
        {ticket.outcome && (
          <p className="outcome" role="status" data-testid="ticket-outcome">
            {ticket.outcome}
          </p>
        )}
        <Actions ticket={ticket} back={back} discard={discard} />
      </form>
    </Panel>
  );
}

/** The ticket's state and moves. It follows the chart's instrument and starts with the first account. */
function useTicket(instrument: string) {
  const { store } = useDesk();
  const accounts = useStore('accounts', (of) => of.list('accounts'));
  const [ticket, act] = useReducer(ticketAfter, undefined, () => newTicket(newClOrdId()));
  const edit = (fields: Partial<Fields>): void => act({ is: 'edit', fields, freshId: newClOrdId() });

  const firstAccount = accounts[0]?.account;
  useEffect(() => edit({ instrument }), [instrument]);
  useEffect(() => {
    if (ticket.fields.account === '' && firstAccount !== undefined) {
      edit({ account: firstAccount });
    }
  }, [firstAccount, ticket.fields.account]);

  const send = async (): Promise<void> => {
    act({ is: 'send' });
    try {
      const order = await submitOrder(orderOf(ticket));
      store.addAnswered(order);
      act({ is: 'taken', order, freshId: newClOrdId() });
    } catch (error) {
      act({ is: 'failed', error });
    }
  };
  return {
    ticket,
    edit,
    send,
    confirm: () => act({ is: 'confirm' }),
    back: () => act({ is: 'back' }),
    discard: () => act({ is: 'discard', freshId: newClOrdId() }),
  };
}

interface ActionsProps {
  ticket: Ticket;
  back: () => void;
  discard: () => void;
}

function Actions({ ticket: { fields, phase }, back, discard }: ActionsProps) {
  const { connection } = useDesk();
  // Whoever trades must see the market; only an order that may already be on its way can be sent again.
  const blind = connection !== 'live' && phase !== 'unknown';
  return (
    <div className="actions">
      <button
        type="submit"
        className={`main ${fields.side === 'BUY' ? 'buy' : 'sell'}`}
        disabled={phase === 'sending' || blind}
        title={blind ? 'Disconnected: the prices on the screen are old' : undefined}
      >
        {submitText(phase, fields)}
      </button>
      {phase === 'confirming' && (
        <button type="button" className="quiet" onClick={back}>
          Back
        </button>
      )}
      {phase === 'unknown' && (
        <button type="button" className="quiet" onClick={discard}>
          New ticket
        </button>
      )}
    </div>
  );
}

function submitText(phase: Ticket['phase'], fields: Fields): string {
  switch (phase) {
    case 'sending':
      return 'Sending…';
    case 'unknown':
      return 'Send the same order again';
    case 'confirming':
      return `Confirm with real money: ${inWords(fields)}`;
    case 'editing':
      return inWords(fields);
  }
}

function inWords({ side, type, instrument, quantity, limitPrice }: Fields): string {
  const price = isNumber(limitPrice) ? `at ${decimal(limitPrice.trim())}` : '';
  return [
    words(side),
    isNumber(quantity) ? decimal(quantity.trim()) : '',
    instrument,
    type === 'MARKET' ? 'at market' : price,
  ]
    .filter(Boolean)
    .join(' ');
}

function isNumber(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text.trim());
}

function Problem({ problem, unknown }: { problem: ProblemView; unknown: boolean }) {
  return (
    <div className="error" role="alert" data-testid="ticket-problem" data-status={problem.status}>
      <strong>{problem.title}.</strong> {problem.detail}
      {errorsElsewhere(problem, POINTERS).map((error) => (
        <p key={error.pointer + error.message}>
          {error.pointer} {error.message}
        </p>
      ))}
      {unknown && (
        <p>It is not known whether the order was taken. Sending again is safe: it has the same id.</p>
      )}
    </div>
  );
}
