import { useEffect, useRef, useState, type FormEvent } from 'react';
import { forceBreaker, type ForceState } from '../../api/failsafe';
import { useDesk } from '../../state/desk';
import type { BreakerView } from '../../wireFailsafe';
import { Choice } from '../Panel';

const OFFERS: readonly { value: ForceState; text: string; says: string }[] = [
  { value: 'OPEN', text: 'Hold open', says: 'Every call is rejected at once, whatever its rule says.' },
  { value: 'CLOSED', text: 'Hold closed', says: 'Every call passes, however many fail.' },
  { value: 'AUTO', text: 'Automatic', says: 'Its own rule decides again.' },
];

interface Props {
  breaker: BreakerView;
  onDone: () => void;
}

/** What an operator may do with a breaker; the reason goes into the audit trail. */
export function ForceForm({ breaker, onDone }: Props) {
  const { sync } = useDesk();
  const [state, setState] = useState<ForceState>(breaker.forced ? 'AUTO' : 'OPEN');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await forceBreaker(breaker.node, breaker.name, state, reason.trim());
      sync.refreshFailsafe();
      onDone();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };
  return (
    <form
      className="confirm"
      onSubmit={(event) => void onSubmit(event)}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
      data-testid="force-form"
    >
      <Choice label="What to do" value={state} options={OFFERS} onChoose={setState} />
      <p className="muted">{OFFERS.find((of) => of.value === state)?.says}</p>
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
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="main" disabled={busy}>
          Confirm
        </button>
        <button type="button" className="quiet" onClick={onDone}>
          Back
        </button>
      </div>
    </form>
  );
}
