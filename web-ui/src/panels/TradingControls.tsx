import { useEffect, useRef, useState, type FormEvent } from 'react';
import { cancelAll, flatten, setTradingState } from '../api/desk';
import { Refusal } from '../api/http';
import { timeOfDay, words } from '../format';
import { useStore } from '../state/desk';
import type { AccountView, Instant, Taken, TradingState } from '../wire';
import { Panel } from './Panel';

type Step = TradingState | 'CANCEL_ALL' | 'FLATTEN';

interface Offer {
  step: Step;
  text: string;
  says: string;
}

const STEPS: readonly Offer[] = [
  { step: 'HALTED', text: 'Halt', says: 'No order is sent any more and open orders are canceled.' },
  { step: 'REDUCE_ONLY', text: 'Stop entries', says: 'Only orders that make a position smaller are sent.' },
  { step: 'ACTIVE', text: 'Resume', says: 'Orders within the limits are sent again.' },
  { step: 'CANCEL_ALL', text: 'Cancel all', says: 'Every open order is asked to be canceled.' },
  {
    step: 'FLATTEN',
    text: 'Flatten',
    says:
      'Open orders are canceled, then positions are closed at the market. Strategies may open new ones:' +
      ' to stay flat, stop entries first.',
  },
];

type Outcome =
  | { kind: 'taken'; offer: Offer; account: string; at: Instant }
  | { kind: 'failed'; offer: Offer; why: string; shards: readonly string[] };

/** Each step is confirmed, with the reason that goes into the audit trail. */
export function TradingControls() {
  const accounts = useStore('accounts', (store) => store.list('accounts'));
  const [account, setAccount] = useState('');
  const [step, setStep] = useState<Step>();
  const [outcome, setOutcome] = useState<Outcome>();
  const chosen = STEPS.find((of) => of.step === step);

  const onConfirm = async (reason: string): Promise<void> => {
    if (!chosen) {
      return;
    }
    try {
      const taken = await send(chosen.step, account || undefined, reason);
      setOutcome({ kind: 'taken', offer: chosen, account, at: taken.at });
      setStep(undefined);
    } catch (error) {
      const shards = error instanceof Refusal ? (error.problem.errors ?? []) : [];
      setOutcome({
        kind: 'failed',
        offer: chosen,
        why: (error as Error).message,
        shards: shards.map((of) => `${of.pointer.replace('/shards/', 'shard ')}: ${of.message}`),
      });
    }
  };

  return (
    <Panel
      title="Trading"
      className="controls"
      tools={
        <label className="inline">
          <span className="hidden">Account</span>
          <select value={account} onChange={(event) => setAccount(event.target.value)}>
            <option value="">All accounts</option>
            {accounts.map((of) => (
              <option key={of.account} value={of.account}>
                {of.account} · {words(of.tradingState)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <div className="steps">
        {STEPS.map((of) => (
          <button
            key={of.step}
            type="button"
            className={`step ${of.step.toLowerCase()}`}
            data-testid={`step-${of.step}`}
            aria-expanded={step === of.step}
            onClick={() => setStep(step === of.step ? undefined : of.step)}
          >
            {of.text}
          </button>
        ))}
      </div>
      {chosen && (
        <Confirm
          key={chosen.step}
          text={`${chosen.text} – ${account || 'all accounts'}`}
          says={chosen.says}
          withReason={chosen.step !== 'CANCEL_ALL'}
          onConfirm={onConfirm}
          onBack={() => setStep(undefined)}
        />
      )}
      {outcome && <Result outcome={outcome} accounts={accounts} />}
    </Panel>
  );
}

function send(step: Step, account: string | undefined, reason: string): Promise<Taken> {
  if (step === 'CANCEL_ALL') {
    return cancelAll(account);
  }
  if (step === 'FLATTEN') {
    return flatten(account, reason);
  }
  return setTradingState({ state: step, ...(account && { account }), reason });
}

/** What came of the newest step; goes on to tell how many orders are still open. */
function Result({ outcome, accounts }: { outcome: Outcome; accounts: readonly AccountView[] }) {
  if (outcome.kind === 'failed') {
    return (
      <div className="error" role="status" data-testid="verb-result">
        {outcome.offer.text}: {outcome.why}.
        {outcome.shards.length > 0 && (
          <ul>
            {outcome.shards.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    );
  }
  const meant = accounts.filter((of) => !outcome.account || of.account === outcome.account);
  const open = meant.reduce((sum, of) => sum + of.openOrders, 0);
  const busy = meant.filter((of) => of.flattening).map((of) => of.account);
  return (
    <p className="outcome" role="status" data-testid="verb-result">
      {outcome.offer.text} – {outcome.account || 'all accounts'}: every shard took it at{' '}
      {timeOfDay(outcome.at)} UTC. {open === 1 ? '1 order is' : `${open} orders are`} open
      {busy.length > 0 && `, ${busy.join(', ')} not flat yet`}.
    </p>
  );
}

interface ConfirmProps {
  text: string;
  says: string;
  withReason: boolean;
  onConfirm: (reason: string) => Promise<void>;
  onBack: () => void;
}

function Confirm({ text, says, withReason, onConfirm, onBack }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState('');
  const first = useRef<HTMLInputElement & HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    void onConfirm(reason.trim()).finally(() => setBusy(false));
  };
  return (
    <form
      className="confirm"
      onSubmit={onSubmit}
      data-testid="confirm"
      onKeyDown={(event) => event.key === 'Escape' && onBack()}
    >
      <p>
        <strong>{text}</strong>
        <br />
        <span className="muted">{says}</span>
      </p>
      {withReason && (
        <label className="field">
          <span className="label">Reason</span>
          <input
            ref={first}
            name="reason"
            required
            maxLength={200}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      <div className="actions">
        <button type="submit" className="main" disabled={busy} ref={withReason ? undefined : first}>
          Confirm
        </button>
        <button type="button" className="quiet" onClick={onBack}>
          Back
        </button>
      </div>
    </form>
  );
}
