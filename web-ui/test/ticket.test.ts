import { describe, expect, it } from 'vitest';
import { NoAnswer, Refusal } from '../src/api/http';
import { errorsAt, errorsElsewhere, newTicket, orderOf, ticketAfter, type Ticket } from '../src/state/ticket';
import type { ProblemView } from '../src/wire';
import { order } from './samples';

const INVALID: ProblemView = {
  type: '/problems/invalid-order',
  title: 'Invalid',
  status: 400,
  errors: [
    { pointer: '/quantity', message: 'must be > 0' },
    { pointer: '/other', message: 'odd' },
  ],
};

const filled = (): Ticket =>
  newTicket('id-1', { account: 'main', instrument: 'BTCUSDT', quantity: '1', limitPrice: '5' });
const edit = (ticket: Ticket, quantity: string): Ticket =>
  ticketAfter(ticket, { is: 'edit', fields: { quantity }, freshId: 'id-2' });

describe('ticket', () => {
  it('keeps its id while it is being filled in and sent', () => {
    expect(ticketAfter(edit(filled(), '2'), { is: 'send' }).clOrdId).toBe('id-1');
  });

  it('keeps id and content when nobody knows whether the order was taken', () => {
    const unknown = ticketAfter(ticketAfter(filled(), { is: 'send' }), {
      is: 'failed',
      error: new NoAnswer('gone'),
    });
    expect(unknown.phase).toBe('unknown');
    expect(edit(unknown, '2')).toBe(unknown);
    expect(orderOf(ticketAfter(unknown, { is: 'send' }))).toEqual(orderOf(filled()));
  });

  it('treats 503 as unknown and 422 as refused', () => {
    const failed = (status: number): string =>
      ticketAfter(filled(), { is: 'failed', error: new Refusal({ ...INVALID, status }) }).phase;
    expect([failed(503), failed(422)]).toEqual(['unknown', 'editing']);
  });

  it('may be changed where the node says that nothing was done', () => {
    const refused = (type: string): string =>
      ticketAfter(filled(), { is: 'failed', error: new Refusal({ type, title: 'no', status: 503 }) }).phase;
    expect(refused('/problems/no-trading')).toBe('editing');
    expect(refused('/problems/unavailable')).toBe('editing');
    expect(refused('/problems/outcome-unknown')).toBe('unknown');
  });

  it('is another order once it is edited after a refusal', () => {
    const refused = ticketAfter(filled(), { is: 'failed', error: new Refusal(INVALID) });
    expect(refused.clOrdId).toBe('id-1');
    expect(edit(refused, '2').clOrdId).toBe('id-2');
  });

  it('starts anew with the same content once the order was taken', () => {
    const next = ticketAfter(filled(), { is: 'taken', order: order('id-1'), freshId: 'id-2' });
    expect([next.clOrdId, next.fields.quantity, next.phase]).toEqual(['id-2', '1', 'editing']);
  });

  it('sends no limit price with a market order', () => {
    const market = ticketAfter(filled(), { is: 'edit', fields: { type: 'MARKET' }, freshId: 'x' });
    expect(orderOf(market)).not.toHaveProperty('limitPrice');
  });

  it('sorts errors to their fields by JSON pointer', () => {
    expect(errorsAt(INVALID, '/quantity').map((error) => error.message)).toEqual(['must be > 0']);
    expect(errorsElsewhere(INVALID, ['/quantity']).map((error) => error.pointer)).toEqual(['/other']);
  });
});
