import { age, timeOfDay, words } from '../../format';
import { useDesk, useTick } from '../../state/desk';
import type { RecoveryView } from '../../wireFailsafe';
import { Panel } from '../Panel';

/** What was done about faults, newest first. */
export function RecoveryPanel({ recoveries }: { recoveries: readonly RecoveryView[] }) {
  const running = recoveries.filter((of) => of.endedAt === undefined).length;
  return (
    <Panel
      title="Recoveries"
      tools={
        <span className="count" data-testid="recovery-count">
          {running > 0 ? `${running} under way` : `newest ${recoveries.length}`}
        </span>
      }
    >
      {recoveries.length === 0 ? (
        <p className="empty">Nothing had to be recovered.</p>
      ) : (
        <ol className="scroll recoveries" tabIndex={0} aria-label="Recoveries">
          {recoveries.map((of) => (
            <Recovery key={of.recovery} recovery={of} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Recovery({ recovery }: { recovery: RecoveryView }) {
  const { sync } = useDesk();
  const running = recovery.endedAt === undefined;
  useTick(running ? 1_000 : 60_000);
  const state = running ? 'running' : recovery.recovered ? 'recovered' : 'failed';
  return (
    <li data-testid="recovery" data-service={recovery.service} data-node={recovery.node} data-state={state}>
      <div className="line">
        <span className="what">
          <b>{recovery.service}</b> <span className="muted">{recovery.node}</span>
        </span>
        <span className={`health ${CLASSES[state]}`}>
          <span aria-hidden="true">{SHAPES[state]}</span>{' '}
          {running
            ? `under way for ${age(sync.clock.ageOf(recovery.failedAt))}`
            : `${TEXTS[state]} ${age(recovery.tookMillis)}`}
        </span>
      </div>
      <p className="muted">
        <time dateTime={recovery.startedAt}>{timeOfDay(recovery.startedAt)}</time> · {words(recovery.action)}
        {recovery.attempt > 1 && `, attempt ${recovery.attempt}`}
        {recovery.why && ` · ${recovery.why}`}
      </p>
    </li>
  );
}

const SHAPES = { running: '◌', recovered: '●', failed: '✕' } as const;
const CLASSES = { running: 'degraded', recovered: 'healthy', failed: 'unhealthy' } as const;
const TEXTS = { running: '', recovered: 'recovered in', failed: 'gave up after' } as const;
