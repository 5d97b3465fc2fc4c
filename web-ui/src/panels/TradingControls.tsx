import { useEffect, useRef, useState, type FormEvent } from 'react';
import { cancelAll, setTradingState } from '../api/desk';
import { words } from '../format';
import { useStore } from '../state/desk';
import type { TradingState } from '../wire';
import { Panel } from './Panel';

type Step = TradingState | 'CANCEL_ALL';

const STEPS: readonly { step: Step; text: string; says: string }[] = [
  { step: 'HALTED', text: 'Halt', says: 'No order is sent any more and open orders are canceled.' },
  { step: 'REDUCE_ONLY', text: 'Reduce only', says: 'Only orders that make a position smaller are sent.' },
  { step: 'ACTIVE', text: 'Resume', says: 'Orders within the limits are sent again.' },
  { step: 'CANCEL_ALL', text: 'Cancel all orders', says: 'Every open order is asked to be canceled.' },
];

/** Each step is confirmed, with the reason that goes into the audit trail. */
export function TradingControls() {
  const accounts = useStore('accounts', (store) => store.list('accounts'));
  const [account, setAccount] = useState('');
  const [step, setStep] = useState<Step>();
  const [outcome, setOutcome] = useState<{ text: string; bad: boolean }>();
  const chosen = STEPS.find((of) => of.step === step);

  const onConfirm = async (reason: string): Promise<void> => {
    if (!step || !chosen) {
      return;
    }
    try {
      if (step === 'CANCEL_ALL') {
        await cancelAll(account || undefined);
      } else {
        await setTradingState({ state: step, ...(account && { account }), reason });
      }
      setOutcome({ text: `${chosen.text}: taken.`, bad: false });
      setStep(undefined);
    } catch (error) {
      setOutcome({ text: `${chosen.text}: ${(error as Error).message}.`, bad: true });
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
      {outcome && (
        <p className={outcome.bad ? 'error' : 'outcome'} role="status">
          {outcome.text}
        </p>
      )}
    </Panel>
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
