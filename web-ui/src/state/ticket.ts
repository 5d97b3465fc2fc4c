import { words } from '../format';
import { NoAnswer, Refusal, isUnknownFate } from '../api/http';
import type { FieldError, OrderRequest, OrderType, OrderView, ProblemView, Side, TimeInForce } from '../wire';

/** What the person filled in. */
export interface TicketFields {
  account: string;
  instrument: string;
  side: Side;
  type: OrderType;
  timeInForce: TimeInForce;
  quantity: string;
  limitPrice: string;
}

/**
 * An order ticket. Its clOrdId is made once and stays while the ticket's content stays, so that sending again
 * is the same order. After an unknown fate the content is frozen: an edit would make another order beside one
 * that may live.
 */
export interface Ticket {
  clOrdId: string;
  fields: TicketFields;
  phase: 'editing' | 'confirming' | 'sending' | 'unknown';
  problem?: ProblemView;
  /** What became of the last one sent. */
  outcome?: string;
  refused: boolean;
}

export type TicketAction =
  | { is: 'edit'; fields: Partial<TicketFields>; freshId: string }
  | { is: 'confirm' }
  | { is: 'back' }
  | { is: 'send' }
  | { is: 'taken'; order: OrderView; freshId: string }
  | { is: 'failed'; error: unknown }
  | { is: 'discard'; freshId: string };

export function newTicket(clOrdId: string, fields: Partial<TicketFields> = {}): Ticket {
  return {
    clOrdId,
    phase: 'editing',
    refused: false,
    fields: {
      account: '',
      instrument: '',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      quantity: '',
      limitPrice: '',
      ...fields,
    },
  };
}

export function ticketAfter(ticket: Ticket, action: TicketAction): Ticket {
  const { problem: _problem, outcome: _outcome, ...rest } = ticket;
  switch (action.is) {
    case 'edit':
      if (ticket.phase !== 'editing') {
        return ticket;
      }
      // The refused order keeps its id; what is sent after an edit is another order.
      return {
        ...rest,
        fields: { ...ticket.fields, ...action.fields },
        clOrdId: ticket.refused ? action.freshId : ticket.clOrdId,
        refused: false,
      };
    case 'confirm':
      return { ...rest, phase: 'confirming' };
    case 'back':
      return { ...rest, phase: 'editing' };
    case 'send':
      return { ...rest, phase: 'sending' };
    case 'taken':
      return {
        ...newTicket(action.freshId, ticket.fields),
        outcome: outcomeOf(action.order),
      };
    case 'failed':
      return isUnknownFate(action.error)
        ? { ...rest, phase: 'unknown', problem: problemOf(action.error) }
        : { ...rest, phase: 'editing', problem: problemOf(action.error), refused: true };
    case 'discard':
      return newTicket(action.freshId, ticket.fields);
  }
}

/** The body to send. Left out: the limit of a market order, which has none, and its time in force. */
export function orderOf({ clOrdId, fields }: Ticket): OrderRequest {
  const { account, instrument, side, type, timeInForce } = fields;
  const common = { clOrdId, account, instrument, side, type };
  const quantity = fields.quantity.trim();
  return type === 'MARKET'
    ? { ...common, quantity }
    : { ...common, timeInForce, quantity, limitPrice: fields.limitPrice.trim() };
}

/** The errors of one field, by JSON pointer ("/quantity" or "#/quantity"). */
export function errorsAt(problem: ProblemView | undefined, pointer: string): FieldError[] {
  return (problem?.errors ?? []).filter((error) => error.pointer.replace(/^#/, '') === pointer);
}

/** The errors that belong to no field of the ticket. */
export function errorsElsewhere(problem: ProblemView | undefined, pointers: readonly string[]): FieldError[] {
  return (problem?.errors ?? []).filter((error) => !pointers.includes(error.pointer.replace(/^#/, '')));
}

function outcomeOf({ clOrdId, status, reason }: OrderView): string {
  return `${clOrdId}: ${words(status)}${reason ? ` – ${reason}` : ''}`;
}

function problemOf(error: unknown): ProblemView {
  if (error instanceof Refusal) {
    return error.problem;
  }
  const detail = error instanceof NoAnswer ? error.message : String(error);
  return { type: 'about:blank', title: 'No answer', status: 0, detail };
}
