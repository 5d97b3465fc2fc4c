import { age, timeOfDay } from '../format';
import { useDesk, useStore, useTick } from '../state/desk';
import type { StatusView } from '../wire';

/** Says plainly that what is on the screen is old. The region always exists, so that readers announce it. */
export function ConnectionBanner() {
  const { connection, sync } = useDesk();
  const status = useStore('status', (store) => store.status());
  useTick();
  return (
    <div className="banner-region" aria-live="assertive" role="alert">
      {connection === 'lost' && (
        <div className="banner" data-testid="disconnected-banner">
          <strong>Disconnected.</strong>{' '}
          {sync.isolation && `The node is cut off from all others: ${sync.isolation}. `}
          {status ? (
            <>
              Figures are from {timeOfDay(status.now)} UTC,{' '}
              <span className="num" aria-hidden="true">
                {age(sync.clock.sinceHeard())} ago
              </span>
              .{' '}
            </>
          ) : (
            'Nothing was received yet. '
          )}
          Orders at the venue stay as they are. Reconnecting by itself.
        </div>
      )}
      {connection !== 'lost' && status && cutOff(status) && (
        <div className="banner caution" data-testid="quorum-banner" data-quorum={status.quorum}>
          <strong>{status.node} takes no orders:</strong> {cutOff(status)}. What is shown may be old.
        </div>
      )}
      {connection === 'connecting' && !status && <p className="opening">Connecting…</p>}
    </div>
  );
}

/** Why the node may not act; undefined while it may. */
function cutOff(status: StatusView): string | undefined {
  if (status.quorum === 'MAJORITY') {
    return status.refusal;
  }
  return status.refusal ?? 'it sees no majority of the nodes';
}
