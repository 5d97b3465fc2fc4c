import { useFailsafe } from '../state/desk';
import { isOpenIncident } from '../state/failsafe';
import { PAGES, type Page } from '../state/route';

/** Incidents come by event; this only makes up for one that the bus lost. */
const REFRESH_MILLIS = 30_000;

/** The pages; that of the failsafe layer says on every page how many incidents are open. */
export function PageLinks({ page }: { page: Page }) {
  const open = useFailsafe(REFRESH_MILLIS).view?.incidents.filter(isOpenIncident) ?? [];
  const urgent = open.some((of) => of.severity === 'PAGE');
  return (
    <nav className="pages" aria-label="Pages">
      {(Object.keys(PAGES) as Page[]).map((of) => (
        <a key={of} href={PAGES[of].hash} aria-current={of === page ? 'page' : undefined}>
          {PAGES[of].name}
          {of === 'failsafe' && open.length > 0 && (
            <span className={`badge ${urgent ? 'urgent' : ''}`} data-testid="open-incidents">
              {open.length}
              <span className="hidden"> open {open.length === 1 ? 'incident' : 'incidents'}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
