import { age, timeOfDay } from '../format';
import { useDesk, useStore, useTick } from '../state/desk';

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
      {connection === 'connecting' && !status && <p className="opening">Connecting…</p>}
    </div>
  );
}
