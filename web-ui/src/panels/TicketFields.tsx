import type { ReactNode } from 'react';
import { words } from '../format';
import { useStore } from '../state/desk';
import { errorsAt, type Ticket, type TicketFields as Fields } from '../state/ticket';
import type { FieldError, OrderType, TimeInForce } from '../wire';
import { Choice } from './Panel';

const TYPES: readonly { value: OrderType; text: string }[] = [
  { value: 'LIMIT', text: 'Limit' },
  { value: 'MARKET', text: 'Market' },
];
const TIMES: readonly { value: TimeInForce; text: string }[] = [
  { value: 'GTC', text: 'GTC – until canceled' },
  { value: 'DAY', text: 'DAY – this UTC day' },
  { value: 'IOC', text: 'IOC – now or cancel' },
  { value: 'FOK', text: 'FOK – all now or nothing' },
];

interface Props {
  ticket: Ticket;
  instruments: readonly string[];
  edit: (changed: Partial<Fields>) => void;
}

/** Locked while the order is on its way, or may be. */
export function TicketFields({ ticket, instruments, edit }: Props) {
  return (
    <fieldset disabled={ticket.phase !== 'editing'}>
      <Sides side={ticket.fields.side} edit={edit} />
      <div className="grid2">
        <Where ticket={ticket} instruments={instruments} edit={edit} />
        <Terms ticket={ticket} edit={edit} />
        <Amounts ticket={ticket} edit={edit} />
      </div>
    </fieldset>
  );
}

function Sides({ side, edit }: { side: Fields['side']; edit: Props['edit'] }) {
  return (
    <div className="sides" role="radiogroup" aria-label="Side">
      {(['BUY', 'SELL'] as const).map((of) => (
        <label key={of} className={of === 'BUY' ? 'buy' : 'sell'}>
          <input type="radio" name="side" checked={side === of} onChange={() => edit({ side: of })} />
          <span>{words(of)}</span>
        </label>
      ))}
    </div>
  );
}

function Where({ ticket, instruments, edit }: Props) {
  const accounts = useStore('accounts', (of) => of.list('accounts'));
  const { instrument, account } = ticket.fields;
  return (
    <>
      <Field label="Instrument" pointer="/instrument" ticket={ticket}>
        <select value={instrument} onChange={(event) => edit({ instrument: event.target.value })}>
          {instruments.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </Field>
      <Field label="Account" pointer="/account" ticket={ticket}>
        <select value={account} onChange={(event) => edit({ account: event.target.value })}>
          {accounts.map((of) => (
            <option key={of.account}>{of.account}</option>
          ))}
        </select>
      </Field>
    </>
  );
}

function Terms({ ticket, edit }: Omit<Props, 'instruments'>) {
  const { type, timeInForce } = ticket.fields;
  return (
    <>
      <div className="field">
        <span className="label">Type</span>
        <Choice label="Type" value={type} options={TYPES} onChoose={(next) => edit({ type: next })} />
        <Errors errors={errorsAt(ticket.problem, '/type')} />
      </div>
      <Field label="Time in force" pointer="/timeInForce" ticket={ticket}>
        <select
          value={timeInForce}
          disabled={type === 'MARKET'}
          onChange={(event) => edit({ timeInForce: event.target.value as TimeInForce })}
        >
          {TIMES.map((time) => (
            <option key={time.value} value={time.value}>
              {time.text}
            </option>
          ))}
        </select>
      </Field>
    </>
  );
}

function Amounts({ ticket, edit }: Omit<Props, 'instruments'>) {
  const { type, quantity, limitPrice } = ticket.fields;
  return (
    <>
      <Field label="Quantity" pointer="/quantity" ticket={ticket}>
        <input
          name="quantity"
          inputMode="decimal"
          autoComplete="off"
          required
          value={quantity}
          onChange={(event) => edit({ quantity: event.target.value })}
        />
      </Field>
      <Field label="Limit price" pointer="/limitPrice" ticket={ticket}>
        <input
          name="limitPrice"
          inputMode="decimal"
          autoComplete="off"
          required={type === 'LIMIT'}
          disabled={type === 'MARKET'}
          value={limitPrice}
          onChange={(event) => edit({ limitPrice: event.target.value })}
        />
      </Field>
    </>
  );
}

interface FieldProps {
  label: string;
  pointer: string;
  ticket: Ticket;
  children: ReactNode;
}

/** An input with what the server says about it, found by JSON pointer. */
function Field({ label, pointer, ticket, children }: FieldProps) {
  const errors = errorsAt(ticket.problem, pointer);
  return (
    <label className={`field ${errors.length > 0 ? 'wrong' : ''}`} data-pointer={pointer}>
      <span className="label">{label}</span>
      {children}
      <Errors errors={errors} />
    </label>
  );
}

function Errors({ errors }: { errors: FieldError[] }) {
  return errors.map((error) => (
    <span key={error.message} className="error" role="alert" data-testid="field-error">
      {error.message}
      {error.allowed ? ` – allowed: ${error.allowed}` : ''}
    </span>
  ));
}
