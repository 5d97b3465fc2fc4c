import { BreakerPanel } from '../panels/failsafe/BreakerPanel';
import { ChainPanel } from '../panels/failsafe/ChainPanel';
import { CheckpointPanel } from '../panels/failsafe/CheckpointPanel';
import { ClusterPanel } from '../panels/failsafe/ClusterPanel';
import { HealthMatrix } from '../panels/failsafe/HealthMatrix';
import { IncidentPanel } from '../panels/failsafe/IncidentPanel';
import { RecoveryPanel } from '../panels/failsafe/RecoveryPanel';
import { useFailsafe } from '../state/desk';

/** As often as the cheapest check runs: histories and percentiles do not change faster. */
const REFRESH_MILLIS = 5_000;

/** What the failsafe layer sees and does, live. */
export function FailsafePage() {
  const { view, error } = useFailsafe(REFRESH_MILLIS);
  return (
    <main id="content" tabIndex={-1} aria-label="Failsafe">
      {error && (
        <p className="banner caution" role="status" data-testid="failsafe-error">
          <strong>The failsafe layer does not answer:</strong> {error}.{' '}
          {view ? 'What is shown may be old.' : 'It is asked again every 5 s.'}
        </p>
      )}
      {view ? (
        <div className="desk failsafe" data-testid="failsafe" data-node={view.node}>
          <div className="column wide">
            <ClusterPanel view={view} />
            <IncidentPanel incidents={view.incidents} />
            <HealthMatrix services={view.services} />
          </div>
          <div className="column narrow">
            <BreakerPanel breakers={view.breakers} />
            <ChainPanel chains={view.chains} />
            <RecoveryPanel recoveries={view.recoveries} />
            <CheckpointPanel checkpoints={view.checkpoints} />
          </div>
        </div>
      ) : (
        !error && (
          <p className="opening" role="status">
            Asking the failsafe layer…
          </p>
        )
      )}
    </main>
  );
}
