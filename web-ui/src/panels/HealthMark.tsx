import { words } from '../format';
import type { HealthStatus } from '../wire';

const SHAPES: Record<HealthStatus, string> = { HEALTHY: '●', DEGRADED: '▲', UNHEALTHY: '✕' };

/** A status by colour, shape and word; without the word in sight where there is no room for it. */
export function HealthMark({ status, wordless = false }: { status: HealthStatus; wordless?: boolean }) {
  return (
    <span className={`health ${status.toLowerCase()}`}>
      <span aria-hidden="true">{SHAPES[status]}</span>{' '}
      <span className={wordless ? 'hidden' : 'word'}>{words(status)}</span>
    </span>
  );
}
