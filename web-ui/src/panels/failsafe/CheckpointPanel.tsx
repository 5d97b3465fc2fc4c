import { useState } from 'react';
import { takeCheckpoint } from '../../api/failsafe';
import { size, timeOfDay } from '../../format';
import { useDesk } from '../../state/desk';
import type { CheckpointView } from '../../wireFailsafe';
import { Panel } from '../Panel';

/** The checkpoints in the store, newest first, and the command that restores one. */
export function CheckpointPanel({ checkpoints }: { checkpoints: readonly CheckpointView[] }) {
  const { mayTrade, sync } = useDesk();
  const [said, setSaid] = useState<{ text: string; failed: boolean }>();
  const [busy, setBusy] = useState(false);
  const onTake = async (): Promise<void> => {
    setBusy(true);
    setSaid(undefined);
    try {
      await takeCheckpoint();
      setSaid({ text: 'A checkpoint was taken.', failed: false });
      sync.refreshFailsafe();
    } catch (failure) {
      setSaid({ text: `No checkpoint: ${(failure as Error).message}.`, failed: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel
      title="Checkpoints"
      tools={
        mayTrade && (
          <button
            type="button"
            className="quiet small push"
            disabled={busy}
            onClick={() => void onTake()}
            data-testid="take-checkpoint"
          >
            {busy ? 'Taking…' : 'Take one now'}
          </button>
        )
      }
    >
      {said && (
        <p
          className={`said ${said.failed ? 'error' : 'outcome'}`}
          role="status"
          data-testid="checkpoint-result"
        >
          {said.text}
        </p>
      )}
      {checkpoints.length === 0 ? (
        <p className="empty">No checkpoint was taken yet.</p>
      ) : (
        <ul className="scroll checkpoints" tabIndex={0} aria-label="Checkpoints">
          {checkpoints.map((of) => (
            <Checkpoint key={of.checkpoint} checkpoint={of} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Checkpoint({ checkpoint }: { checkpoint: CheckpointView }) {
  const [open, setOpen] = useState(false);
  const { at, bytes, verified, detail } = checkpoint;
  return (
    <li data-testid="checkpoint" data-checkpoint={checkpoint.checkpoint} data-verified={verified}>
      <div className="line">
        <button
          type="button"
          className="disclose"
          aria-expanded={open}
          aria-label={`Checkpoint of ${at.slice(0, 10)} ${timeOfDay(at)}`}
          onClick={() => setOpen(!open)}
        >
          <time dateTime={at}>
            <span className="muted">{at.slice(0, 10)}</span> {timeOfDay(at)}
          </time>
        </button>
        <span className="muted num">{size(bytes)}</span>
        <span className={`health ${verified ? 'healthy' : 'degraded'}`}>
          <span aria-hidden="true">{verified ? '●' : '▲'}</span> {verified ? 'verified' : 'not verified'}
        </span>
      </div>
      {open && (
        <div className="restore">
          <p className="mono">{checkpoint.checkpoint}</p>
          {detail && <p className="muted">{detail}</p>}
          <p className="muted">To see the state of that moment, or any later one:</p>
          <code>./holdfast checkpoint restore --at {at}</code>
        </div>
      )}
    </li>
  );
}
